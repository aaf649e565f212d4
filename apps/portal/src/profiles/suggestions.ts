import type { ListingProfile, ProfileField } from '@halles/contracts';
import { featureBits, type Listing } from '@halles/domain/listings';
import type { ListingRoute } from '../merchant-space';

/**
 * What a suggestion brings, told truly: `hours`, `days` and `words` are what the published formula of the ranking goes by, `filter`
 * that the page is found by those who filter for it, `page` that the page says more, and nothing else.
 */
export type SuggestionEffect = 'hours' | 'days' | 'words' | 'filter' | 'page';

export interface Suggestion {
  /** Its words are `pro.suggestions.<key>`. */
  readonly key: string;
  /** The field that it fills; null if it is not a field of the profile. */
  readonly field: ProfileField | null;
  /** The page on which it is entered. */
  readonly route: ListingRoute;
  readonly effect: SuggestionEffect;
}

interface Look {
  readonly content: ListingProfile;
  /** As the public sees it; null where it does not. */
  readonly listing: Listing | null;
  readonly hasPhoto: boolean;
}

const hasHours = ({ content, listing }: Look): boolean =>
  content.shopHours !== null || (listing !== null && (listing.features & featureBits(['known-hours'])) !== 0);

const tellsServices = (listing: Listing | null): boolean =>
  listing !== null &&
  [listing.takeaway, listing.delivery, listing.appointment, listing.outdoorSeating].some(
    (answer) => answer !== null,
  );

/** What may be missing, what matters most first. */
const RULES: readonly (Suggestion & { readonly isMissing: (look: Look) => boolean })[] = [
  {
    key: 'hours',
    field: 'shopHours',
    route: 'profile.hours',
    effect: 'hours',
    isMissing: (look) => !hasHours(look),
  },
  {
    key: 'confirmHours',
    field: 'shopHours',
    route: 'profile.hours',
    effect: 'page',
    isMissing: (look) => hasHours(look) && look.content.shopHours === null,
  },
  {
    key: 'photo',
    field: null,
    route: 'photo.album',
    effect: 'page',
    isMissing: ({ hasPhoto }) => !hasPhoto,
  },
  {
    key: 'phone',
    field: 'phone',
    route: 'profile.information',
    effect: 'page',
    isMissing: ({ listing, content }) => (listing?.phone ?? content.phone) === null,
  },
  {
    key: 'keywords',
    field: 'keywords',
    route: 'profile.information',
    effect: 'words',
    isMissing: ({ content }) => (content.keywords ?? []).length === 0,
  },
  {
    key: 'description',
    field: 'descriptionFr',
    route: 'profile.information',
    effect: 'page',
    isMissing: ({ content }) => content.descriptionFr === null,
  },
  {
    key: 'holidays',
    field: 'publicHolidays',
    route: 'profile.holidays',
    effect: 'days',
    isMissing: ({ content }) => content.publicHolidays === null,
  },
  {
    key: 'access',
    field: 'access',
    route: 'profile.access',
    effect: 'filter',
    isMissing: ({ content, listing }) => content.access === null && (listing?.wheelchair ?? null) === null,
  },
  {
    key: 'payment',
    field: 'payment',
    route: 'profile.payments',
    effect: 'filter',
    isMissing: ({ content, listing }) => content.payment === null && (listing?.payment ?? []).length === 0,
  },
  {
    key: 'services',
    field: 'services',
    route: 'profile.services',
    effect: 'filter',
    isMissing: ({ content, listing }) => content.services === null && !tellsServices(listing),
  },
  {
    key: 'mediator',
    field: 'legal',
    route: 'profile.legal',
    effect: 'page',
    isMissing: ({ content }) => content.legal?.mediator == null,
  },
];

/** What the owner of a page could say next, what matters most first. Pure. */
export const suggestionsFor = (look: Look): Suggestion[] =>
  RULES.filter(({ isMissing }) => isMissing(look)).map(({ key, field, route, effect }) => ({
    key,
    field,
    route,
    effect,
  }));
