import {
  type Access,
  emptyProfile,
  hearingAids,
  type ListingProfile,
  noAccess,
  paymentMeans,
  profileLabels,
  type ProfileServices,
} from '@halles/contracts';
import { baseCategories } from '@halles/domain/categories';
import { scheduleOfTexts } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { noProfile } from '@halles/domain/profiles';
import { scopeOf, territory } from '../../testing/page-scopes';
import { aListing } from '../../testing/sample-listing';
import { hours } from '../../testing/sample-results';
import { localBusinessOf, openingHoursOf } from '@halles/domain/open-data';

const context = {
  url: 'https://town.example/commerce/fournil-42',
  tree: baseCategories,
  locale: 'fr',
  today: '2026-11-25',
  timeZone: 'Europe/Paris',
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
  'legalName',
  'hasOfferCatalog',
];

describe('a business for machines', () => {
  it('has the type of its category, and no property that the type has not', () => {
    for (const { id, schemaType } of baseCategories.leaves) {
      const node = localBusinessOf(aListing({ category: id }), context);
      expect(node['@type']).toBe(schemaType);
      expect(Object.keys(node).filter((name) => !PROPERTIES.includes(name))).toEqual([]);
    }
  });

  it('is known for what it sells, and not for what it is called or does beside', () => {
    const content: ListingProfile = {
      ...emptyProfile,
      keywords: ['blanquette'],
      otherNames: ['Chez Pierrot', 'Le Pierre'],
      otherCategories: ['caterer'],
    };
    const listing = aListing({
      keywords: ['blanquette', 'Chez Pierrot', 'Le Pierre', 'Traiteur', 'sans gluten'],
    });
    const node = localBusinessOf(listing, { ...context, profile: { ...noProfile(42), content } });
    expect(node['keywords']).toBe('blanquette, sans gluten');
    expect(node['alternateName']).toEqual(['Chez Pierrot', 'Le Pierre']);
    expect(node['additionalType']).toEqual(['Traiteur']);
  });

  it('tells nothing that is not known, no point where only the commune is, no number that is invented', () => {
    const bare = aListing({
      phone: null,
      website: null,
      keywords: [],
      payment: [],
      wheelchair: null,
      legalName: null,
      takeaway: null,
      delivery: null,
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

  it('tell the nth weekdays of all the months ahead, but for those that a dated day says otherwise', () => {
    const wednesdays = (text: string) =>
      openingHoursOf(hours(text), '2026-11-28').flatMap(({ validFrom, opens }) =>
        validFrom === undefined ? [] : [`${String(validFrom)} ${String(opens)}`],
      );
    const monthly = 'Mo-Fr 09:00-18:00; We[1] 14:00-18:00';
    const dates = ['12-02', '01-06', '02-03', '03-03', '04-07', '05-05', '06-02', '07-07', '08-04', '09-01'];
    const all = [...dates, '10-06', '11-03'].map((day) => `${day === '12-02' ? 2026 : 2027}-${day} 14:00`);
    expect(wednesdays(monthly)).toEqual(all);
    expect(wednesdays(`${monthly}; 2027 Mar 03 off`).toSorted()).toEqual(
      all.map((day) => (day.startsWith('2027-03') ? '2027-03-03 00:00' : day)),
    );
  });

  it('tell no hours of all the year where there are none', () => {
    const summer = openingHoursOf(hours('Apr-Sep Mo-Su 10:00-18:00'), '2026-06-01');
    expect(summer.map(({ validFrom, validThrough }) => [validFrom, validThrough])).toEqual([
      ['2026-06-01', '2026-09-30'],
      ['2027-04-01', '2027-09-30'],
    ]);
  });

  it('tell days by their date wherever their source wrote them, and parts of the year of a few days', () => {
    const dated = (text: string): string[] =>
      openingHoursOf(hours(text), '2026-11-28').flatMap(({ validFrom, validThrough, dayOfWeek }) =>
        dayOfWeek === undefined ? [`${String(validFrom)} ${String(validThrough)}`] : [],
      );
    const NEW_YEAR = ['2026-12-29 2026-12-31', '2027-01-01 2027-01-01', '2027-01-02 2027-01-02'];
    expect(
      dated('Mo-Sa 09:00-19:00; 2026 Nov 30 off; 2026 Dec 29-2027 Jan 02 off; Jul-Aug Mo-Sa 09:00-13:00'),
    ).toEqual(['2026-11-30 2026-11-30', ...NEW_YEAR]);
    expect(dated('Mo-Sa 09:00-19:00; Jul 15-16 off')).toEqual([
      '2027-07-15 2027-07-15',
      '2027-07-16 2027-07-16',
    ]);
    expect(dated('Mo-Sa 09:00-19:00; Jul 15-16 off; 2027 Jul 15 10:00-12:00')).toEqual([
      '2027-07-16 2027-07-16',
      '2027-07-15 2027-07-15',
    ]);
  });

  it('are left out where they cannot be read', () => {
    expect(published('quand il fait beau')).toEqual([]);
    expect(openingHoursOf(null, '2026-12-07')).toEqual([]);
  });
});

describe('what a business says of itself, for machines', () => {
  const said = (
    content: Partial<ListingProfile>,
    listing: Partial<Listing> = {},
    locale: 'fr' | 'en' = 'fr',
  ) => {
    const profile = { ...noProfile(42), content: { ...emptyProfile, ...content } };
    return localBusinessOf(aListing(listing), { ...context, locale, profile });
  };
  const feature = (propertyID: string, name: string, value: unknown, more: object = {}) =>
    expect.objectContaining({ propertyID, name, value, ...more }) as object;

  it('is each feature of the place by name, with what schema.org reads', () => {
    const access: Access = {
      ...noAccess,
      entree_largeur_mini: 90,
      entree_marches_rampe: 'aucune',
      sanitaires_presence: false,
      stationnement_presence: true,
      accueil_equipements_malentendants: ['bim'],
      quietHours: 'Tu 14:00-16:00',
      temporary: { text: 'Travaux', until: '2026-12-18' },
    };
    const { amenityFeature } = said({ access }, { wheelchair: 'limited', outdoorSeating: true });
    expect(amenityFeature).toEqual(
      expect.arrayContaining([
        feature('wheelchair', 'En fauteuil roulant, en partie', true),
        feature('outdoorSeating', 'Terrasse', true),
        feature('entree_largeur_mini', 'Largeur de la porte', 90, { unitCode: 'CMT' }),
        feature('entree_marches_rampe', 'Rampe', false),
        feature('sanitaires_presence', 'Toilettes', false),
        feature('stationnement_presence', 'Parking', true),
        feature('accueil_equipements_malentendants', 'Boucle à induction fixe', true),
        feature('quietHours', 'Heures calmes', true, {
          hoursAvailable: [expect.objectContaining({ opens: '14:00', closes: '16:00' })],
        }),
        feature('temporary', 'Condition du moment', 'Travaux', { validThrough: '2026-12-18' }),
      ]),
    );
    expect(amenityFeature).toHaveLength(9);
    const over = said({ access: { ...noAccess, temporary: { text: 'Travaux', until: '2026-11-01' } } });
    expect(JSON.stringify(over)).not.toContain('Travaux');
  });

  it('is each way of serving, with its hours and where it is', () => {
    const schedule = scheduleOfTexts(
      { timeZone: 'Europe/Paris', department: '33' },
      { shop: 'Mo-Sa 08:00-12:00', delivery: 'Sa 14:00-18:00' },
    );
    const services: ProfileServices = {
      pickup: null,
      appointment: null,
      homeVisits: true,
      outdoorSeating: null,
      delivery: 'yes',
      deliveryArea: 'Jusqu’à Talence',
    };
    const { hasOfferCatalog } = said({ services }, { schedule, takeaway: null, delivery: 'yes' });
    expect(hasOfferCatalog).toEqual({
      '@type': 'OfferCatalog',
      itemListElement: [
        {
          '@type': 'Offer',
          itemOffered: {
            '@type': 'Service',
            serviceType: 'Livraison',
            areaServed: 'Jusqu’à Talence',
            hoursAvailable: [expect.objectContaining({ opens: '14:00', closes: '18:00' })],
          },
        },
        { '@type': 'Offer', itemOffered: { '@type': 'Service', serviceType: 'À domicile' } },
      ],
    });
    expect(said({}, { takeaway: 'no', delivery: null })).not.toHaveProperty('hasOfferCatalog');
  });

  it('names labels, a company and not a sole trader, and means of payment in words', () => {
    const legal = {
      ...{ register: null, vat: 'FR15123456789', mediator: null, terms: null, compliance: false },
      legalName: 'Fournil SARL',
    };
    const node = said({ legal, labels: ['ab'] }, { payment: ['visa', 'holiday_vouchers', 'gift_cards'] });
    expect(node).toMatchObject({
      legalName: 'Fournil SARL',
      vatID: 'FR15123456789',
      hasCertification: [{ '@type': 'Certification', name: 'Agriculture biologique (AB)' }],
      paymentAccepted: 'carte bancaire, chèques-vacances, cartes cadeaux',
    });
    expect(said({ legal }, { legalCategory: '1000' })).not.toHaveProperty('legalName');
  });

  it.each(['fr', 'en'] as const)('is worded as on its page (%s)', (locale) => {
    const { texts } = scopeOf(territory(), locale);
    const access = {
      ...Object.fromEntries(Object.keys(noAccess).map((name) => [name, true])),
      ...{ accueil_equipements_malentendants: [...hearingAids], languages: [], temporary: null },
      ...{ entree_marches: 1, entree_largeur_mini: 90, entree_marches_rampe: 'fixe', commentaire: 'x' },
      quietHours: 'Tu 14:00-16:00',
    } as unknown as Access;
    const node = said({ access, labels: [...profileLabels] }, { payment: paymentMeans }, locale);
    const features = node['amenityFeature'] as { propertyID: keyof Access; name: string }[];
    for (const { propertyID, name } of features.filter(({ propertyID: id }) => id in noAccess))
      if (propertyID !== 'accueil_equipements_malentendants')
        expect([propertyID, name]).toEqual([propertyID, texts.line(`listing.access.${propertyID}`)]);
    const names = features.map(({ name }) => name.toLowerCase());
    for (const aid of hearingAids)
      expect(names).toContain(texts.line(`listing.access.aids.${aid}`).toLowerCase());
    const certifications = node['hasCertification'] as { name: string }[];
    expect(certifications.map(({ name }) => name)).toEqual(
      profileLabels.map((label) => texts.line(`pro.options.labels.${label}`)),
    );
    expect(node['paymentAccepted']).toBe(
      paymentMeans.map((means) => texts.line(`pro.options.payment.${means}`)).join(', '),
    );
  });
});
