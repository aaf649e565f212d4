import { scheduleOfTexts } from './schedule-of-texts';
import { recurringHours } from './season-lines';

const PARIS = { timeZone: 'Europe/Paris', department: '33' };
const told = (shop: string, today: string, locale: 'fr' | 'en' = 'fr'): string[] =>
  recurringHours(scheduleOfTexts(PARIS, { shop }), today, { locale, beside: 'days' }).map(({ when, hours }) =>
    `${when} | ${hours}`.replaceAll('\u00a0', ' '),
  );
const SUMMER = 'Tu-Sa 09:00-19:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Tu-Sa 09:00-13:00';

describe('hours that come back', () => {
  it('say a season to come by its days, in both languages', () => {
    expect(told(SUMMER, '2026-11-27')).toEqual([
      'Du 14 juillet au 31 août | Lundi : Fermé · Mardi à samedi : 9 h – 13 h · Dimanche : Fermé',
    ]);
    expect(told(SUMMER, '2026-11-27', 'en')).toEqual([
      'From 14 July to 31 August | Monday: Closed · Tuesday to Saturday: 9 am – 1 pm · Sunday: Closed',
    ]);
  });

  it('say until when the season under way lasts and what holds after it, once', () => {
    expect(told(SUMMER, '2026-08-03')).toEqual([
      'Jusqu’au 31 août | Lundi : Fermé · Mardi à samedi : 9 h – 13 h · Dimanche : Fermé',
      'Le reste de l’année | Lundi : Fermé · Mardi à samedi : 9 h – 19 h · Dimanche : Fermé',
    ]);
  });

  it('say a season that is closed in one word, over New Year too', () => {
    expect(told('Mo-Su 10:00-18:00; Nov 15-Feb 15 off', '2026-10-01')).toEqual([
      'Du 15 novembre au 15 février | Fermé',
    ]);
    expect(told('Apr-Sep Mo-Su 10:00-18:00', '2026-06-01')).toEqual(['Du 1er octobre au 31 mars | Fermé']);
    expect(told('Apr-Sep Mo-Su 10:00-18:00', '2026-11-01')).toEqual([
      'Du 1er avril au 30 septembre | Tous les jours : 10 h – 18 h',
    ]);
  });

  it('say nth weekdays of months, with nights whole', () => {
    expect(told('Mo-Sa 09:00-19:00; Mo[1] 14:00-19:00; Sa[-1] off', '2026-11-27')).toEqual([
      'Le premier lundi du mois | 14 h – 19 h',
      'Le dernier samedi du mois | Fermé',
    ]);
    expect(told('Fr 20:00-26:00; Su[1,3] 10:00-12:00', '2026-11-27')).toEqual([
      'Les premier et troisième dimanches du mois | 10 h – 12 h',
    ]);
    expect(told('Su[1,3] 10:00-12:00', '2026-11-27', 'en')).toEqual([
      'The first and third Sunday of the month | 10 am – noon',
    ]);
  });

  it('count nth weekdays from the end of the month beside the weekday', () => {
    const words = (hours: string): string => told(hours, '2026-11-27')[0]?.split(' | ')[0] ?? '';
    expect(words('Mo[-2] 14:00-19:00')).toBe('L’avant-dernier lundi du mois');
    expect(words('Mo[-3] 14:00-19:00')).toBe('Le troisième lundi avant la fin du mois');
    expect(words('Mo[-4,-3] 14:00-19:00')).toBe('Les quatrième et troisième lundis avant la fin du mois');
    expect(words('Mo[1,-1] 14:00-19:00')).toBe('Les premier et dernier lundis du mois');
    expect(words('Mo[1,-3] 14:00-19:00')).toBe(
      'Le premier lundi du mois et le troisième lundi avant la fin du mois',
    );
    expect(told('Mo[-3] 14:00-19:00', '2026-11-27', 'en')[0]).toMatch(/^The third last Monday of the month/);
  });

  it('name each mode where there are several', () => {
    const schedule = scheduleOfTexts(PARIS, { shop: SUMMER, pickup: 'Tu-Sa 10:00-12:00' });
    expect(recurringHours(schedule, '2026-11-27', { locale: 'fr', beside: 'days' })[0]?.hours).toMatch(
      /^Sur place\u00a0: /,
    );
  });

  it('tell of a rhythm of weeks only what is near, and nothing where there is nothing', () => {
    expect(told('Tu-Sa 09:00-19:00; week 02-52/2 Mo 09:00-12:00', '2026-11-27').length).toBeLessThan(5);
    expect(told('Tu-Sa 09:00-19:00; PH off', '2026-11-27')).toEqual([]);
    expect(told('quand il fait beau', '2026-11-27')).toEqual([]);
  });

  it('are no days of one year, wherever they are written', () => {
    const season = 'Du 1er juillet au 31 août | Lundi à samedi : 9 h – 13 h · Dimanche : Fermé';
    const hours =
      'Mo-Sa 09:00-19:00; 2026 Nov 30 off; 2026 Dec 29-2027 Jan 02 off; Jul-Aug Mo-Sa 09:00-13:00';
    expect(told(hours, '2026-11-28')).toEqual([season]);
  });
});
