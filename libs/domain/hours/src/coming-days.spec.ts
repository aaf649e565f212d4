import { COMING_DAYS, comingDays, type ComingDays } from './coming-days';
import type { Place, Schedule } from './schedule';
import { scheduleOfTexts } from './schedule-of-texts';

const PARIS: Place = { timeZone: 'Europe/Paris', department: '33' };
const WEEK = 'Mo-Sa 09:00-12:30,14:00-19:00';
const usual = scheduleOfTexts(PARIS, { shop: WEEK });

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const said = ({ when, name, hours }: ComingDays): string => plain(`${when}, ${name} : ${hours ?? '?'}`);
const coming = (schedule: Schedule, from = '2026-12-10', days = COMING_DAYS): string[] =>
  comingDays(schedule, from, days, 'fr').map(said);

describe('the days to come that are not as every week', () => {
  it('leaves open what nobody said of a public holiday', () => {
    expect(coming(usual)).toEqual([
      'Vendredi 25 décembre, Noël : ?',
      'Vendredi 1er janvier, Jour de l’An : ?',
    ]);
  });

  it.each<[string, Schedule, string]>([
    ['its rules', scheduleOfTexts(PARIS, { shop: `${WEEK}; PH off` }), 'Fermé'],
    ['what holds on every holiday', { ...usual, publicHolidays: [{ from: 540, until: 720 }] }, '9 h – 12 h'],
    ['that it is as usual', { ...usual, statesPublicHolidays: true }, '9 h – 12 h 30, 14 h – 19 h'],
    ['hours that never change', scheduleOfTexts(PARIS, { shop: '24/7' }), '24 h/24'],
  ])('says the hours of holidays that are known by %s', (_, schedule, hours) => {
    expect(coming(schedule)[0]).toBe(`Vendredi 25 décembre, Noël : ${hours}`);
  });

  it('says a day by its date, with the name of its holiday or its own', () => {
    const exceptions = [
      { from: '2026-12-25', until: '2026-12-25', spans: [{ from: 420, until: 750 }] },
      { from: '2026-12-12', until: '2026-12-13', spans: [], note: 'Inventaire' },
      { from: '2026-12-19', until: '2026-12-19', spans: [{ from: 540, until: 1_260 }], note: 'Nocturne' },
    ];
    expect(coming({ ...usual, exceptions })).toEqual([
      'Du samedi 12 décembre au dimanche 13 décembre, Inventaire : Fermé',
      'Samedi 19 décembre, Nocturne : 9 h – 21 h',
      'Vendredi 25 décembre, Noël : 7 h – 12 h 30',
      'Vendredi 1er janvier, Jour de l’An : ?',
    ]);
  });

  it('makes one stretch of time off, whatever holiday lies in it, and follows it to its end', () => {
    const away = { ...usual, vacations: [{ from: '2026-12-20', returns: '2027-01-04' }] };
    const stretch = 'Du dimanche 20 décembre au dimanche 3 janvier, Congés : Fermé';
    expect(coming(away)).toEqual([stretch]);
    expect(coming(away, '2026-12-10', 11)).toEqual([stretch]);
    expect(coming(away, '2026-12-10', 10)).toEqual([]);
    expect(coming(away, '2026-12-28')).toEqual([
      'Du lundi 28 décembre au dimanche 3 janvier, Congés : Fermé',
    ]);
  });

  it('names the modes where they differ', () => {
    const both = scheduleOfTexts(PARIS, { shop: WEEK, delivery: 'Mo-Su 18:00-21:00' });
    const vacations = [{ from: '2026-12-21', returns: '2026-12-22', modes: ['shop' as const] }];
    expect(coming({ ...both, vacations })[0]).toBe(
      'Lundi 21 décembre, Congés : Sur place : Fermé · Livraison : 18 h – 21 h',
    );
  });

  it('says of a holiday what each mode said of it, and nothing for another', () => {
    const both = scheduleOfTexts(PARIS, { shop: WEEK, delivery: 'Mo-Su 18:00-21:00' });
    const exceptions = [{ from: '2026-12-25', until: '2026-12-25', spans: [], modes: ['delivery' as const] }];
    const christmas = comingDays({ ...both, exceptions }, '2026-12-10', COMING_DAYS, 'fr')[0];
    expect(christmas && said(christmas)).toBe('Vendredi 25 décembre, Noël : Livraison : Fermé');
    expect(christmas?.spans).toBeNull();
    const phone = scheduleOfTexts(PARIS, { shop: '24/7', phone: 'Mo-Fr 09:00-17:00' });
    expect(coming(phone)[0]).toBe('Vendredi 25 décembre, Noël : Sur place : 24 h/24');
  });

  it('ends, whatever was said', () => {
    const exceptions = [{ from: '2026-12-12', until: '9999-12-31', spans: [] }];
    expect(comingDays({ ...usual, exceptions }, '2026-12-10', 10, 'fr')[0]?.from).toBe('2026-12-12');
    expect(comingDays(scheduleOfTexts(PARIS, { shop: 'le soir' }), '2026-12-10', 45, 'fr')).toEqual([]);
  });
});
