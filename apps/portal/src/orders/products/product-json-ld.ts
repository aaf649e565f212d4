import { type ContentUnit, listingPath, type Weighing } from '@halles/contracts';
import {
  attributesOf,
  type ComparedUnit,
  groupsOf,
  isHadAt,
  isSoldOut,
  priceRange,
  type Product,
  soldName,
  timesWords,
  unitPriceOf,
} from '@halles/domain/catalogue';
import { wallTime } from '@halles/domain/hours';
import type { OrderingShop } from '@halles/domain/orders';
import { foldText } from '@halles/domain/text';
import { SCHEMA_ORG } from '../../rendering/json-ld';
import type { PageScope } from '../../rendering/page-scope';
import type { ShopOffer } from '../checkout/order-page.service';

/** Products that are told to machines: a page of thousands would be twice as long for them. */
const MOST = 200;

/** UN/CEFACT Common Codes, which schema.org names units by. */
const CODES = { g: 'GRM', ml: 'MLT', piece: 'C62' } as const satisfies Record<ContentUnit, string>;
const COMPARED_CODES = { kg: 'KGM', l: 'LTR', piece: 'C62' } as const satisfies Record<ComparedUnit, string>;

const euros = (cents: number): string => (cents / 100).toFixed(2);

/** The property that schema.org has for a number of so many digits. */
const numberOf = (ean: string | null): object => (ean === null ? {} : { [`gtin${ean.length}`]: ean });

/** What a kilo costs of what is weighed, and how much of it one may choose. Pure. */
const kiloPrice = (cents: number, weighing: Weighing): object => ({
  '@type': 'Offer',
  priceCurrency: 'EUR',
  priceSpecification: {
    '@type': 'UnitPriceSpecification',
    price: euros(cents),
    priceCurrency: 'EUR',
    unitCode: COMPARED_CODES.kg,
    referenceQuantity: { '@type': 'QuantitativeValue', value: 1, unitCode: COMPARED_CODES.kg },
  },
  ...(weighing.by === 'weight'
    ? {
        eligibleQuantity: {
          '@type': 'QuantitativeValue',
          minValue: weighing.least,
          maxValue: weighing.most,
          unitCode: CODES.g,
        },
      }
    : {}),
});

/** What it can be had for, from the least on where choices add to it, and that least by kilo, litre or piece. Pure. */
function priceOf({ priceCents, options, content, weighing }: Product): object {
  if (weighing !== null) return kiloPrice(priceRange(priceCents, options).least, weighing);
  const { least, most } = priceRange(priceCents, options);
  const unitPrice = unitPriceOf(least, content);
  const price =
    least < most
      ? {
          '@type': 'AggregateOffer',
          lowPrice: euros(least),
          highPrice: euros(most),
          priceCurrency: 'EUR',
        }
      : { '@type': 'Offer', price: euros(least), priceCurrency: 'EUR' };
  if (unitPrice === null) return price;
  return {
    ...price,
    priceSpecification: {
      '@type': 'UnitPriceSpecification',
      price: euros(unitPrice.cents),
      priceCurrency: 'EUR',
      referenceQuantity: { '@type': 'QuantitativeValue', value: 1, unitCode: COMPARED_CODES[unitPrice.unit] },
    },
  };
}

/** The approximate weight of one piece; null for a product that is not sold by the piece. Pure. */
const contentOfPiece = (weighing: Weighing): Product['content'] =>
  weighing.by === 'piece' ? { amount: weighing.grams, unit: 'g' } : null;

/** What is said of products at a moment. */
interface OfferState {
  /** By the clock of the shop. */
  readonly day: number;
  /** The shop takes no orders for a while. */
  readonly isPaused: boolean;
}

/**
 * Products on request are available in the shop only, and so is everything while it takes no orders. Schema.org has dates of one year and no season of each: out of season a
 * product is out of stock. Pure.
 */
function availabilityOf(product: Product, { day, isPaused }: OfferState): object {
  const { isAvailable, onRequest } = product;
  const isIn = isAvailable && !isSoldOut(product) && isHadAt(product, { day, minute: null });
  const state = isIn ? (onRequest || isPaused ? 'InStoreOnly' : 'InStock') : 'OutOfStock';
  return { availability: `${SCHEMA_ORG}/${state}` };
}

/** What is said of the products of a shop at a moment. Pure. */
const offerStateAt = (
  { schedule }: Pick<OrderingShop, 'schedule'>,
  now: Date,
  pausedUntil: Date | null,
): OfferState => ({
  day: wallTime(schedule.place.timeZone, now.getTime()).day,
  isPaused: pausedUntil !== null,
});

/** What is in a product, and its number: a variant has these of its own. */
function ownFacts({ ean, weighing, ...product }: Product): object {
  const content = weighing === null ? product.content : contentOfPiece(weighing);
  return {
    ...numberOf(ean),
    ...(content === null
      ? {}
      : { size: { '@type': 'QuantitativeValue', value: content.amount, unitCode: CODES[content.unit] } }),
  };
}

/** What is said of a product, or of all its variants. */
function sharedFacts(product: Product, { texts, locale }: PageScope): object {
  const { description, labels } = product;
  const times = timesWords(product, locale);
  return {
    ...(times.length === 0
      ? {}
      : {
          additionalProperty: times.map((value) => ({
            '@type': 'PropertyValue',
            name: texts.line('orders.times'),
            value,
          })),
        }),
    ...(description === '' ? {} : { description }),
    ...(labels.length === 0
      ? {}
      : {
          hasCertification: labels.map((label) => ({
            '@type': 'Certification',
            name: texts.line(`products.options.labels.${label}`),
          })),
        }),
  };
}

const offerOf = (product: Product, state: OfferState, scope: PageScope): object => ({
  ...priceOf(product),
  ...availabilityOf(product, state),
  itemOffered: {
    '@type': 'Product',
    name: soldName(product),
    ...ownFacts(product),
    ...sharedFacts(product, scope),
  },
});

/** What schema.org calls what products usually differ in; other attributes are properties with their own names. */
const VARIES_BY = new Map<string, 'size' | 'color' | 'material'>([
  ...(['taille', 'tailles', 'pointure', 'size', 'sizes'] as const).map((name) => [name, 'size'] as const),
  ...(['couleur', 'couleurs', 'colour', 'color'] as const).map((name) => [name, 'color'] as const),
  ...(['matiere', 'material'] as const).map((name) => [name, 'material'] as const),
]);

/**
 * By attribute of some variants, the property that says it. Each property says one thing: the first attribute that it suits, and
 * none of what `ownFacts` says with it already. Pure.
 */
function propertiesOf(variants: readonly Product[]): ReadonlyMap<string, string> {
  const taken = new Set(variants.flatMap((variant) => Object.keys(ownFacts(variant))));
  const properties = new Map<string, string>();
  for (const { name } of attributesOf(variants)) {
    const property = VARIES_BY.get(foldText(name));
    if (property === undefined || taken.has(property)) continue;
    taken.add(property);
    properties.set(name, property);
  }
  return properties;
}

/** A variant of a product, with what it can be had for. */
function variantOf(product: Product, properties: ReadonlyMap<string, string>, state: OfferState): object {
  const own = product.variant.flatMap(({ attribute, value }) => {
    const property = properties.get(attribute);
    return property === undefined ? [] : [[property, value] as const];
  });
  const others = product.variant.filter(({ attribute }) => !properties.has(attribute));
  return {
    '@type': 'Product',
    name: soldName(product),
    ...ownFacts(product),
    ...Object.fromEntries(own),
    ...(others.length === 0
      ? {}
      : {
          additionalProperty: others.map(({ attribute, value }) => ({
            '@type': 'PropertyValue',
            name: attribute,
            value,
          })),
        }),
    offers: { ...priceOf(product), ...availabilityOf(product, state) },
  };
}

/** A product that is sold in variants. Pure. */
function groupOf(
  variants: readonly Product[],
  product: Product,
  state: OfferState,
  scope: PageScope,
): object {
  const properties = propertiesOf(variants);
  const variesBy = product.variant.map(({ attribute }) => {
    const property = properties.get(attribute);
    return property === undefined ? attribute : `${SCHEMA_ORG}/${property}`;
  });
  return {
    '@type': 'ProductGroup',
    name: product.name,
    productGroupID: product.groupId,
    variesBy,
    ...sharedFacts(product, scope),
    hasVariant: variants.map((variant) => variantOf(variant, properties, state)),
  };
}

/** Something that a shop sells, on a page of its own. @param pictures addresses. Pure. */
export function describeProduct(
  variants: readonly [Product, ...Product[]],
  {
    shop,
    now,
    pausedUntil,
    path,
    pictures,
  }: Pick<ShopOffer, 'shop' | 'now' | 'pausedUntil'> & {
    readonly path: string;
    readonly pictures: readonly string[];
  },
  scope: PageScope,
): object {
  const [product] = variants;
  const { listing } = shop;
  const state = offerStateAt(shop, now, pausedUntil);
  const own = {
    url: scope.origin + path,
    ...(pictures.length === 0 ? {} : { image: pictures }),
  };
  const seller = {
    '@type': 'LocalBusiness',
    name: listing.name,
    url: scope.origin + listingPath(scope.locale, listing),
  };
  if (variants.length > 1)
    return { '@context': SCHEMA_ORG, ...groupOf(variants, product, state, scope), ...own };
  return {
    '@context': SCHEMA_ORG,
    '@type': 'Product',
    name: soldName(product),
    productID: product.groupId,
    ...ownFacts(product),
    ...sharedFacts(product, scope),
    ...own,
    offers: { ...priceOf(product), ...availabilityOf(product, state), url: scope.origin + path, seller },
  };
}

/** What a shop sells, for machines; schema.org has no word for allergens. Pure. */
export function describeOffer({ shop, products, pausedUntil, now }: ShopOffer, scope: PageScope): object[] {
  if (products.length === 0) return [];
  const state = offerStateAt(shop, now, pausedUntil);
  return [
    {
      '@context': SCHEMA_ORG,
      '@type': 'OfferCatalog',
      name: shop.listing.name,
      url: scope.origin + listingPath(scope.locale, shop.listing),
      itemListElement: groupsOf(products.slice(0, MOST)).flatMap((variants) => {
        const [product] = variants;
        if (!product) return [];
        return [
          variants.length > 1 ? groupOf(variants, product, state, scope) : offerOf(product, state, scope),
        ];
      }),
    },
  ];
}
