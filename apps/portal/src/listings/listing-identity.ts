import { fileRoutes, listingParams, listingPath, type OrderFulfilment, pathTo } from '@halles/contracts';
import { categoryById } from '@halles/domain/categories';
import { type IsoDate, isoOfDay, wallTime } from '@halles/domain/hours';
import { localBusinessOf } from '@halles/domain/open-data';
import { sharedPicture } from '../photos';
import { breadcrumbList, SCHEMA_ORG } from '../rendering/json-ld';
import type { PageIdentity } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { addressLine } from '../wording/contact-words';
import { wordsFor } from '../wording/town-service-words';
import { typeset } from '../wording/typeset';
import { breadcrumbOf } from './listing-ways';
import { fileOf, nameOf, type Shown } from './shown-listing';

/** Members of `DeliveryMethod` (schema.org), which has those of GoodRelations. */
const DELIVERY_METHODS: Readonly<Record<OrderFulfilment, string>> = {
  pickup: 'https://schema.org/OnSitePickup',
  'collection-point': 'http://purl.org/goodrelations/v1#DeliveryModePickUp',
  delivery: 'http://purl.org/goodrelations/v1#DeliveryModeOwnFleet',
  post: 'https://schema.org/ParcelService',
};

/** Where machines lead those who order: nowhere while nobody can. Pure. */
function orderActionOf(
  { origin, locale }: PageScope,
  { takesOrders, takesLists, orderWays, listing }: Shown,
): object[] {
  if (!takesOrders && !takesLists) return [];
  // What is listed is collected in the shop.
  const ways: readonly OrderFulfilment[] = takesOrders ? orderWays : ['pickup'];
  const route = takesOrders ? 'order.form' : 'order.list';
  return [
    {
      '@type': 'OrderAction',
      target: origin + pathTo(route, locale, listingParams(listing)),
      deliveryMethod: ways.map((way) => DELIVERY_METHODS[way]),
    },
  ];
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

/** A map that every browser opens: a `geo:` address is none for machines. */
const mapOf = ({ longitude, latitude }: { longitude: number; latitude: number }): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`;

/** The business, with where machines lead those who order here before where they do elsewhere. Pure. */
function businessOf(scope: PageScope, shown: Shown, path: string, today: IsoDate): object {
  const { listing, tree, photos, profile, posts } = shown;
  const { potentialAction: elsewhere = [], ...business } = localBusinessOf(listing, {
    url: scope.origin + path,
    tree,
    locale: scope.locale,
    today,
    timeZone: scope.settings.timeZone,
    profile,
    posts,
    image: photos.photos.length > 0 ? (imageOf(scope, shown).image ?? null) : null,
  });
  const actions = [...orderActionOf(scope, shown), ...[elsewhere].flat()];
  const [only] = actions;
  return {
    '@context': SCHEMA_ORG,
    ...business,
    ...(listing.position?.precision === 'address' ? { hasMap: mapOf(listing.position) } : {}),
    ...(only === undefined ? {} : { potentialAction: actions.length === 1 ? only : actions }),
  };
}

/** Title, description, addresses and data for machines of the page. Pure. */
export function identifyListing(page: PageScope, shown: Shown): PageIdentity {
  const { listing, tree, now } = shown;
  const scope = wordsFor(listing, page);
  const { locale, texts } = scope;
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
      ...(listing.state === 'closed' ? [] : [businessOf(scope, shown, path, today)]),
      breadcrumbList(scope, breadcrumbOf(shown, scope), { label: nameOf(listing), path }),
    ],
  };
}
