import type { SchoolCalendar } from '@halles/contracts';
import { schoolErrors, type SchooledTerritory } from './doctor-school';

const bordeaux: SchooledTerritory = { slug: 'bordeaux', departments: ['33'], calendar: undefined };
const calendar = (resumes: string): SchoolCalendar => ({
  source: 'Arrêté du recteur',
  breaks: [{ name: { fr: 'Été austral', en: 'Southern summer' }, from: '2026-12-19', resumes }],
});
const reunion = (own?: SchoolCalendar): SchooledTerritory => ({
  slug: 'saint-denis',
  departments: ['974'],
  calendar: own,
});

describe('the check of school calendars', () => {
  it('is content as long as breaks are known for six months, and names what ends sooner', () => {
    expect(schoolErrors([bordeaux], new Date('2027-11-01T00:00:00Z'))).toEqual([]);
    expect(schoolErrors([bordeaux], new Date('2027-11-10T00:00:00Z'))).toEqual([
      'bordeaux: ends on 2028-05-09, take a newer version, or add the year to school-years.ts',
    ]);
  });

  it('asks territories that are in no zone for a calendar of their own, and watches it too', () => {
    const now = new Date('2026-11-25T00:00:00Z');
    expect(schoolErrors([bordeaux, reunion()], now)).toEqual([
      'saint-denis: none known, give its tenant.json a schoolCalendar',
    ]);
    expect(schoolErrors([reunion(calendar('2027-02-01'))], now)).toEqual([
      'saint-denis: ends on 2027-02-01, add to the schoolCalendar of its tenant.json',
    ]);
    expect(schoolErrors([reunion(calendar('2027-07-03'))], now)).toEqual([]);
  });

  it('counts of a region the department that ends first', () => {
    const both = { slug: 'x', departments: ['33', '59'], calendar: undefined };
    expect(schoolErrors([both], new Date('2028-01-01T00:00:00Z'))[0]).toContain('2028-04-24');
  });
});
