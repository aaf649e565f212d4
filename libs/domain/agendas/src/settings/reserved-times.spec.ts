import { dayOfIso, instantOf } from '@halles/domain/hours';
import { reservedKinds, type ReservedTime, timesForOthers } from './reserved-times';

const PARIS = 'Europe/Paris';
/** A Tuesday. */
const DAY = dayOfIso('2026-12-01');
const at = (minute: number): number => instantOf(PARIS, DAY, minute);
const span = (kind: ReservedTime['kind'], from: number, until: number): ReservedTime => ({
  ...{ kind, weekday: 2, from, until },
});

describe('times that are kept for who needs them', () => {
  const reserved = [span('fragile', 600, 720), span('helper', 660, 780)];
  const within = { from: at(600), until: at(600) };

  it('are nobody’s who says nothing, on their day of the week alone', () => {
    expect(timesForOthers(reserved, null, PARIS, within)).toEqual([
      { from: at(600), until: at(720) },
      { from: at(660), until: at(780) },
    ]);
    const wednesday = { from: instantOf(PARIS, DAY + 2, 600), until: instantOf(PARIS, DAY + 2, 600) };
    expect(timesForOthers(reserved, null, PARIS, wednesday)).toEqual([]);
    const week = { from: at(0), until: instantOf(PARIS, DAY + 8, 0) };
    expect(timesForOthers(reserved, null, PARIS, week)).toHaveLength(4);
  });

  it('are theirs who need one of what they are kept for', () => {
    expect(timesForOthers(reserved, 'fragile', PARIS, within)).toEqual([{ from: at(720), until: at(780) }]);
    expect(timesForOthers(reserved, 'helper', PARIS, within)).toEqual([{ from: at(600), until: at(660) }]);
    expect(timesForOthers(reserved, 'sign-language', PARIS, within)).toHaveLength(2);
    expect(timesForOthers([], null, PARIS, within)).toEqual([]);
  });

  it('say what may be asked for', () => {
    expect(reservedKinds(reserved)).toEqual(['fragile', 'helper']);
  });
});
