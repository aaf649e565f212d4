import fc from 'fast-check';
import { dayOfIso } from '@halles/domain/hours';
import {
  isHadAt,
  productHoursText,
  readProductHours,
  readSeason,
  wrongSeasonDays,
  seasonText,
  timesWords,
} from './product-times';

const at = (date: string, minute: number | null) => ({ day: dayOfIso(date), minute });

describe('the times of a product', () => {
  it.each([
    ['sa 7:00-12:00', 'sa 07:00-12:00'],
    ['Samedi 7h-12h', 'sa 07:00-12:00'],
    ['Sat. 7h30–12', 'sa 07:30-12:00'],
    ['lu-ve', 'lu-ve'],
    ['ve-lu 8h-9h', 'lu,ve-di 08:00-09:00'],
    ['me, sa', 'me,sa'],
    ['mercredi et samedi 8-12, 14-18', 'me,sa 08:00-12:00; me,sa 14:00-18:00'],
    ['7:00-12:00', 'lu-di 07:00-12:00'],
    ['sa midi-minuit', 'sa 12:00-24:00'],
    ['sa minuit – 2h, 6 pm-midnight', 'sa 00:00-02:00; sa 18:00-24:00'],
    ['sa\nme 9:00-10:00', 'sa; me 09:00-10:00'],
    ['samedi 7 h à 12 h', 'sa 07:00-12:00'],
    ['mardi de 9 h à midi', 'ma 09:00-12:00'],
    ['lu-sa 7 h à midi', 'lu-sa 07:00-12:00'],
    ['tous les jours 7h-midi', 'lu-di 07:00-12:00'],
    ['du lundi au vendredi de 8 h à 12 h et de 14 h à 18 h', 'lu-ve 08:00-12:00; lu-ve 14:00-18:00'],
    ['every day from 9 am to noon', 'lu-di 09:00-12:00'],
    ['', ''],
  ])('are read as people write them: %j', (typed, text) => {
    expect(productHoursText(readProductHours(typed) ?? [])).toBe(text);
  });

  it.each(['tous', 'sa 12-7', 'sa 25:00-26:00', 'sa 7:99-8:00', 'lu-ma-me', 'sa 7', '-', 'a'.repeat(500)])(
    'are refused where they are none: %j',
    (typed) => {
      expect(readProductHours(typed)).toBeNull();
    },
  );

  it('are read again as they are written', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
      .filter(([from, until]) => from < until);
    const hours = fc.array(
      fc.record({
        days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((days) => days.sort()),
        span,
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(hours, (some) => {
        const own = some.map(({ days, span: [from, until] }) => ({ days, from, until }));
        expect(readProductHours(productHoursText(own))).toEqual(own);
      }),
    );
  });

  it.each([
    ['15/09-31/03', '15/09-31/03'],
    ['du 1er juillet au 31 août', '01/07-31/08'],
    ['1 juillet - 31 août', '01/07-31/08'],
    ['juillet-août', '01/07-31/08'],
    ['juillet', '01/07-31/07'],
    ['from 1 July to August 31st', '01/07-31/08'],
    ['décembre à février', '01/12-29/02'],
    ['1/5 au 30.6', '01/05-30/06'],
    ['29/02 – 1/3', '29/02-01/03'],
  ])('have a season: %j', (typed, text) => {
    const season = readSeason(typed);
    expect(season && seasonText(season)).toBe(text);
  });

  it.each([
    '31/02-1/3',
    '1er juillet',
    '1/7-1/7/2027',
    'juillet-',
    'jui-août',
    '15/13-1/1',
    '15/9',
    '1/1-2/1-3/1',
    'été',
  ])('have no season %j', (typed) => {
    expect(readSeason(typed)).toBeNull();
  });

  it.each([
    ['32/09-31/14', ['32/09', '31/14']],
    ['15/09 au 31/02', ['31/02']],
    ['15/09-31/03', []],
    ['15/09-', []],
    ['été', []],
  ])('say which days of the season %j are none', (typed, wrong) => {
    expect(wrongSeasonDays(typed)).toEqual(wrong);
  });

  it('are judged by the clock of the shop, the end not included', () => {
    const galette = { hours: readProductHours('sa 7-12') ?? [], season: readSeason('26/12-31/1') };
    // 2027-01-02 is a Saturday.
    expect(isHadAt(galette, at('2027-01-02', 420))).toBe(true);
    expect(isHadAt(galette, at('2027-01-02', 720))).toBe(false);
    expect(isHadAt(galette, at('2027-01-03', 420))).toBe(false);
    expect(isHadAt(galette, at('2027-02-06', 420))).toBe(false);
    expect(isHadAt(galette, at('2026-12-26', 700))).toBe(true);
    expect(isHadAt(galette, at('2027-01-03', null))).toBe(true);
    expect(isHadAt(galette, at('2027-07-03', null))).toBe(false);
  });

  it('are said in words', () => {
    const times = { hours: readProductHours('sa 7-12; me') ?? [], season: readSeason('1/5-30/6') };
    expect(timesWords(times, 'fr').map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
      'Seulement : samedi 7 h – 12 h, mercredi',
      'Du 1er mai au 30 juin',
    ]);
    expect(timesWords({ hours: [], season: null }, 'en')).toEqual([]);
  });
});
