import {
  collectionPointSchema,
  deliveryRulesSchema,
  MAX_POINTS,
  paymentInstructionsSchema,
  postRulesSchema,
} from '../orders/fulfilment.schema';
import { z } from 'zod';
import { ORDER_KINDS } from '../orders/order.schema';
import { pickupRulesSchema } from '../orders/ordering-settings.schema';
import {
  attributeName,
  MAX_ATTRIBUTES,
  MAX_ATTRIBUTE_VALUES,
  productInputSchema,
} from '../orders/product.schema';
import { postInputSchema } from '../posts/post.schema';
import { mediatorSchema } from '../profiles/profile.schema';
import { emailAddress, nameLine } from '../text.schema';
import { communeCodeSchema } from './tenant-settings.schema';

const line = z.string().trim().min(1).max(200);

/** [longitude, latitude] in degrees, WGS84. */
const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const ring = z.array(point).min(4);
const polygon = z.array(ring).min(1);

/**
 * `tenants/<slug>/outlines.geojson.gz`: where the territory's communes are, for "which commune is this point in" and as the
 * base of maps that ask no one. GeoJSON (RFC 7946) with its source.
 */
export const outlinesSchema = z.object({
  type: z.literal('FeatureCollection'),
  source: line,
  licence: line,
  /** How true the outlines are. */
  note: z.string().trim().min(1).max(1_000).optional(),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({ code: communeCodeSchema, name: line }),
        geometry: z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), coordinates: polygon }),
          z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
        ]),
      }),
    )
    .min(1),
});

export type Outlines = z.output<typeof outlinesSchema>;

/**
 * `tenants/<slug>/districts.json`: the districts that people name when they search. They have no official outline: each is a
 * circle, and the file says that it is approximate.
 */
export const districtsSchema = z.strictObject({
  source: line,
  licence: line,
  /** What a reader must know of these circles. */
  note: z.string().trim().min(1).max(1_000),
  districts: z
    .array(
      z.strictObject({
        name: line,
        /** INSEE code of the commune that it lies in. */
        commune: communeCodeSchema,
        centre: point,
        /** Metres around the centre. */
        radius: z.int().min(50).max(5_000),
      }),
    )
    .max(1_000),
});

export type Districts = z.output<typeof districtsSchema>;
export type District = Districts['districts'][number];

/** `tenants/<slug>/seed/sources.json`: lists that the territory starts with, in the layout of a territory's own list. */
export const seedSourcesSchema = z.strictObject({
  files: z
    .array(
      z.strictObject({
        /** Beside `sources.json`. */
        file: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}\.csv(?:\.gz)?$/, 'e.g. "real-places.csv.gz"'),
        /** Invented for a demonstration, and shown as such; or real. */
        kind: z.enum(['real', 'demonstration']),
        /** Of which day the list tells. */
        vintage: z.iso.date(),
        source: z.string().trim().min(1).max(500),
        licence: z.string().trim().min(1).max(500),
      }),
    )
    .max(10),
});

/**
 * `tenants/<slug>/seed/posts.json`: what invented shops of the demonstration tell of. Days are counted from the day on which
 * they are taken over, so that a first start shows them.
 */
export const seedPostsSchema = z.strictObject({
  source: z.string().trim().min(1).max(500),
  licence: z.string().trim().min(1).max(500),
  posts: z
    .array(
      z.strictObject({
        /** Of a shop of the demonstration. */
        siret: z.string().regex(/^\d{14}$/),
        kind: postInputSchema.shape.kind,
        title: postInputSchema.shape.title,
        text: postInputSchema.shape.text,
        /** Days from then to its first one. */
        startsIn: z.int().min(-30).max(180),
        /** Days from its first to its last one. */
        lasts: z.int().min(0).max(180),
      }),
    )
    .max(200),
});
export type SeedPosts = z.output<typeof seedPostsSchema>;

/** RFC 2606: nobody has such an address, so that what is sent there reaches a development mailbox or nobody. */
const INVENTED_ADDRESS = /\.example$/;

/** The invented person who keeps shops of the demonstration. */
export const seedOwnerSchema = z.strictObject({
  name: nameLine(100),
  email: emailAddress.regex(INVENTED_ADDRESS, 'e.g. "shops@demonstration.example"'),
});
export type SeedOwner = z.output<typeof seedOwnerSchema>;

/** What such a shop sells; in `attributes`, in which variants: all combinations of them. */
const seedProductSchema = productInputSchema.omit({ variant: true }).extend({
  attributes: z
    .array(
      z.strictObject({
        name: attributeName,
        values: z.array(attributeName).min(1).max(MAX_ATTRIBUTE_VALUES),
      }),
    )
    .max(MAX_ATTRIBUTES)
    .default([]),
});

/**
 * `tenants/<slug>/seed/shops.json`: invented shops of the demonstration that take orders, what they sell, and the invented
 * person who keeps them and receives the orders.
 */
export const seedShopsSchema = z.strictObject({
  source: z.string().trim().min(1).max(500),
  licence: z.string().trim().min(1).max(500),
  owner: seedOwnerSchema,
  /** Of the shops, which do not exist either: who sells at a distance has to name one. */
  mediator: mediatorSchema,
  shops: z
    .array(
      z
        .strictObject({
          /** Of a shop of the demonstration that tells its hours. */
          siret: z.string().regex(/^\d{14}$/),
          /** E.164, of the numbers that are kept for fiction (ARCEP, décision 2018-0881). */
          phone: z.string().regex(/^\+33(?:199|261|353|465|536)\d{6}$/),
          email: emailAddress.regex(INVENTED_ADDRESS, 'e.g. "bakery@demonstration.example"'),
          kind: z.enum(ORDER_KINDS),
          /** Whether its customers may write or photograph a list: then it may do without products. */
          takesLists: z.boolean().default(false),
          pickup: pickupRulesSchema,
          /** How orders reach its customers besides pickup in the shop. */
          delivery: deliveryRulesSchema.optional(),
          points: z.array(collectionPointSchema).max(MAX_POINTS).optional(),
          post: postRulesSchema.optional(),
          /** How who has something sent pays before; without it sending is refused. */
          paymentInstructions: paymentInstructionsSchema.optional(),
          products: z
            .array(seedProductSchema)
            .max(200)
            .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'each name once'),
        })
        .refine(({ takesLists, products }) => takesLists || products.length > 0, 'products, or lists'),
    )
    .max(50),
});
export type SeedShops = z.output<typeof seedShopsSchema>;

export type SeedSource = z.output<typeof seedSourcesSchema>['files'][number];
