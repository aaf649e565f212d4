import { createFormat } from '../../apps/console/src/app/core/format';

const fr = createFormat('fr', 'Europe/Paris');
const en = createFormat('en', 'Europe/Paris');
const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, '_');

describe('figures of the console', () => {
  it('groups thousands as each language does', () => {
    expect(spaced(fr.count(1250))).toBe('1_250');
    expect(en.count(1250)).toBe('1,250');
  });

  it.each([
    [0.42, '0,4_ms'],
    [9.96, '10_ms'],
    [12.7, '13_ms'],
    [999, '999_ms'],
    [1840, '1,8_s'],
  ])('says a latency of %d ms with the precision that matters', (ms, said) => {
    expect(spaced(fr.latency(ms))).toBe(said);
  });

  it.each([
    [-3, '0_s'],
    [59.9, '59_s'],
    [60, '1_min'],
    [3599, '59_min'],
    [7500, '2_h_05_min'],
    [86_400, '1_j_0_h'],
    [100_000, '1_j_3_h'],
  ])('says a wait of %d seconds in its two largest units', (seconds, said) => {
    expect(spaced(fr.duration(seconds))).toBe(said);
  });

  it('says days in English', () => {
    expect(spaced(en.duration(100_000))).toBe('1_d_3_h');
  });

  it('gives the time of day to the second, in the zone it was made for', () => {
    expect(fr.clock(new Date('2026-11-25T13:02:05Z'))).toBe('14\u00a0h\u00a002\u00a0min\u00a005\u00a0s');
    expect(en.clock(new Date('2026-07-25T13:02:05Z'))).toBe('15:02:05');
  });

  it('says the date of an instant where its reader is, and a date of the calendar as it is', () => {
    const reunion = createFormat('fr', 'Indian/Reunion');
    expect([fr, reunion].map((format) => format.day('2026-11-27T22:30:00.000Z'))).toEqual([
      '27 nov. 2026',
      '28 nov. 2026',
    ]);
    expect(createFormat('fr', 'America/Martinique').day('2026-11-27')).toBe('27 nov. 2026');
  });

  it('says the first of a month as French does', () => {
    expect([fr, en].map(({ day }) => day('2026-12-01'))).toEqual(['1er déc. 2026', '1 Dec 2026']);
    expect(fr.day('2026-12-11')).toBe('11 déc. 2026');
    expect(fr.moment(new Date('2026-12-01T08:32:00Z'))).toMatch(/^1er déc\. 2026/);
  });

  it('joins names with the word of the language', () => {
    expect(fr.list(['a', 'b', 'c'])).toBe('a, b et c');
    expect(en.list(['a', 'b'])).toBe('a and b');
  });
});
