import { baseCategories } from '@halles/domain/categories';
import { aListing } from '../../testing/sample-listing';
import { hours } from '../../testing/sample-results';
import { localBusinessOf, openingHoursOf } from '@halles/domain/open-data';

const context = {
  url: 'https://town.example/commerce/fournil-42',
  tree: baseCategories,
  locale: 'fr',
  today: '2026-11-25',
} as const;

/** What schema.org defines on LocalBusiness and its parents, of what is published here (schema.org 29). */
const PROPERTIES = [
  '@type',
  '@id',
  'url',
  'name',
  'description',
  'address',
  'geo',
  'telephone',
  'sameAs',
  'brand',
  'keywords',
  'openingHoursSpecification',
  'paymentAccepted',
  'identifier',
  'amenityFeature',
];

describe('a business for machines', () => {
  it('has the type of its category, and no property that the type has not', () => {
    for (const { id, schemaType } of baseCategories.leaves) {
      const node = localBusinessOf(aListing({ category: id }), context);
      expect(node['@type']).toBe(schemaType);
      expect(Object.keys(node).filter((name) => !PROPERTIES.includes(name))).toEqual([]);
    }
  });

  it('tells nothing that is not known, no point where only the commune is, no number that is invented', () => {
    const bare = aListing({
      phone: null,
      website: null,
      keywords: [],
      payment: [],
      wheelchair: null,
      schedule: null,
      demonstration: true,
      position: { longitude: -0.57, latitude: 44.84, precision: 'commune' },
    });
    expect(Object.keys(localBusinessOf(bare, context))).toEqual([
      '@type',
      '@id',
      'url',
      'name',
      'description',
      'address',
    ]);
  });
});

describe('opening hours for machines', () => {
  const published = (shop: string) =>
    openingHoursOf(hours(shop), '2026-12-07').map(({ dayOfWeek, validFrom, opens, closes }) => [
      Array.isArray(dayOfWeek) ? dayOfWeek.map((day) => String(day).slice(19, 21)).join() : validFrom,
      opens,
      closes,
    ]);

  it('gather the days that have the same stretch', () => {
    expect(published('Tu-Sa 09:00-12:30,14:00-19:00; Su 09:00-12:30')).toEqual([
      ['Tu,We,Th,Fr,Sa,Su', '09:00', '12:30'],
      ['Tu,We,Th,Fr,Sa', '14:00', '19:00'],
    ]);
  });

  it('tell a public holiday by its date, a night by the hour at which it ends, a whole day to its last minute', () => {
    expect(published('Mo-Fr 09:00-18:00; PH off')).toContainEqual(['2026-12-25', '00:00', '00:00']);
    expect(published('Fr-Sa 20:00-02:00')).toEqual([['Fr,Sa', '20:00', '02:00']]);
    expect(published('24/7')).toEqual([['Mo,Tu,We,Th,Fr,Sa,Su', '00:00', '23:59']]);
  });

  it('tell each public holiday that the page announces, and none that it does not announce yet', () => {
    const holidays = (today: string) =>
      openingHoursOf(hours('Mo-Fr 09:00-18:00; PH off'), today).flatMap(({ validFrom }) => validFrom ?? []);
    expect(holidays('2026-11-20')).toEqual(['2026-12-25', '2027-01-01']);
    expect(holidays('2026-11-17')).toEqual(['2026-12-25']);
    expect(openingHoursOf(hours('Mo-Fr 09:00-18:00'), '2026-11-20')).toHaveLength(1);
  });

  it('tell the week of all the year, and each season with its dates', () => {
    const tuesday = { dayOfWeek: ['https://schema.org/Tuesday'] };
    const spring = openingHoursOf(
      hours('Tu 09:00-19:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Tu 09:00-13:00'),
      '2026-08-03',
    );
    expect(spring[0]).toEqual({
      '@type': 'OpeningHoursSpecification',
      ...tuesday,
      opens: '09:00',
      closes: '19:00',
    });
    expect(spring).toContainEqual({
      '@type': 'OpeningHoursSpecification',
      validFrom: '2026-08-03',
      validThrough: '2026-08-31',
      ...tuesday,
      opens: '09:00',
      closes: '13:00',
    });
    expect(spring).toContainEqual(
      expect.objectContaining({ validFrom: '2027-07-14', opens: '00:00', closes: '00:00' }),
    );
    expect(spring.filter(({ dayOfWeek }) => dayOfWeek === undefined)).toEqual([]);
  });

  it('tell no hours of all the year where there are none', () => {
    const summer = openingHoursOf(hours('Apr-Sep Mo-Su 10:00-18:00'), '2026-06-01');
    expect(summer.map(({ validFrom, validThrough }) => [validFrom, validThrough])).toEqual([
      ['2026-06-01', '2026-09-30'],
      ['2027-04-01', '2027-09-30'],
    ]);
  });

  it('are left out where they cannot be read', () => {
    expect(published('quand il fait beau')).toEqual([]);
    expect(openingHoursOf(null, '2026-12-07')).toEqual([]);
  });
});
