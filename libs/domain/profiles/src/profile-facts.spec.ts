import {
  emptyProfile,
  type ListingProfile,
  listingProfileSchema,
  noAccess,
  PROFILE_FIELDS,
} from '@halles/contracts';
import { checkProfile } from './check-profile';
import { factsOfProfile, originOf, contentOf } from './profile-facts';
import type { StoredProfile } from './profile';
import { wheelchairOf } from './wheelchair';
import { baseCategories } from '@halles/domain/categories';

const wordsOf = (id: string): string | null => (id === 'pastry-shop' ? 'Pâtisserie' : null);
const said: Partial<ListingProfile> = {
  name: 'Chez Paul',
  otherNames: ['Boulangerie de la Gare'],
  category: 'bakery',
  otherCategories: ['pastry-shop'],
  keywords: ['pain bio'],
  phone: '+33556000002',
  shopHours: 'Mo-Sa 07:00-19:30',
  pickupHours: 'Mo-Sa 08:00-19:00',
  vacations: [{ from: '2026-08-03', returns: '2026-08-24' }],
  access: { ...noAccess, entree_plain_pied: true, entree_largeur_mini: 90 },
  payment: ['contactless', 'cards'],
  services: {
    pickup: 'yes',
    delivery: null,
    deliveryArea: null,
    appointment: null,
    homeVisits: true,
    outdoorSeating: null,
  },
};

describe('the facts of a profile for the directory', () => {
  it('is what it can search and show everywhere', () => {
    expect(factsOfProfile({ ...emptyProfile, ...said }, wordsOf)).toMatchObject({
      displayName: 'Chez Paul',
      category: 'bakery',
      keywords: ['pain bio', 'Boulangerie de la Gare', 'Pâtisserie'],
      contact: { phone: '+33556000002', website: null },
      openingHoursText: 'Mo-Sa 07:00-19:30',
      otherHours: { pickup: 'Mo-Sa 08:00-19:00' },
      closures: { vacations: [{ from: '2026-08-03', returns: '2026-08-24' }], exceptions: null },
      attributes: { wheelchair: 'yes', payment: ['cards', 'contactless'], takeaway: 'yes', delivery: null },
      status: { state: 'open' },
      partialDiffusion: false,
    });
  });

  it('is nothing of what is not said', () => {
    const facts = factsOfProfile(emptyProfile, wordsOf);
    expect(facts).not.toHaveProperty('closures');
    expect(facts).not.toHaveProperty('disclosed');
    expect(facts).toMatchObject({ displayName: null, openingHoursText: null, keywords: [], otherHours: {} });
  });

  const at = (kind: 'merchant' | 'agent' | 'link', day: string) => ({ kind, at: `${day}T10:00:00.000Z` });
  const stored = (authors: StoredProfile['authors']): StoredProfile => ({
    id: null,
    listingId: 1,
    version: 4,
    content: { ...emptyProfile, ...said },
    authors,
    isOwned: true,
    updatedAt: null,
  });

  it('says so where it was corrected by link alone, without an agent who vouches for it', () => {
    const byLink = stored({ phone: at('link', '2026-11-02'), name: at('merchant', '2026-11-01') });
    expect([originOf(byLink, 'agent'), originOf(byLink, 'merchant')]).toEqual(['link', null]);
    const withAgent = stored({ phone: at('link', '2026-11-02'), name: at('agent', '2026-11-01') });
    expect(originOf(withAgent, 'agent')).toBeNull();
    expect(factsOfProfile(contentOf(byLink, 'agent'), wordsOf, 'link').origin).toBe('link');
  });

  it('is split by who said each field last, the hours of all modes together', () => {
    const profile = stored({
      name: at('merchant', '2026-11-01'),
      phone: at('agent', '2026-11-02'),
      shopHours: at('merchant', '2026-11-03'),
      pickupHours: at('agent', '2026-11-04'),
      vacations: at('link', '2026-11-05'),
    });
    const fieldsOf = (source: 'merchant' | 'agent') =>
      PROFILE_FIELDS.filter((field) => contentOf(profile, source)[field] !== null);
    expect(fieldsOf('merchant')).toEqual(['name']);
    expect(fieldsOf('agent')).toEqual(['phone', 'shopHours', 'pickupHours', 'vacations']);
  });
});

describe('whether one gets in with a wheelchair', () => {
  it.each([
    [{ entree_plain_pied: true }, 'yes'],
    [{ entree_plain_pied: true, entree_largeur_mini: 76 }, 'limited'],
    [{ entree_plain_pied: true, entree_largeur_mini: 77 }, 'yes'],
    [{ entree_plain_pied: false, entree_marches: 2, entree_marches_rampe: 'fixe' }, 'yes'],
    [{ entree_marches: 1, entree_marches_rampe: 'amovible' }, 'limited'],
    [{ entree_plain_pied: false }, 'no'],
    [{ entree_marches: 3, entree_marches_rampe: 'aucune' }, 'no'],
    [{ entree_marches: 1, entree_aide_humaine: true }, 'limited'],
    [{ entree_largeur_mini: 90 }, null],
    [{}, null],
  ] as const)('%j: %s', (some, answer) => expect(wheelchairOf({ ...noAccess, ...some })).toBe(answer));
});

describe('what cannot be said of a business', () => {
  const world = { place: { timeZone: 'Europe/Paris', department: '33' }, tree: baseCategories };
  it.each([
    [{ name: '' }, '/name'],
    [{ name: 'Paul\r\nBcc: all@example.org' }, '/name'],
    [{ name: 'Paul\u202egro.live' }, '/name'],
    [{ phone: '0556000000' }, '/phone'],
    [{ website: 'javascript:alert(1)' }, '/website'],
    [{ website: 'https://localhost/' }, '/website'],
    [{ links: { shop: 'ftp://x.example/', booking: null, social: [] } }, '/links/shop'],
    [{ shopHours: 'quand je veux' }, '/shopHours'],
    [{ shopHours: 'Mo 09:00-18:00 SH' }, '/shopHours'],
    [{ category: 'no-such-thing' }, '/category'],
    [{ vacations: [{ from: '2026-08-10', returns: '2026-08-10' }] }, '/vacations/0'],
    [{ exceptions: [{ from: '2026-02-30', until: '2026-03-01', spans: [] }] }, '/exceptions/0/from'],
    [
      { exceptions: [{ from: '2026-03-01', until: '2026-03-01', spans: [{ from: 600, until: 600 }] }] },
      '/exceptions/0/spans/0',
    ],
    [{ access: { ...noAccess, entree_largeur_mini: 5 } }, '/access/entree_largeur_mini'],
    [{ priceBand: 5 }, '/priceBand'],
    [{ owner: true }, '/'],
  ])('%j is refused at its field', (changes, pointer) => {
    const checked = checkProfile(changes, world);
    expect('errors' in checked ? checked.errors.map((error) => error.pointer) : []).toContain(pointer);
  });

  it('has what there is, and a profile that says nothing is one', () => {
    expect(checkProfile(said, world)).toEqual({ changes: expect.objectContaining({ name: 'Chez Paul' }) });
    expect(listingProfileSchema.parse(emptyProfile)).toEqual(emptyProfile);
  });
});
