import { scheduleOfTexts } from './schedule-of-texts';
import { usualWeek } from './usual-week';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const of = (shop: string) => usualWeek(scheduleOfTexts(PLACE, { shop }), '2026-12-09', 4, 'fr');

describe('the usual week', () => {
  it('is what each weekday has most often, Monday first, whatever day it is asked on', () => {
    const { days = [] } = of('Mo-Sa 09:00-12:30,14:00-19:00') ?? {};
    expect(days.map(({ name }) => name)).toEqual([
      'Lundi',
      'Mardi',
      'Mercredi',
      'Jeudi',
      'Vendredi',
      'Samedi',
      'Dimanche',
    ]);
    expect(days[0]?.spans).toEqual([
      { opens: '09:00', closes: '12:30' },
      { opens: '14:00', closes: '19:00' },
    ]);
    expect(days[6]).toMatchObject({ weekday: 7, text: 'Fermé', spans: [] });
  });

  it('tells the days that differ by their dates, with what they are', () => {
    const { days = [], others = [] } = of('Mo-Su 09:00-18:00; PH off; Dec 24 09:00-12:00') ?? {};
    expect(days.every(({ text }) => text !== 'Fermé')).toBe(true);
    expect(others.map(({ date, text, why }) => [date, text.replaceAll('\u00a0', ' '), why])).toEqual([
      ['2026-12-24', '9 h – 12 h', null],
      ['2026-12-25', 'Fermé', 'Noël'],
      ['2027-01-01', 'Fermé', 'Jour de l’An'],
    ]);
  });

  it('is still the rule while the shop is away for most of the time', () => {
    const schedule = {
      ...scheduleOfTexts(PLACE, { shop: 'Mo-Sa 09:00-18:00' }),
      vacations: [{ from: '2026-12-10', returns: '2027-01-04' }],
    };
    const week = usualWeek(schedule, '2026-12-09', 4, 'fr');
    expect(week?.days[0]?.spans).toEqual([{ opens: '09:00', closes: '18:00' }]);
    expect(week?.others[0]).toMatchObject({ date: '2026-12-10', why: 'Congés', spans: [] });
    expect(week?.others.at(-1)?.date).toBe('2027-01-02');
  });

  it('is that of all the year, not the season it is asked in, whose days are told as a season', () => {
    const schedule = scheduleOfTexts(PLACE, {
      shop: 'Tu-Sa 09:00-19:00; Dec 05-24 off; Dec 05-24 Mo-Su 09:00-21:00; Mo[1] 14:00-18:00',
    });
    const week = usualWeek(schedule, '2026-12-09', 4, 'fr');
    expect(week?.days.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
      'Fermé',
      ...Array<string>(5).fill('9 h – 19 h'),
      'Fermé',
    ]);
    expect(week?.seasons).toMatchObject([
      { from: '2026-12-09', until: '2026-12-24' },
      { from: '2027-12-05', until: '2027-12-24' },
    ]);
    expect(week?.seasons[0]?.days[6]?.spans).toEqual([{ opens: '09:00', closes: '21:00' }]);
    expect(week?.others.map(({ date }) => date)).toEqual(['2027-01-04']);
  });

  it('has none where no rule holds all the year, if so asked', () => {
    const schedule = scheduleOfTexts(PLACE, { shop: 'Apr-Sep Mo-Su 10:00-18:00' });
    const week = usualWeek(schedule, '2026-06-01', 4, 'fr', 'base');
    expect(week?.days.every(({ spans }) => spans.length === 0)).toBe(true);
    expect(week?.seasons.map(({ from, until }) => [from, until])).toEqual([
      ['2026-06-01', '2026-09-30'],
      ['2027-04-01', '2027-09-30'],
    ]);
  });

  it('is not there where hours are unknown or cannot be read', () => {
    expect(usualWeek(null, '2026-12-09', 4, 'fr')).toBeNull();
    expect(of('quand il fait beau')).toBeNull();
  });
});
