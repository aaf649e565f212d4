import { fileRoutes, listingParams, listingPath, pathTo } from '@halles/contracts';
import { fulfilmentWords, untilWords } from '@halles/domain/orders';
import { categoryById } from '@halles/domain/categories';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { isClaimed, isTownService, type Listing } from '@halles/domain/listings';
import { canRequestLink } from '@halles/domain/corrections';
import { noProfile, type StoredProfile } from '@halles/domain/profiles';
import { presentOpenState, type VerbView } from '../search';
import { presentAppointments } from '../agenda-offers';
import { cautionWords, checkedWords } from './freshness-words';
import { linkTo } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { presentListingPhotos } from '../photos';
import { presentCrowd } from './listing-crowd';
import { presentContacts } from './listing-contacts';
import { presentHoursPart } from './listing-hours';
import { presentProducts } from './listing-products';
import { presentLegalPart, presentParts, presentPosts } from './listing-parts';
import { allSources, factSources, type PageFacts, sourceWords } from './listing-sources';
import { presentDescription, presentLinks, presentNotices } from './profile-parts';
import { kindKey } from '../wording/order-kind-words';
import { placeGaugeNotices } from '../wording/gauge-words';
import { closedWords } from '../wording/closed-words';
import { addressLine, mapHref } from '../wording/contact-words';
import { wordsFor } from '../wording/town-service-words';
import { breadcrumbOf, categoryLink, presentAlternatives, presentRelatedLinks } from './listing-ways';
import type { ListingBody } from './listing.view';
import { fileOf, nameOf, type Shown } from './shown-listing';

function itineraryVerbs({ position, name }: Listing, { texts }: PageScope): VerbView[] {
  if (position?.precision !== 'address') return [];
  return [
    {
      icon: 'near-me',
      href: mapHref(position, name),
      label: texts.line('listing.itinerary'),
    },
  ];
}

function presentVerbs(listing: Listing, scope: PageScope): VerbView[] {
  const { texts } = scope;
  if (listing.state === 'closed') return [];
  return [
    ...(listing.phone === null
      ? []
      : [{ icon: 'phone', href: `tel:${listing.phone}`, label: texts.line('results.call') }]),
    ...itineraryVerbs(listing, scope),
    ...(listing.website === null
      ? []
      : [{ icon: 'external', href: listing.website, label: texts.line('listing.website') }]),
  ];
}

/** That it is closed for good, since when, and who says so. */
function presentClosed(facts: PageFacts, scope: PageScope): Pick<ListingBody, 'closed' | 'closedSource'> {
  const closed = closedWords(facts.listing, scope);
  if (closed === null) return {};
  const source = sourceWords([{ what: '', from: factSources(facts, 'state') }], scope);
  return {
    ...(source === undefined ? {} : { closedSource: source }),
    closed,
  };
}

/** What several readers say, before anything else. */
function presentCaution({ freshness }: Shown, scope: PageScope): ListingBody['notices'] {
  const text = cautionWords(freshness, scope);
  return text === undefined ? [] : [{ icon: 'warning', text }];
}

/** The way to its orders comes first, where it takes any. */
function presentOrdering(
  { takesOrders, takesLists, orderKind, listing }: Shown,
  { locale, texts }: PageScope,
): ListingBody['verbs'] {
  const verb = (route: 'order.form' | 'order.list', label: string) => ({
    href: pathTo(route, locale, listingParams(listing)),
    icon: 'basket' as const,
    label: texts.line(label),
  });
  return [
    ...(takesOrders ? [verb('order.form', kindKey(orderKind, 'order'))] : []),
    ...(takesLists ? [verb('order.list', 'lists.order')] : []),
  ];
}

/** The way to its appointments, where it takes any. */
const presentBooking = (
  { appointments, listing }: Shown,
  { texts, isStale }: PageScope,
): ListingBody['verbs'] =>
  appointments === null || listing.state === 'closed' || isStale === true
    ? []
    : [{ href: '#appointments', icon: 'calendar', label: texts.line('bookings.book') }];

/** The way to write to it, where it takes messages. */
const presentWriting = (
  { takesMessages, listing }: Shown,
  { texts, locale, isStale }: PageScope,
): ListingBody['verbs'] =>
  !takesMessages || listing.state === 'closed' || isStale === true
    ? []
    : [
        {
          href: pathTo('conversation.start', locale, listingParams(listing)),
          icon: 'message',
          label: texts.line('conversations.write'),
        },
      ];

/** That it takes no orders for a while: what it sells stays in sight. Pure. */
function presentPause({ pausedUntil, listing, now }: Shown, scope: PageScope): ListingBody['notices'] {
  if (pausedUntil === null || scope.isStale) return [];
  const timeZone = listing.schedule?.place.timeZone ?? scope.settings.timeZone;
  const time = untilWords(pausedUntil, new Date(now), timeZone, scope.locale);
  return [{ icon: 'basket', text: scope.texts.line('orders.pausedNow', { time }) }];
}

/** How many people may be inside, by the rules of the territory. */
const presentGauges = ({ limits, listing, now }: Shown, scope: PageScope): ListingBody['notices'] =>
  listing.state === 'closed' || scope.isStale === true
    ? []
    : placeGaugeNotices(limits, now, scope).map((text) => ({ icon: 'user', text }));

/** How what is ordered reaches customers, where that is not by pickup in the shop alone. */
function presentReceptionNotices({ orderWays }: Shown, { texts, locale }: PageScope): ListingBody['notices'] {
  if (orderWays.every((way) => way === 'pickup')) return [];
  const ways = orderWays.map((way) => fulfilmentWords(way, locale)).join(', ');
  return [{ icon: 'basket', text: texts.line('orders.ways', { ways }) }];
}

/** What is said before anything else. */
function noticesOf(shown: Shown, profile: StoredProfile, scope: PageScope): ListingBody['notices'] {
  const today = isoOfDay(wallTime(scope.settings.timeZone, shown.now).day);
  return [
    ...presentCaution(shown, scope),
    ...presentPause(shown, scope),
    ...presentGauges(shown, scope),
    ...presentReceptionNotices(shown, scope),
    ...(shown.listing.state === 'open' ? presentNotices(profile, today, scope) : []),
  ];
}

/** The page of a business. Pure. */
export function presentListing(page: PageScope, shown: Shown): ListingBody {
  const { listing, tree, now } = shown;
  const scope = wordsFor(listing, page);
  const { texts, locale } = scope;
  const category = listing.category === null ? undefined : categoryById(listing.category, tree);
  const what = categoryLink(shown, scope);
  const profile = shown.profile ?? noProfile(listing.id);
  const today = isoOfDay(wallTime(scope.settings.timeZone, now).day);
  const isOpen = listing.state === 'open';
  const facts: PageFacts = { listing, profile };
  return {
    id: listing.id,
    heading: nameOf(listing),
    trail: breadcrumbOf(shown, scope),
    ...(what && category ? { what: { href: what.href, label: category.label[locale] } } : {}),
    where: addressLine(listing.address, true),
    icon: category?.icon ?? 'shop',
    ...presentListingPhotos(scope, shown.photos, listing.name),
    ...(listing.demonstration ? { demonstration: texts.line('listing.demonstration') } : {}),
    ...presentClosed(facts, scope),
    ...(isOpen && !scope.isStale ? { state: presentOpenState(scope, listing.schedule, now) } : {}),
    ...presentCrowd(shown, scope),
    verbs: [
      ...presentBooking(shown, scope),
      ...presentOrdering(shown, scope),
      ...presentWriting(shown, scope),
      ...presentVerbs(listing, scope),
      ...(isOpen ? presentLinks(profile, scope) : []),
    ],
    notices: noticesOf(shown, profile, scope),
    ...(isOpen ? presentPosts(shown.posts, { listing, today, photos: shown.postPhotos }, scope) : {}),
    ...(isOpen && !scope.isStale ? presentAppointments(shown.appointments, scope) : {}),
    ...(isOpen ? presentProducts(shown, scope) : {}),
    ...presentDescription(profile, scope),
    ...presentContacts(facts, scope),
    ...presentHoursPart({ ...facts, freshness: shown.freshness, now, today }, scope),
    parts: presentParts({ ...facts, tree }, scope),
    ...presentLegalPart(facts, scope),
    checked: checkedWords(listing, shown.freshness, now, scope),
    freshness: linkTo(scope, 'freshness'),
    sources: allSources(facts, scope),
    ...presentAlternatives(shown, scope),
    ways: presentRelatedLinks(shown, scope),
    ...presentCorrect(listing, scope),
    ...presentClaimOffer(listing, scope),
    ...presentSharing(listing, scope),
  };
}

/** Where an error is reported, and the address of the page for others. */
function presentSharing(
  listing: Listing,
  { texts, locale, origin }: PageScope,
): Pick<ListingBody, 'report' | 'share'> {
  const path = listingPath(locale, listing);
  return {
    report: {
      href: pathTo('report', locale, listingParams(listing)),
      label: texts.line('listing.report.link'),
    },
    share: {
      href: origin + path,
      text: origin.replace(/^https?:\/\//, '') + path,
      qr: fileOf(fileRoutes.listingQr, listing),
    },
  };
}

/** Where a link to correct the page without an account is requested. */
const presentCorrect = (listing: Listing, { locale, texts }: PageScope): Pick<ListingBody, 'correct'> =>
  canRequestLink(listing)
    ? {
        correct: {
          href: pathTo('correction.request', locale, { listing: `${listing.slug}-${listing.id}` }),
          label: texts.line('corrections.link'),
        },
      }
    : {};

/** For whoever runs the business: that the page can be claimed, or is claimed already. Of one that is closed for good nobody is asked. */
function presentClaimOffer(
  listing: Listing,
  { locale, texts }: PageScope,
): Pick<ListingBody, 'claim' | 'ofTown'> {
  if (isTownService(listing))
    return {
      ofTown: { heading: texts.line('listing.ofTown.heading'), text: texts.line('listing.ofTown.text') },
    };
  const hasOwner = isClaimed(listing);
  if (listing.state === 'closed' && !hasOwner) return {};
  const line = (part: string): string => texts.line(`listing.${hasOwner ? 'owned' : 'claim'}.${part}`);
  return {
    claim: {
      heading: line('heading'),
      text: line('text'),
      href: pathTo('claim.begin', locale, listingParams(listing)),
      label: line('link'),
      ...(hasOwner ? {} : { short: line('heading') }),
    },
  };
}
