import { tenantSettingsSchema } from '@halles/contracts';
import { dayOfIso, weekdayOf } from '@halles/domain/hours';
import { aTerritory } from '@halles/testing';
import { schoolBreaksEnd, schoolBreaksOf, schoolZoneOf } from './school-breaks';
import { SCHOOL_YEARS } from './school-years';

const DEPARTMENTS = [
  ...Array.from({ length: 95 }, (_, at) => String(at + 1).padStart(2, '0')).filter((code) => code !== '20'),
  '2A',
  '2B',
];
const SATURDAY = 6;

describe('school zones', () => {
  it('hold every department of the mainland once, and neither Corsica nor overseas', () => {
    const without = [...DEPARTMENTS, '971', '974', '975', '988'].filter(
      (code) => schoolZoneOf(code) === undefined,
    );
    expect(without).toEqual(['2A', '2B', '971', '974', '975', '988']);
  });

  it('are those of the académies', () => {
    const zones = ['33', '26', '16', '59', '80', '57', '92', '31', '34', '75', '13', '69'].map(schoolZoneOf);
    expect(zones.join('')).toBe('AAABBBCCCCBA');
  });
});

describe('school breaks', () => {
  it('are those that the arrêtés set', () => {
    const of = (department: string) =>
      schoolBreaksOf(department, undefined)
        .filter(({ from }) => from < '2027-08')
        .map(({ from, resumes }) => `${from} ${resumes}`);
    const [autumn, christmas] = ['2026-10-17 2026-11-02', '2026-12-19 2027-01-04'];
    expect(of('33')).toEqual([autumn, christmas, '2027-02-13 2027-03-01', '2027-04-10 2027-04-26']);
    expect(of('59')).toEqual([autumn, christmas, '2027-02-20 2027-03-08', '2027-04-17 2027-05-03']);
    expect(of('92')).toEqual([autumn, christmas, '2027-02-06 2027-02-22', '2027-04-03 2027-04-19']);
  });

  it('begin on a Saturday, last two weeks and a day or two, follow one another, and name their source', () => {
    for (const department of ['33', '59', '92']) {
      const breaks = schoolBreaksOf(department, undefined);
      expect(breaks).toHaveLength(4 * SCHOOL_YEARS.length);
      for (const [at, { from, resumes }] of breaks.entries()) {
        expect([from, weekdayOf(dayOfIso(from))]).toEqual([from, SATURDAY]);
        expect([16, 17]).toContain(dayOfIso(resumes) - dayOfIso(from));
        expect(from > (breaks[at - 1]?.resumes ?? '')).toBe(true);
      }
    }
    expect(SCHOOL_YEARS.every(({ source }) => /^Arrêté du .+ JORFTEXT\d{12}$/.test(source))).toBe(true);
  });

  it('are the territory’s own where it has a calendar, in their order', () => {
    const name = { fr: 'Vacances', en: 'Holidays' };
    const own = {
      source: 'Arrêté du recteur',
      breaks: [
        { name, from: '2027-03-16', resumes: '2027-03-30' },
        { name, from: '2026-12-19', resumes: '2027-02-01' },
      ],
    };
    expect(schoolBreaksOf('974', own).map(({ from }) => from)).toEqual(['2026-12-19', '2027-03-16']);
    expect(schoolBreaksEnd('974', own)).toBe('2027-03-30');
    expect([schoolBreaksOf('974', undefined), schoolBreaksEnd('974', undefined)]).toEqual([[], null]);
    const settings = { ...aTerritory('ici-bourg'), schoolCalendar: own };
    expect(tenantSettingsSchema.safeParse(settings).success).toBe(true);
    const backwards = { ...own, breaks: [{ name, from: '2027-01-02', resumes: '2027-01-02' }] };
    expect(tenantSettingsSchema.safeParse({ ...settings, schoolCalendar: backwards }).success).toBe(false);
  });
});
