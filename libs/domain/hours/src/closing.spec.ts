import { closedPeriod, lostDays } from './closing';
import type { Place, Schedule } from './schedule';
import { scheduleOfTexts } from './schedule-of-texts';

const PARIS: Place = { timeZone: 'Europe/Paris', department: '33' };
const TODAY = '2026-11-27';
const shop = (text: string): Schedule => scheduleOfTexts(PARIS, { shop: text });
const usual = shop('Mo-Sa 09:00-18:00');
const away = (from: string, returns: string): Schedule => ({ ...usual, vacations: [{ from, returns }] });

describe('a change that closes a business for a week or more', () => {
  it.each<[string, Schedule, Schedule, string, string | null]>([
    ['time off of two weeks', usual, away('2026-12-28', '2027-01-11'), '2026-12-28', '2027-01-10'],
    [
      'time off of one week, Sunday included',
      usual,
      away('2026-12-07', '2026-12-14'),
      '2026-12-07',
      '2026-12-13',
    ],
    [
      'time off that begins and ends on a day that is closed every week',
      shop('Tu-Sa 09:00-18:00'),
      { ...shop('Tu-Sa 09:00-18:00'), vacations: [{ from: '2026-12-28', returns: '2027-01-11' }] },
      '2026-12-28',
      '2027-01-10',
    ],
    [
      'time off that is made longer',
      away('2026-12-28', '2027-01-03'),
      away('2026-12-28', '2027-01-18'),
      '2027-01-03',
      '2027-01-17',
    ],
    ['time off that has begun', usual, away('2026-11-23', '2026-12-14'), '2026-11-27', '2026-12-13'],
    ['hours that are closed every day', usual, shop('Mo-Su off'), '2026-11-27', null],
    ['a season alone', usual, shop('Jun-Aug Mo-Sa 09:00-18:00'), '2026-11-27', '2027-05-31'],
    [
      'one day a week, taken away',
      shop('We 08:00-13:00'),
      { ...shop('We 08:00-13:00'), vacations: [{ from: '2026-12-01', returns: '2026-12-08' }] },
      '2026-12-01',
      '2026-12-07',
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

describe('a change that takes away most days of a week', () => {
  const summer = shop('Sa 09:00-12:00; Jul-Aug Mo-Sa 09:00-19:00');

  it.each<[string, Schedule, Schedule, object]>([
    [
      'a Saturday that is all that is left',
      usual,
      shop('Sa 09:00-12:00'),
      { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] },
    ],
    [
      'the only day but a morning a month',
      shop('We 08:00-13:00'),
      shop('We[1] 08:00-13:00'),
      { kind: 'weekdays', weekdays: [3] },
    ],
    [
      'the season of a shop that opens one day else',
      summer,
      shop('Sa 09:00-12:00'),
      { kind: 'season', from: '2027-07-01', until: '2027-08-31' },
    ],
  ])('is told: %s', (_, before, after, lost) => {
    expect(lostDays(before, after, TODAY)).toEqual(lost);
  });

  it.each<[string, Schedule, Schedule]>([
    ['half of the days', usual, shop('Th-Sa 09:00-18:00')],
    ['a day that moves', shop('Sa 09:00-12:00'), shop('Su 09:00-12:00')],
    ['seasons in the place of one week', usual, shop('Apr-Sep Mo-Sa 09:00-18:00; Oct-Mar Mo-Sa 10:00-17:00')],
    ['a season whose hours change', summer, shop('Sa 09:00-12:00; Jul-Aug Tu-Sa 09:00-18:00')],
    ['a season that is gone and took no day', shop('Mo-Sa 09:00-18:00; Dec 05-20 Mo-Sa 09:00-21:00'), usual],
    ['time off', usual, away('2026-12-28', '2027-01-11')],
    ['hours that nobody knows any more', usual, scheduleOfTexts(PARIS, {})],
  ])('is not told of: %s', (_, before, after) => {
    expect(lostDays(before, after, TODAY)).toBeNull();
  });
});
