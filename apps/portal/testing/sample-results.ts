import { baseCategories } from '@halles/domain/categories';
import { type Schedule, scheduleOfTexts } from '@halles/domain/hours';
import { type ListingSummary, featureBits } from '@halles/domain/listings';
import { type Facets, type SearchPage, type SearchPlace, type SearchResult } from '@halles/domain/search';
import { emptySearchParams } from '../src/search/search-params';
import type { Answered } from '../src/search/results-words';

/** A Wednesday at ten in the morning in France. */
export const TEN_O_CLOCK = Date.parse('2026-11-25T10:00:00+01:00');

const place = { timeZone: 'Europe/Paris', department: '33' };
export const hours = (shop: string): Schedule => scheduleOfTexts(place, { shop });

/** A business in a list, valid by default. */
export function aSummary(change: Partial<ListingSummary> = {}): ListingSummary {
  return {
    id: 42,
    slug: 'fournil-des-capucins',
    name: 'Fournil des Capucins',
    category: 'bakery',
    address: {
      line: '12 bis rue Sainte-Catherine',
      street: 'Rue Sainte-Catherine',
      complement: null,
      postalCode: '33000',
      communeCode: '33063',
      communeName: 'Bordeaux',
    },
    position: { longitude: -0.57, latitude: 44.83, precision: 'address' },
    phone: '+33556102030',
    schedule: hours('Mo-Sa 09:00-12:30,14:00-19:00'),
    features: featureBits(['accessible', 'pickup', 'cash']),
    demonstration: false,
    ...change,
  };
}

export function aPlace(change: Partial<SearchPlace> = {}): SearchPlace {
  return {
    id: 1,
    kind: 'commune',
    name: 'Bordeaux',
    slug: 'bordeaux',
    commune: '33063',
    communeName: 'Bordeaux',
    centre: { longitude: -0.5795, latitude: 44.8378 },
    radius: 4_000,
    listings: 2_400,
    ...change,
  };
}

const reasons: SearchResult['reasons'] = { tier: 'open', opensAt: null, metres: 347, textMatch: null };

/** A result of each kind: open, closing soon, shut, of unknown hours, with and without telephone, near and far. */
export const someResults: readonly SearchResult[] = [
  { listing: aSummary(), reasons },
  {
    listing: aSummary({
      id: 43,
      slug: 'maison-vandenbroucke',
      name: 'Établissements Vandenbroucke-Delattre et fils, boulangerie-pâtisserie-confiserie-traiteur de père en fils depuis 1902',
      schedule: hours('Mo-Su 06:30-10:30'),
      address: {
        ...aSummary().address,
        line: '148 bis avenue du Général-de-Gaulle-et-des-Combattants-d’Afrique-du-Nord',
      },
      features: featureBits(['delivery', 'pickup', 'appointment', 'messages', 'accessible', 'claimed']),
    }),
    reasons: { ...reasons, metres: 1_204 },
  },
  {
    listing: aSummary({
      id: 44,
      slug: 'le-pain-quotidien',
      name: 'Le Pain de Minuit',
      schedule: hours('Mo-Su 18:00-24:00'),
      phone: null,
    }),
    reasons: { ...reasons, tier: 'shut', metres: 2_310 },
  },
  {
    listing: aSummary({
      id: 45,
      slug: 'chez-zoe',
      name: 'Chez Zoé',
      schedule: null,
      phone: null,
      features: 0,
      demonstration: true,
      address: { ...aSummary().address, line: null, street: null },
      position: { longitude: -0.58, latitude: 44.84, precision: 'commune' },
    }),
    reasons: { ...reasons, tier: 'unknown', metres: 12_480 },
  },
  {
    listing: aSummary({ id: 46, slug: 'au-levain', name: 'Au Levain', schedule: hours('We 10:30-19:00') }),
    reasons: { ...reasons, tier: 'soon', opensAt: TEN_O_CLOCK + 30 * 60_000, metres: 480 },
  },
];

export const someFacets: Facets = {
  categories: [
    { category: 'bakery', listings: 96 },
    { category: 'pastry-shop', listings: 31 },
    { category: 'chocolate-shop', listings: 5 },
  ],
  features: {
    pickup: 58,
    delivery: 4,
    appointment: 0,
    messages: 0,
    accessible: 61,
    cards: 88,
    cash: 90,
    cheques: 12,
  },
  open: 45,
  total: 132,
  isExact: true,
};

/** A page of the search, valid by default. */
export function aSearchPage(change: Partial<SearchPage> = {}): SearchPage {
  return {
    interpretation: {
      category: null,
      categoryWord: null,
      place: null,
      words: [],
      corrections: [],
      openRequested: false,
      openDuring: null,
      freeDuring: null,
      onDuty: false,
      leftOut: [],
      foundApart: [],
    },
    origin: { kind: 'territory', point: { longitude: -0.5795, latitude: 44.8378 }, place: null },
    results: someResults,
    next: 'bmV4dA',
    ...change,
  };
}

/** A question with its answer, valid by default. */
export function anAnswer(change: Partial<Answered> = {}): Answered {
  return {
    params: emptySearchParams,
    tree: baseCategories,
    page: aSearchPage(),
    covers: new Map(),
    offers: new Set(),
    sold: new Map(),
    free: new Map(),
    goods: [],
    facets: someFacets,
    now: TEN_O_CLOCK,
    places: [],
    closed: [],
    ...change,
  };
}
