import { hoursLines, openDays } from './hours-lines';
import { scheduleOfTexts } from './schedule-of-texts';

const PARIS = { timeZone: 'Europe/Paris', department: '33' };
const plain = (lines: readonly string[]): string[] => lines.map((line) => line.replaceAll('\u00a0', ' '));

describe('hours in lines', () => {
  it('say the week, days together that are the same, and what is announced', () => {
    const schedule = scheduleOfTexts(PARIS, { shop: 'Mo-Fr 09:00-18:00; Sa 10:00-16:00; PH off' });
    expect(plain(hoursLines(schedule, '2026-12-01', 'fr'))).toEqual([
      'Lundi à vendredi : 9 h – 18 h',
      'Samedi : 10 h – 16 h',
      'Dimanche : Fermé',
      'Vendredi 25 décembre, Noël : Fermé',
      'Vendredi 1er janvier, Jour de l’An : Fermé',
    ]);
    expect(plain(hoursLines(schedule, '2026-12-01', 'en'))[0]).toBe('Monday to Friday: 9 am – 6 pm');
  });

  it('say seasons and nth weekdays in words, below the week of all the year', () => {
    const schedule = scheduleOfTexts(PARIS, {
      shop: 'Mo-Su 09:00-18:00; Jul 14-Aug 31 off; Mo[1] 14:00-18:00',
    });
    expect(plain(hoursLines(schedule, '2026-08-01', 'fr')).slice(0, 3)).toEqual([
      'Lundi à dimanche : 9 h – 18 h',
      'Jusqu’au 31 août : Fermé',
      'Le premier lundi du mois : 14 h – 18 h',
    ]);
  });

  it('say the weeks of delivery and of the other ways of serving, each by its name', () => {
    const schedule = scheduleOfTexts(PARIS, { shop: 'Mo-Su 09:00-18:00', delivery: 'Sa 14:00-16:00' });
    expect(plain(hoursLines(schedule, '2026-08-01', 'fr'))).toEqual([
      'Lundi à dimanche : 9 h – 18 h',
      'Livraison : Lundi à vendredi : Fermé',
      'Livraison : Samedi : 14 h – 16 h',
      'Livraison : Dimanche : Fermé',
    ]);
  });

  it('say what could not be read as it was written, and nothing where nothing is known', () => {
    expect(hoursLines(scheduleOfTexts(PARIS, { shop: 'le soir' }), '2026-12-01', 'fr')).toEqual(['le soir']);
    expect(hoursLines(scheduleOfTexts(PARIS, {}), '2026-12-01', 'fr')).toEqual([]);
  });
});

describe('the weekdays that a text names', () => {
  it('are told with their hours, and no other day', () => {
    expect(plain(openDays('Tu 14:00-16:00; Sa 09:00-10:00', PARIS, 'fr'))).toEqual([
      'Mardi 14 h – 16 h',
      'Samedi 9 h – 10 h',
    ]);
    expect(openDays('parfois', PARIS, 'fr')).toEqual([]);
  });
});
