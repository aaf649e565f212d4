import { dayOfIso, instantOf } from '@halles/domain/hours';
import { absenceKey, absenceTimes, NO_LAST_DAY } from './absence-times';

const ZONE = 'Europe/Paris';
const at = (day: string, minute = 0): number => instantOf(ZONE, dayOfIso(day), minute);
const DECEMBER = { from: at('2026-12-01'), until: at('2026-12-31') };
const TUESDAY = { from: '2026-12-01', until: '2026-12-01', fromMinute: 840, untilMinute: 960 };

describe('the times of absences', () => {
  it('are whole days, hours of one day, or from an hour of one to an hour of another', () => {
    expect(absenceTimes([{ from: '2026-12-24', until: '2026-12-26' }, TUESDAY], ZONE, DECEMBER)).toEqual([
      { from: at('2026-12-24'), until: at('2026-12-27') },
      { from: at('2026-12-01', 840), until: at('2026-12-01', 960) },
    ]);
    const trip = { from: '2026-12-03', until: '2026-12-05', fromMinute: 720, untilMinute: 600 };
    expect(absenceTimes([trip], ZONE, DECEMBER)).toEqual([
      { from: at('2026-12-03', 720), until: at('2026-12-05', 600) },
    ]);
  });

  it('come again each week by the clock of the place, up to the last day, and no others are made', () => {
    const weekly = { ...TUESDAY, from: '2020-01-07', until: NO_LAST_DAY, isWeekly: true };
    expect(absenceTimes([weekly], ZONE, DECEMBER).map(({ from }) => from)).toEqual(
      ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'].map((day) => at(day, 840)),
    );
    const ended = { ...weekly, from: '2026-12-01', until: '2026-12-14' };
    expect(absenceTimes([ended], ZONE, DECEMBER)).toHaveLength(2);
    // Summer time began between the two: the hour on the wall is the same.
    const spring = { from: at('2027-03-23'), until: at('2027-03-31') };
    expect(absenceTimes([weekly], ZONE, spring).map(({ from }) => from)).toEqual([
      at('2027-03-23', 840),
      at('2027-03-30', 840),
    ]);
  });

  it('are none in an hour that the clock skips, or outside of what is asked for', () => {
    const skipped = { from: '2027-03-28', until: '2027-03-28', fromMinute: 130, untilMinute: 170 };
    expect(absenceTimes([skipped], ZONE, { from: at('2027-03-27'), until: at('2027-03-30') })).toEqual([]);
    expect(absenceTimes([TUESDAY], ZONE, { from: at('2026-12-02'), until: at('2026-12-03') })).toEqual([]);
  });

  it('are told apart by what they are, and not by their reason', () => {
    expect(absenceKey({ ...TUESDAY, reason: 'dentiste' })).toBe(absenceKey(TUESDAY));
    expect(absenceKey({ ...TUESDAY, isWeekly: true })).not.toBe(absenceKey(TUESDAY));
  });
});
