import { HOUR } from '@halles/kernel';
import { at, PARIS, resource, TUESDAY } from './booking-questions.fake';
import { leastBusyFirst } from './least-busy';

const taken = (from: string, until: string, date = TUESDAY) => ({
  ...{ from: at(date, from), until: at(date, until) },
  by: 1,
});
const order = (...need: ReturnType<typeof resource>[]): string[] =>
  leastBusyFirst(need, PARIS.timeZone, at(TUESDAY, '15:00')).map(({ id }) => id);

describe('who has least to do', () => {
  it('is first, by the minutes of that day alone, of equals the one before', () => {
    const anne = resource('anne', { taken: [taken('09:00', '10:00'), taken('11:00', '11:30')] });
    const bruno = resource('bruno', { taken: [taken('09:00', '10:00')] });
    const chloe = resource('chloe', { taken: [taken('09:00', '18:00', '2026-12-02')] });
    expect(order(anne, bruno, chloe)).toEqual(['chloe', 'bruno', 'anne']);
    expect(order(resource('one'), chloe, resource('other'))).toEqual(['one', 'chloe', 'other']);
  });

  it('counts what goes over midnight for the part of the day, and by how many it takes at once', () => {
    const night = {
      ...{ from: at(TUESDAY, '00:00') - 3 * HOUR, until: at(TUESDAY, '00:00') + HOUR },
      by: 1,
    };
    const late = resource('late', { taken: [night] });
    const early = resource('early', { taken: [taken('09:00', '10:30')] });
    expect(order(early, late)).toEqual(['late', 'early']);
    const counter = resource('counter', {
      capacity: 3,
      taken: [taken('09:00', '11:00'), taken('09:00', '11:00')],
    });
    // Two of three windows for two hours are less of it than an hour and a half of one.
    expect(order(early, counter)).toEqual(['counter', 'early']);
  });
});
