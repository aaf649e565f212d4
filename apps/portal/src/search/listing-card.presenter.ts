import { listingParams, listingPath, pathTo } from '@halles/contracts';
import { type NextFree, nextTimeWords } from '@halles/domain/agendas';
import type { FoundProduct } from '@halles/domain/catalogue';
import { type CategoryTree, categoryById } from '@halles/domain/categories';
import type { CrowdNow } from '@halles/domain/footfall';
import { type OpenStatus, type Schedule, openStatus, statusSentence } from '@halles/domain/hours';
import { type Feature, type ListingSummary, featuresOf, MOMENTARY } from '@halles/domain/listings';
import type { Covers } from '@halles/domain/photos';
import { MINUTE } from '@halles/kernel';
import { formatNumber } from '@halles/platform/theming';
import { crowdWords } from '../wording/crowd-words';
import { addressLine } from '../wording/contact-words';
import { productPaths } from '../wording/product-paths';
import type { PageScope } from '../rendering/page-scope';
import { presentCover } from '../photos';
import { wordsFor } from '../wording/town-service-words';
import { typeset } from '../wording/typeset';
import { isPaused } from './covers';
import { PARTY, STARTS } from '../agenda-offers';
import type { ListingCardView, OfferView, OpenStateView, VerbView } from './listing-card.view';

/** A change of state this near is said with the shape of a change, ms. */
const NEAR = 45 * MINUTE;

/** What a list says of what a place offers, in its order, with the pictogram of each. */
const OFFERS = [
  ['pickup-today', 'clock'],
  ['pickup', 'basket'],
  ['delivery', 'delivery'],
  ['appointment', 'calendar'],
  ['messages', 'message'],
  ['accessible', 'wheelchair'],
  ['calm-hours', 'clock'],
  ['claimed', 'seal'],
] as const satisfies readonly (readonly [Feature, string])[];

/** What a list knows beside the listing. */
export interface CardContext {
  readonly tree: CategoryTree;
  /** The moment that the opening state is shown for, ms since 1970. */
  readonly at: number;
  /** Whether the commune is said: not where the whole list is of one. */
  readonly showsCommune: boolean;
  /** The pictures of the list. */
  readonly covers: Covers;
  /** Those of the list that have an offer which holds today. */
  readonly offers?: ReadonlySet<number>;
  /** When something can be booked there first; null where nothing can, or nobody knows. */
  readonly free?: NextFree | null;
  /** The moment of the page, ms since 1970; the one that the opening state is shown for unless said. */
  readonly now?: number;
  /** Products that it sells of what was looked for. */
  readonly sold?: readonly FoundProduct[];
  /** How busy it is, where it is known. */
  readonly crowd?: CrowdNow | null;
  /** Metres from the position or the place of the search; null where no distance is shown. */
  readonly metres?: number | null;
  readonly number?: number;
  readonly why?: NonNullable<ListingCardView['why']>;
}

function kindOf(status: OpenStatus, at: number): OpenStateView['kind'] {
  switch (status.kind) {
    case 'open':
      return status.until !== null && status.until - at <= NEAR ? 'soon' : 'open';
    case 'other-modes':
    case 'depends':
      return 'soon';
    case 'closed':
      return status.opens !== null && status.opens - at <= NEAR ? 'soon' : 'closed';
    case 'vacation':
      return 'closed';
    case 'unknown':
    case 'as-written':
      return 'unknown';
  }
}

/** Whether one can go there at a moment (ms since 1970). Pure. */
export function presentOpenState(scope: PageScope, schedule: Schedule | null, at: number): OpenStateView {
  if (schedule === null) return { kind: 'unknown', text: scope.texts.line('results.hoursUnknown') };
  const status = openStatus(schedule, at);
  return { kind: kindOf(status, at), text: statusSentence(status, schedule, at, scope.locale) };
}

/**
 * A distance on the ground as one says it: `350 m` in tens, `1,2 km` below ten, whole kilometres beyond. Pure.
 * @param metres 0 or more
 */
export function distanceWords(metres: number, { locale, texts }: PageScope): string {
  const tens = Math.max(10, Math.round(metres / 10) * 10);
  if (tens < 1_000) return texts.line('results.metres', { count: tens });
  const kilometres = metres < 9_950 ? Math.round(metres / 100) / 10 : Math.round(metres / 1_000);
  return texts.line('results.kilometres', { count: formatNumber(kilometres, locale) });
}

/** What a place offers, from the bits of `FEATURES`. Pure. */
function presentOffers(features: number, { texts, isStale = false }: PageScope): OfferView[] {
  const offered = new Set(featuresOf(features));
  const shown = OFFERS.filter(([feature]) => offered.has(feature) && !(isStale && MOMENTARY.has(feature)));
  return shown.map(([feature, icon]) => ({
    icon,
    label: texts.line(`results.offers.${feature}`),
  }));
}

function presentVerbs(listing: ListingSummary, { texts, locale }: PageScope): VerbView[] {
  const takesOrders = featuresOf(listing.features).includes('orders');
  return [
    ...(takesOrders
      ? [
          {
            icon: 'basket',
            href: pathTo('order.form', locale, listingParams(listing)),
            label: texts.line(listing.reserves === true ? 'results.reserve' : 'results.order'),
          },
        ]
      : []),
    ...(listing.phone === null
      ? []
      : [{ icon: 'phone', href: `tel:${listing.phone}`, label: texts.line('results.call') }]),
  ];
}

/** « Prochain créneau : demain 10:15 », which leads into booking it. Pure. */
function presentFree(
  listing: ListingSummary,
  { free = null, at, now = at }: CardContext,
  { texts, locale, settings, isStale = false }: PageScope,
): Pick<ListingCardView, 'free'> {
  if (free === null || isStale) return {};
  const address = { ...listingParams(listing), service: free.serviceId };
  const query = { [STARTS]: String(free.startsAt), [PARTY]: String(free.party) };
  const time = nextTimeWords(new Date(free.startsAt), new Date(now), settings.timeZone, locale);
  return {
    free: {
      href: `${pathTo('booking.form', locale, address)}?${String(new URLSearchParams(query))}`,
      label: texts.line('results.nextFree', { time }),
    },
  };
}

/** A business in a list. Pure. */
export function presentListingCard(
  scope: PageScope,
  listing: ListingSummary,
  context: CardContext,
): ListingCardView {
  const { tree, at, showsCommune, covers, offers: current, sold = [], metres = null, number } = context;
  // The first reason is whether it is open.
  const why = scope.isStale ? undefined : context.why;
  const where = addressLine(listing.address, showsCommune);
  const distance = metres === null ? null : distanceWords(metres, scope);
  const category = listing.category === null ? undefined : categoryById(listing.category, tree);
  const name = typeset(listing.name);
  const verbs = presentVerbs(listing, scope);
  const offers = [
    ...(current?.has(listing.id) ? [{ icon: 'megaphone', label: scope.texts.line('posts.offerNow') }] : []),
    ...(isPaused(listing.features) && !scope.isStale
      ? [{ icon: 'info', label: scope.texts.line('results.paused') }]
      : []),
    ...presentOffers(listing.features, scope),
  ];
  return {
    id: listing.id,
    ...(number === undefined ? {} : { number }),
    ...(listing.position?.precision === 'address'
      ? { position: `${listing.position.longitude},${listing.position.latitude}` }
      : {}),
    href: listingPath(scope.locale, listing),
    name,
    kind: category !== undefined || listing.demonstration,
    what: category?.label[scope.locale] ?? '',
    icon: category?.icon ?? 'shop',
    ...presentCover(scope, covers.get(listing.id), name),
    ...(scope.isStale ? {} : { state: presentOpenState(scope, listing.schedule, at) }),
    ...(sold.length === 0
      ? {}
      : {
          sells: sold.map((product) => ({
            href: productPaths(listing, product)[scope.locale],
            label: product.name,
          })),
        }),
    ...(context.crowd && !scope.isStale ? { crowd: crowdWords(context.crowd, scope) } : {}),
    ...presentFree(listing, context, scope),
    place: distance === null ? where : scope.texts.line('results.place', { distance, where }),
    does: verbs.length + offers.length > 0 || why !== undefined,
    verbs,
    offers,
    demonstration: listing.demonstration ? wordsFor(listing, scope).texts.line('results.demonstration') : '',
    ...(why === undefined ? {} : { why }),
  };
}
