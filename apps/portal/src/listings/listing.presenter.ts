import { fileRoutes, listingParams, listingPath, pathTo } from '@halles/contracts';
import { type CategoryTree, categoryById } from '@halles/domain/categories';
import type { Freshness } from '@halles/domain/freshness';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { featureBits, type Listing } from '@halles/domain/listings';
import { canRequestLink } from '@halles/domain/corrections';
import type { Covers, ShownPhoto, ShownPhotos } from '@halles/domain/photos';
import type { ShownPost } from '@halles/domain/posts';
import { noProfile, type StoredProfile } from '@halles/domain/profiles';
import type { SearchPlace, SearchResult } from '@halles/domain/search';
import { hostOf, phoneWords } from '@halles/kernel';
import { formatDay } from '@halles/platform/theming';
import { nodeOf } from '../wording/category-slugs';
import { inCommune } from '../wording/place-words';
import { typeset } from '../wording/typeset';
import { presentListingCard, presentOpenState, type VerbView } from '../search';
import { cautionWords, checkedWords, hoursCheckedWords } from './freshness-words';
import { linkTo, type PageIdentity } from '../rendering/layout.presenter';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { presentListingPhotos, sharedPicture } from '../photos';
import { presentLegal, presentParts, presentPosts } from './listing-parts';
import { allSources, sourceOf } from './listing-sources';
import {
  presentDescription,
  presentLinks,
  presentNetworks,
  presentNotices,
  presentProfileLegal,
  withProfileParts,
} from './profile-parts';
import { localBusinessOf } from '@halles/domain/open-data';
import { breadcrumbList, SCHEMA_ORG } from '../rendering/json-ld';
import { addressLine } from '../wording/contact-words';
import type { LinkView } from '../rendering/link.view';
import type { ListingBody } from './listing.view';
import { presentHours } from '../wording/opening-hours';

/** A listing with what surrounds it. */
export interface Shown {
  readonly listing: Listing;
  readonly tree: CategoryTree;
  /** ms since 1970. */
  readonly now: number;
  /** Slug of its commune's page; null where it has none. */
  readonly communeSlug: string | null;
  /** Its street's page; null where it has none. */
  readonly street: Pick<SearchPlace, 'slug' | 'name'> | null;
  /** Businesses of its kind near it, it left out. */
  readonly nearby: readonly SearchResult[];
  /** Their pictures. */
  readonly covers: Covers;
  readonly photos: ShownPhotos;
  /** What its owner says of it; null where nobody does. */
  readonly profile: StoredProfile | null;
  /** When its owner last confirmed what it shows, and whether readers say that it is closed. */
  readonly freshness: Freshness;
  /** Whether customers order from it here. */
  readonly takesOrders: boolean;
  /** What it tells of for a while. */
  readonly posts: readonly ShownPost[];
  /** Their pictures, by post. */
  readonly postPhotos: ReadonlyMap<string, ShownPhoto>;
}

/** The page of businesses of its category in its commune, or everywhere. */
function categoryLink({ listing, tree, communeSlug }: Shown, { locale }: PageScope): LinkView | null {
  const node = listing.category === null ? undefined : nodeOf(listing.category, tree);
  if (!node) return null;
  const category = node.slug[locale];
  return {
    href:
      communeSlug === null
        ? pathTo('category', locale, { category })
        : pathTo('categoryInCommune', locale, { category, commune: communeSlug }),
    label: node.label[locale],
  };
}

/** Where businesses of its category are listed: « à Bordeaux », or the territory where its commune has no page. */
function whereOf({ listing, communeSlug }: Shown, scope: PageScope): string {
  if (communeSlug !== null) return inCommune(listing.address.communeName, scope.locale);
  return territoryWords(scope)['inName'] ?? '';
}

/** Pages that lead on: its kind, unless the list above leads there, its street, its commune. */
function presentWays(shown: Shown, scope: PageScope): LinkView[] {
  const { listing, communeSlug, street, nearby } = shown;
  const { texts, locale } = scope;
  const kind = nearby.length === 0 ? categoryLink(shown, scope) : null;
  if (communeSlug === null) return kind ? [kind] : [];
  const heading = (thing: string, words: Readonly<Record<string, string>>): string =>
    texts.line(`results.landing.heading.${thing}`, words);
  return [
    ...(kind ? [kind] : []),
    ...(street === null
      ? []
      : [
          {
            href: pathTo('street', locale, { commune: communeSlug, street: street.slug }),
            label: heading('street', { name: typeset(street.name) }),
          },
        ]),
    {
      href: pathTo('commune', locale, { commune: communeSlug }),
      label: heading('commune', { where: inCommune(listing.address.communeName, locale) }),
    },
  ];
}

function itineraryVerbs({ position, name }: Listing, { texts }: PageScope): VerbView[] {
  if (position?.precision !== 'address') return [];
  const { latitude, longitude } = position;
  const query = encodeURIComponent(`${latitude},${longitude}(${name})`);
  return [
    {
      icon: 'near-me',
      href: `geo:${latitude},${longitude}?q=${query}`,
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

function presentContacts({ phone, website, email }: Listing, { texts }: PageScope): ListingBody['contacts'] {
  return [
    ...(phone === null
      ? []
      : [
          {
            icon: 'phone',
            href: `tel:${phone}`,
            label: texts.line('listing.phone'),
            text: phoneWords(phone),
          },
        ]),
    ...(website === null
      ? []
      : [{ icon: 'external', href: website, label: texts.line('listing.website'), text: hostOf(website) }]),
    ...(email === null
      ? []
      : [{ icon: 'mail', href: `mailto:${email}`, label: texts.line('listing.email'), text: email }]),
  ];
}

/** What it is called, as it is printed. */
const nameOf = ({ name }: Listing): string => typeset(name);

function presentAddress(listing: Listing, scope: PageScope): ListingBody['address'] {
  const { line, street, complement, postalCode, communeName } = listing.address;
  const town = postalCode === null ? communeName : `${postalCode} ${communeName}`;
  const exact = listing.position?.precision === 'address';
  return {
    lines: [complement, line ?? street, town].filter((text) => text !== null).map(typeset),
    ...(exact ? {} : { note: scope.texts.line('listing.noDoor') }),
    ...sourceOf(listing, ['address'], scope),
  };
}

/** « Ouverts près d’ici » only where one cannot go to this one now, and can to each of those. */
function alternativesKey({ listing, now, nearby }: Shown, scope: PageScope): 'instead' | 'openNow' | 'near' {
  if (listing.state === 'closed') return 'instead';
  if (scope.isStale) return 'near';
  const isShut = ['closed', 'soon'].includes(presentOpenState(scope, listing.schedule, now).kind);
  return isShut && nearby.every(({ reasons }) => reasons.tier === 'open') ? 'openNow' : 'near';
}

function presentAlternatives(shown: Shown, scope: PageScope): Pick<ListingBody, 'alternatives'> {
  const { listing, tree, now, nearby, covers } = shown;
  const link = categoryLink(shown, scope);
  if (nearby.length === 0 || link === null) return {};
  const all = { ...link, label: `${link.label} ${whereOf(shown, scope)}` };
  return {
    alternatives: {
      heading: scope.texts.line(`listing.alternatives.${alternativesKey(shown, scope)}`),
      results: nearby.map(({ listing: other, reasons }) =>
        presentListingCard(scope, other, {
          tree,
          covers,
          at: now,
          showsCommune: other.address.communeCode !== listing.address.communeCode,
          metres: listing.position?.precision === 'address' ? reasons.metres : null,
        }),
      ),
      all,
    },
  };
}

/** That it is closed for good, since when, and who says so. */
function presentClosed(listing: Listing, scope: PageScope): Pick<ListingBody, 'closed' | 'closedSource'> {
  const { state, closedOn } = listing;
  const { texts, locale } = scope;
  if (state === 'open') return {};
  const { source } = sourceOf(listing, ['state'], scope);
  return {
    ...(source === undefined ? {} : { closedSource: source }),
    closed:
      closedOn === null
        ? texts.line('listing.closed')
        : texts.line('listing.closedOn', { day: formatDay(closedOn, locale) }),
  };
}

function communeLink({ listing, communeSlug }: Shown, { locale }: PageScope): LinkView[] {
  if (communeSlug === null) return [];
  const label = typeset(listing.address.communeName);
  return [{ href: pathTo('commune', locale, { commune: communeSlug }), label }];
}

/** The pages above it, the home page left out. */
function breadcrumbOf(shown: Shown, scope: PageScope): LinkView[] {
  const all = { href: pathTo('businesses', scope.locale), label: scope.texts.line('results.crumb') };
  return [all, ...communeLink(shown, scope)];
}

function presentHoursPart({ listing, now, freshness }: Shown, scope: PageScope) {
  if (listing.state === 'closed') return {};
  const hours = presentHours(listing.schedule, now, scope);
  const unknown = listing.phone === null ? 'listing.hoursUnknownCheck' : 'listing.hoursUnknown';
  if (hours === null) return { hoursUnknown: scope.texts.line(unknown) };
  const { source } = sourceOf(listing, ['hours'], scope);
  // Who confirmed the hours is named here; their original source is below, with the others.
  const words = hoursCheckedWords(freshness, now, scope) ?? source;
  return { hours, ...(words === undefined ? {} : { hoursSource: words }) };
}

const fileOf = (route: string, { slug, id }: Listing): string => route.replace(':listing', `${slug}-${id}`);

/** What several readers say, before anything else. */
function presentCaution({ freshness }: Shown, scope: PageScope): ListingBody['notices'] {
  const text = cautionWords(freshness, scope);
  return text === undefined ? [] : [{ icon: 'warning', text }];
}

/** The way to its orders comes first, where it takes any. */
const presentOrdering = (
  { takesOrders, listing }: Shown,
  { locale, texts }: PageScope,
): ListingBody['verbs'] =>
  takesOrders
    ? [
        {
          href: pathTo('order.form', locale, listingParams(listing)),
          icon: 'basket',
          label: texts.line('orders.order'),
        },
      ]
    : [];

/** Where machines lead those who order: nowhere while nobody can. Pure. */
const orderActionOf = ({ origin, locale }: PageScope, { takesOrders, listing }: Shown): object =>
  takesOrders
    ? {
        potentialAction: {
          '@type': 'OrderAction',
          target: origin + pathTo('order.form', locale, listingParams(listing)),
        },
      }
    : {};

/** The page of a business. Pure. */
export function presentListing(scope: PageScope, shown: Shown): ListingBody {
  const { listing, tree, now } = shown;
  const { texts, locale } = scope;
  const category = listing.category === null ? undefined : categoryById(listing.category, tree);
  const what = categoryLink(shown, scope);
  const path = listingPath(locale, listing);
  const profile = shown.profile ?? noProfile(listing.id);
  const today = isoOfDay(wallTime(scope.settings.timeZone, now).day);
  const isOpen = listing.state === 'open';
  const legal = [...presentLegal(listing, scope), ...presentProfileLegal(profile, scope)];
  const legalSource = sourceOf(listing, ['legal'], scope).source;
  return {
    id: listing.id,
    heading: nameOf(listing),
    trail: breadcrumbOf(shown, scope),
    ...(what && category ? { what: { href: what.href, label: category.label[locale] } } : {}),
    where: addressLine(listing.address, true),
    icon: category?.icon ?? 'shop',
    ...presentListingPhotos(scope, shown.photos, listing.name),
    ...(listing.demonstration ? { demonstration: texts.line('listing.demonstration') } : {}),
    ...presentClosed(listing, scope),
    ...(isOpen && !scope.isStale ? { state: presentOpenState(scope, listing.schedule, now) } : {}),
    verbs: [
      ...presentOrdering(shown, scope),
      ...presentVerbs(listing, scope),
      ...(isOpen ? presentLinks(profile, scope) : []),
    ],
    notices: [...presentCaution(shown, scope), ...(isOpen ? presentNotices(profile, today, scope) : [])],
    ...(isOpen ? presentPosts(shown.posts, { listing, today, photos: shown.postPhotos }, scope) : {}),
    ...presentDescription(profile, scope),
    address: presentAddress(listing, scope),
    contacts: isOpen ? [...presentContacts(listing, scope), ...presentNetworks(profile, scope)] : [],
    ...presentHoursPart(shown, scope),
    parts: withProfileParts(presentParts(listing, scope), profile, scope),
    legal,
    ...(legalSource === undefined ? {} : { legalSource }),
    checked: checkedWords(listing, shown.freshness, now, scope),
    freshness: linkTo(scope, 'freshness'),
    sources: allSources(listing, scope),
    ...presentAlternatives(shown, scope),
    ways: presentWays(shown, scope),
    ...presentCorrect(listing, scope),
    claim: presentClaimOffer(listing, scope),
    report: {
      href: pathTo('report', locale, listingParams(listing)),
      label: texts.line('listing.report.link'),
    },
    share: {
      href: scope.origin + path,
      text: scope.origin.replace(/^https?:\/\//, '') + path,
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

/** For whoever runs the business: that the page can be claimed, or is claimed already. */
function presentClaimOffer(listing: Listing, { locale, texts }: PageScope): ListingBody['claim'] {
  const isClaimed = (listing.features & featureBits(['claimed'])) !== 0;
  const line = (part: string): string => texts.line(`listing.${isClaimed ? 'owned' : 'claim'}.${part}`);
  return {
    heading: line('heading'),
    text: line('text'),
    href: pathTo('claim.begin', locale, listingParams(listing)),
    label: line('link'),
    ...(isClaimed ? {} : { short: line('heading') }),
  };
}

/** What others show of the page: the first photo, or what is drawn in the face of the town. */
function imageOf(
  { origin }: PageScope,
  { listing, photos }: Shown,
): Pick<PageIdentity, 'image' | 'imageSize'> {
  const [first] = photos.photos;
  const shared = first ? sharedPicture(first) : null;
  if (!shared) return { image: origin + fileOf(fileRoutes.listingPicture, listing) };
  return { image: origin + shared.path, imageSize: { width: shared.width, height: shared.height } };
}

/** Title, description, addresses and data for machines of the page. Pure. */
export function identifyListing(scope: PageScope, shown: Shown): PageIdentity {
  const { listing, tree, now } = shown;
  const { locale, texts, origin } = scope;
  const category = listing.category === null ? undefined : categoryById(listing.category, tree);
  const where = addressLine(listing.address, true);
  const what = category?.label[locale] ?? texts.line('listing.business');
  const path = listingPath(locale, listing);
  const today = isoOfDay(wallTime(scope.settings.timeZone, now).day);
  return {
    page: null,
    title: texts.line('listing.title', {
      name: nameOf(listing),
      where: typeset(listing.address.communeName),
    }),
    description: texts.line('listing.description', { what, where }),
    paths: { fr: listingPath('fr', listing), en: listingPath('en', listing) },
    noindex: listing.state === 'closed',
    ...imageOf(scope, shown),
    jsonLd: [
      ...(listing.state === 'closed'
        ? []
        : [
            {
              '@context': SCHEMA_ORG,
              ...localBusinessOf(listing, {
                url: origin + path,
                tree,
                locale,
                today,
                profile: shown.profile,
                posts: shown.posts,
              }),
              ...(shown.photos.photos.length > 0 ? { image: imageOf(scope, shown).image } : {}),
              ...orderActionOf(scope, shown),
            },
          ]),
      breadcrumbList(scope, breadcrumbOf(shown, scope), { label: nameOf(listing), path }),
    ],
  };
}
