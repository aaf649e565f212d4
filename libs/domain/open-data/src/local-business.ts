import { emptyProfile, type ListingProfile, plainWords } from '@halles/contracts';
import { type CategoryTree, categoryById } from '@halles/domain/categories';
import type { IsoDate } from '@halles/domain/hours';
import { departmentOf, type Listing, publishedEmail } from '@halles/domain/listings';
import type { ShownPost } from '@halles/domain/posts';
import { specialitiesOf, type StoredProfile } from '@halles/domain/profiles';
import type { Bilingual, Locale } from '@halles/kernel';
import { companyName, isPerson } from './dataset';
import type { JsonLdNode } from './json-ld-node';
import { openingHoursOf } from './opening-hours-nodes';
import { paymentWords } from './payment-words';
import { placeFeatures } from './place-features';
import { postNodes } from './post-nodes';
import { serviceNodes } from './service-nodes';

export interface BusinessContext {
  /** Absolute address of its page. */
  readonly url: string;
  readonly tree: CategoryTree;
  readonly locale: Locale;
  /** The first day of the week that hours are published for, by the calendar of the place. */
  readonly today: IsoDate;
  /** Of the territory. */
  readonly timeZone: string;
  /** What its owner says of it. */
  readonly profile?: StoredProfile | null;
  /** Absolute address of its first photograph, where it has one. */
  readonly image?: string | null;
  /** What it tells of for a while. */
  readonly posts?: readonly ShownPost[];
}

/** What is known, without the properties that are not. */
function known(node: Readonly<Record<string, unknown>>): JsonLdNode {
  return Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/**
 * A business as a LocalBusiness of schema.org, of the type of its category. Pure. No personal data but what its owner publishes: names of companies are
 * the register's or their own word, those of sole traders are left out; an email address is there where its owner publishes it.
 */
export function localBusinessOf(listing: Listing, context: BusinessContext): JsonLdNode {
  const { address, position } = listing;
  const content = context.profile?.content ?? emptyProfile;
  const place = { timeZone: context.timeZone, department: departmentOf(address.communeCode) };
  const category = listing.category === null ? undefined : categoryById(listing.category, context.tree);
  const postal = known({
    '@type': 'PostalAddress',
    streetAddress: address.line,
    postalCode: address.postalCode,
    addressLocality: address.communeName,
    addressCountry: 'FR',
  });
  return known({
    '@type': category?.schemaType ?? 'LocalBusiness',
    additionalType: activityWords(content, context),
    '@id': context.url,
    url: context.url,
    name: listing.name,
    alternateName: content.otherNames,
    legalName: legalNameOf(listing, content.legal),
    vatID: content.legal?.vat,
    description: wordsOf(context) ?? category?.label[context.locale],
    address: postal,
    geo: position?.precision === 'address' ? geoOf(position) : null,
    telephone: listing.phone,
    email: publishedEmail(listing),
    sameAs: [listing.website, ...(content.links?.social ?? [])].filter((url) => url !== null),
    priceRange: '€'.repeat(content.priceBand ?? 0),
    knowsLanguage: content.access?.languages,
    brand: listing.brand === null ? null : { '@type': 'Brand', name: listing.brand },
    keywords: specialitiesOf(content, listing, context.tree).join(', '),
    openingHoursSpecification: openingHoursOf(listing.schedule, context.today),
    paymentAccepted: paymentWords(listing.payment, context.locale),
    identifier:
      listing.siret === null || listing.demonstration
        ? null
        : { '@type': 'PropertyValue', propertyID: 'SIRET', value: listing.siret },
    amenityFeature: placeFeatures(listing, content.access, { ...context, place }),
    hasOfferCatalog: serviceNodes(listing, content.services, context),
    hasCertification: (content.labels ?? []).map((label) => ({
      '@type': 'Certification',
      name: LABELS[label][context.locale],
    })),
    potentialAction: linkActions(content.links),
    image: context.image,
    ...postNodes({ url: context.url, name: listing.name, address: postal }, context.posts ?? []),
  });
}

/** Its activities beside the first, in the reader's words. */
const activityWords = (
  { otherCategories }: ListingProfile,
  { tree, locale }: Pick<BusinessContext, 'tree' | 'locale'>,
): string[] => (otherCategories ?? []).flatMap((id) => categoryById(id, tree)?.label[locale] ?? []);

/** Called the same in both languages. */
const named = (name: string): Bilingual => ({ fr: name, en: name });

const LABELS: Readonly<Record<NonNullable<ListingProfile['labels']>[number], Bilingual>> = {
  'artisan-d-art': named('Artisan d’art'),
  'boulanger-de-france': named('Boulanger de France'),
  ab: { fr: 'Agriculture biologique (AB)', en: 'Organic farming (AB)' },
  'bistrot-de-pays': named('Bistrot de pays'),
  'commerce-engage': named('Commerce engagé'),
  'entreprise-du-patrimoine-vivant': named('Entreprise du patrimoine vivant'),
  'fait-maison': { fr: 'Fait maison', en: 'Home-made (Fait maison)' },
  'librairie-independante-de-reference': named('Librairie indépendante de référence'),
  'maitre-artisan': { fr: 'Maître artisan', en: 'Master craftsman (Maître artisan)' },
  'maitre-restaurateur': named('Maître restaurateur'),
  qualirepar: named('QualiRépar'),
  'tourisme-et-handicap': named('Tourisme et Handicap'),
};

/** The name of a company: as it says itself, or as the register has it; of a sole trader nothing. */
const legalNameOf = (listing: Listing, legal: ListingProfile['legal']): string | null =>
  isPerson(listing) ? null : (legal?.legalName ?? companyName(listing));

/** Where one orders and books elsewhere. */
const linkActions = (links: ListingProfile['links']): JsonLdNode[] => [
  ...(links?.shop == null ? [] : [{ '@type': 'OrderAction', target: links.shop }]),
  ...(links?.booking == null ? [] : [{ '@type': 'ReserveAction', target: links.booking }]),
];

/** What it says of itself, without its marks. */
function wordsOf({ profile, locale }: BusinessContext): string | null {
  if (!profile) return null;
  const { descriptionFr, descriptionEn } = profile.content;
  const text = locale === 'fr' ? (descriptionFr ?? descriptionEn) : (descriptionEn ?? descriptionFr);
  return text === null ? null : plainWords(text);
}

const geoOf = ({ longitude, latitude }: { longitude: number; latitude: number }): JsonLdNode => ({
  '@type': 'GeoCoordinates',
  latitude,
  longitude,
});
