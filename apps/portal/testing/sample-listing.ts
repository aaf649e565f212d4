import { NO_GAUGE } from '@halles/domain/place-days';
import { baseCategories } from '@halles/domain/categories';
import type { Listing } from '@halles/domain/listings';
import type { Shown } from '../src/listings/shown-listing';
import { aSummary, hours } from './sample-results';

/** A Wednesday at half past ten in Paris. */
export const SHOWN_AT = Date.parse('2026-11-25T10:30:00+01:00');

/** A bakery of which much is known. */
export function aListing(change: Partial<Listing> = {}): Listing {
  return {
    ...aSummary(),
    schedule: hours('Tu-Sa 07:00-13:00,15:00-19:30; Su 07:00-13:00; PH off'),
    state: 'open',
    closedOn: null,
    siret: '73282932000074',
    siren: '732829320',
    legalName: 'LE PAIN DU COIN SARL',
    legalCategory: '5499',
    naf: { code: '10.71C', nomenclature: 'NAFRev2' } as Listing['naf'],
    brand: null,
    website: 'https://pain.example/',
    email: null,
    wheelchair: 'limited',
    payment: ['cash', 'contactless'],
    delivery: 'no',
    takeaway: 'yes',
    appointment: null,
    outdoorSeating: null,
    keywords: ['pain au levain', 'canelés'],
    provenance: {
      name: { source: 'sirene', origin: null, reportedOn: '2026-10-01' },
      address: { source: 'sirene', origin: null, reportedOn: '2026-10-01' },
      hours: { source: 'osm', origin: null, reportedOn: '2026-11-20' },
      legal: { source: 'sirene', origin: null, reportedOn: '2026-10-01' },
      phone: { source: 'csv', origin: 'La Poste', reportedOn: '2026-09-12' },
    },
    otherProvenance: {},
    updatedAt: new Date('2026-11-20T08:00:00Z'),
    ...change,
  };
}

/** The bakery with another one near it. */
export function aShown(change: Partial<Listing> = {}, around: Partial<Shown> = {}): Shown {
  return {
    listing: aListing(change),
    tree: baseCategories,
    now: SHOWN_AT,
    communeSlug: 'bordeaux',
    street: { slug: 'rue-sainte-catherine', name: 'Rue Sainte-Catherine' },
    nearby: [
      {
        listing: aSummary({ id: 77, slug: 'l-autre-fournil', name: 'L’Autre Fournil' }),
        reasons: { tier: 'open', opensAt: null, metres: 240, textMatch: null },
      },
    ],
    covers: new Map(),
    photos: { photos: [], logo: null },
    profile: null,
    freshness: { confirmations: {}, given: {}, score: 0, isReportedClosed: false },
    takesOrders: false,
    pausedUntil: null,
    orderKind: 'order',
    orderWays: [],
    takesLists: false,
    products: [],
    appointments: null,
    takesMessages: false,
    crowd: { now: null, usual: [] },
    calmHours: [],
    productPhotos: new Map(),
    limits: { gauge: NO_GAUGE, rules: [] },
    posts: [],
    postPhotos: new Map(),
    ...around,
  };
}
