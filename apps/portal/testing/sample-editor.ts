import { emptyProfile, type ListingProfile, PROFILE_FIELDS } from '@halles/contracts';
import { baseCategories } from '@halles/domain/categories';
import { readElsewhere, type Revision } from '@halles/domain/profiles';
import { aListing, SHOWN_AT } from './sample-listing';
import type { EditorSession } from '../src/profiles/editor';
import type { MerchantFrameView } from '../src/merchant-space';

const place = { timeZone: 'Europe/Paris', department: '33' };

/** The editor of a baker who said some things of her page. */
export function anEditor(
  said: Partial<ListingProfile> = {},
  change: Partial<EditorSession> = {},
): EditorSession {
  const content: ListingProfile = { ...emptyProfile, ...said };
  const listing = aListing();
  const managed = {
    id: listing.id,
    slug: listing.slug,
    name: listing.name,
    category: listing.category,
    communeCode: listing.address.communeCode,
    communeName: listing.address.communeName,
    postalCode: null,
    visibility: 'public' as const,
  };
  return {
    listing: managed,
    profile: {
      id: '0199f3a2-0000-7000-8000-000000000001',
      listingId: listing.id,
      version: 3,
      content,
      authors: {},
      isOwned: true,
      updatedAt: new Date(SHOWN_AT),
    },
    draft: null,
    context: { place, tree: baseCategories },
    known: {
      managed,
      listing,
      content,
      elsewhere: readElsewhere(content, listing, { tree: baseCategories, today: '2026-11-25' }),
      tree: baseCategories,
      place,
      today: '2026-11-25',
      locale: 'fr',
    },
    content,
    hasPhoto: true,
    author: { kind: 'merchant', accountId: '0199f3a2-0000-7000-8000-000000000002', name: 'Odile Fournier' },
    fields: new Set(PROFILE_FIELDS),
    rules: [],
    now: new Date(SHOWN_AT),
    ...change,
  };
}

/** What surrounds her pages. */
export const aFrame: MerchantFrameView = {
  home: { href: '/pro', label: 'Espace commerçants' },
  account: { href: '/compte', label: 'Odile Fournier' },
  bell: { href: '/pro/notifications', label: 'Notifications', count: '2' },
  business: { name: 'Le Pain du Coin', href: '/pro/commerces/12', isCurrent: false },
  sections: [
    { href: '/pro/commerces/12/horaires', label: 'Horaires', icon: 'clock', current: true },
    { href: '/pro/commerces/12/jours-feries', label: 'Jours fériés', icon: 'calendar', current: false },
  ],
  tabs: [
    { href: '/pro/commerces/12', label: 'Accueil', icon: 'home', current: false },
    { href: '/pro/commerces/12/horaires', label: 'Horaires', icon: 'clock', current: true },
    { href: '/pro/commerces/12/informations', label: 'Infos', icon: 'info', current: false },
    { href: '/pro/commerces/12/photos', label: 'Photos', icon: 'photo', current: false },
    { href: '#menu', label: 'Plus', icon: 'menu', current: false },
  ],
};

/** Two changes, the second of which an agent made. */
export const someRevisions: readonly Revision[] = [
  {
    version: 3,
    at: new Date(SHOWN_AT),
    author: { kind: 'agent', accountId: null, name: 'Nadia Belkacem' },
    changes: {
      phone: { before: null, after: '+33556102030' },
      shopHours: { before: null, after: 'Tu-Sa 07:00-13:00,15:00-19:30' },
    },
    readBefore: { phone: '+33556000000', shopHours: 'Mo-Sa 09:00-18:00' },
    readAfter: {},
    authorsBefore: {},
    undoes: null,
    reason: null,
    undoesFrom: null,
    isUndone: false,
  },
  {
    version: 2,
    at: new Date(SHOWN_AT - 86_400_000),
    author: { kind: 'merchant', accountId: null, name: '' },
    changes: { vacations: { before: null, after: [{ from: '2026-12-24', returns: '2027-01-04' }] } },
    readBefore: {},
    readAfter: {},
    authorsBefore: {},
    undoes: 1,
    reason: null,
    undoesFrom: new Date(SHOWN_AT - 2 * 86_400_000),
    isUndone: true,
  },
];
