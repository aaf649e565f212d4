import { closedPeriod } from './closing';
import type { Place, Schedule } from './schedule';
import { scheduleOfTexts } from './schedule-of-texts';

const PARIS: Place = { timeZone: 'Europe/Paris', department: '33' };
const TODAY = '2026-11-27';
const shop = (text: string): Schedule => scheduleOfTexts(PARIS, { shop: text });
const usual = shop('Mo-Sa 09:00-18:00');
const away = (from: string, returns: string): Schedule => ({ ...usual, vacations: [{ from, returns }] });

describe('a change that closes a business for a week or more', () => {
  it.each<[string, Schedule, Schedule, string, string | null]>([
    ['time off of two weeks', usual, away('2026-12-28', '2027-01-11'), '2026-12-28', '2027-01-09'],
    [
      'time off of one week, Sunday included',
      usual,
      away('2026-12-07', '2026-12-14'),
      '2026-12-07',
      '2026-12-12',
    ],
    ['hours that are closed every day', usual, shop('Mo-Su off'), '2026-11-27', null],
    ['a season alone', usual, shop('Jun-Aug Mo-Sa 09:00-18:00'), '2026-11-27', '2027-05-31'],
    [
      'one day a week, taken away',
      shop('We 08:00-13:00'),
      { ...shop('We 08:00-13:00'), vacations: [{ from: '2026-12-01', returns: '2026-12-08' }] },
      '2026-12-02',
      '2026-12-02',
    ],
  ])('is told: %s', (_, before, after, from, until) => {
    expect(closedPeriod(before, after, TODAY)).toEqual({ from, until });
  });

  it.each<[string, Schedule, Schedule]>([
    ['nothing changes', usual, usual],
    ['a Saturday that is all that is left of a week', usual, shop('Sa 10:00-16:00')],
    ['time off of five days', usual, away('2026-12-07', '2026-12-12')],
    ['time off that is there already', away('2026-12-28', '2027-01-11'), away('2026-12-28', '2027-01-11')],
    ['a season that moves by a day', shop('Jun 1-Aug 31 09:00-18:00'), shop('Jun 1-Aug 30 09:00-18:00')],
    ['hours that nobody knows', shop('quand il fait beau'), shop('Mo-Su off')],
    ['hours that nobody knows any more', usual, scheduleOfTexts(PARIS, {})],
  ])('is not told of: %s', (_, before, after) => {
    expect(closedPeriod(before, after, TODAY)).toBeNull();
  });

  it('is told of the way of service that readers go by, where there is no shop', () => {
    const pickup = (text: string): Schedule => scheduleOfTexts(PARIS, { pickup: text });
    expect(closedPeriod(pickup('Mo-Fr 10:00-12:00'), pickup('Mo-Su off'), TODAY)?.until).toBeNull();
  });
});
