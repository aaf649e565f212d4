import type { ListingProfile } from '@halles/contracts';
import { featureBits, type Listing } from '@halles/domain/listings';
import type { ProfilePage } from './profile-page';

/**
 * What a suggestion brings, told truly: `hours`, `days` and `words` are what the published formula of the ranking goes by, `filter`
 * that the page is found by those who filter for it, `page` that the page says more, and nothing else.
 */
export type SuggestionEffect = 'hours' | 'days' | 'words' | 'filter' | 'page';

export interface Suggestion {
  /** Its words are `pro.suggestions.<key>`. */
  readonly key: string;
  readonly page: ProfilePage | 'photos';
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

/** What may be missing, what matters most first. */
const RULES: readonly (Suggestion & { readonly isMissing: (look: Look) => boolean })[] = [
  { key: 'hours', page: 'hours', effect: 'hours', isMissing: (look) => !hasHours(look) },
  {
    key: 'confirmHours',
    page: 'hours',
    effect: 'page',
    isMissing: (look) => hasHours(look) && look.content.shopHours === null,
  },
  { key: 'photo', page: 'photos', effect: 'page', isMissing: ({ hasPhoto }) => !hasPhoto },
  {
    key: 'phone',
    page: 'information',
    effect: 'page',
    isMissing: ({ listing, content }) => (listing?.phone ?? content.phone) === null,
  },
  {
    key: 'keywords',
    page: 'information',
    effect: 'words',
    isMissing: ({ content }) => (content.keywords ?? []).length === 0,
  },
  {
    key: 'description',
    page: 'information',
    effect: 'page',
    isMissing: ({ content }) => content.descriptionFr === null,
  },
  {
    key: 'holidays',
    page: 'holidays',
    effect: 'days',
    isMissing: ({ content }) => content.publicHolidays === null,
  },
  {
    key: 'access',
    page: 'access',
    effect: 'filter',
    isMissing: ({ content, listing }) => content.access === null && (listing?.wheelchair ?? null) === null,
  },
  {
    key: 'payment',
    page: 'payments',
    effect: 'filter',
    isMissing: ({ content, listing }) => content.payment === null && (listing?.payment ?? []).length === 0,
  },
  {
    key: 'services',
    page: 'services',
    effect: 'filter',
    isMissing: ({ content }) => content.services === null,
  },
  {
    key: 'mediator',
    page: 'legal',
    effect: 'page',
    isMissing: ({ content }) => content.legal?.mediator == null,
  },
];

/** What the keeper of a page could say next, what matters most first. Pure. */
export const suggestionsFor = (look: Look): Suggestion[] =>
  RULES.filter(({ isMissing }) => isMissing(look)).map(({ key, page, effect }) => ({ key, page, effect }));
