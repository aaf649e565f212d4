import { z } from 'zod';
import { nameLine, severalLines, singleLine } from '../text.schema';
import { pickupRulesSchema } from './ordering-settings.schema';

/** How an order reaches its customer. */
export const ORDER_FULFILMENTS = ['pickup', 'collection-point', 'delivery', 'post'] as const;
export type OrderFulfilment = (typeof ORDER_FULFILMENTS)[number];

/** No delivery costs more: a thousand euros. */
export const MAX_FEE_CENTS = 100_000;
/** A minimum or a threshold: ten thousand euros. */
export const MAX_THRESHOLD_CENTS = 1_000_000;
export const MAX_ZONES = 20;
export const MAX_BANDS = 10;
export const MAX_POINTS = 10;
/** Nobody delivers further, kilometres. */
export const MAX_RADIUS = 100;
/** Of a zone that is drawn. */
export const MIN_CORNERS = 3;
export const MAX_CORNERS = 200;

const fee = z.int().min(0).max(MAX_FEE_CENTS);

/** Where a shop delivers, and for how much. */
export const deliveryZoneSchema = z.strictObject({
  id: z.uuid(),
  area: z.discriminatedUnion('by', [
    /** INSEE codes. */
    z.strictObject({
      by: z.literal('communes'),
      codes: z
        .array(z.string().regex(/^\d[\dAB]\d{3}$/))
        .min(1)
        .max(200),
    }),
    /** Around the shop, as the crow flies. */
    z.strictObject({ by: z.literal('radius'), kilometres: z.number().min(0.1).max(MAX_RADIUS) }),
    /** Drawn by its merchant: corners as GeoJSON writes them, WGS84 longitude and latitude, each once. */
    z.strictObject({
      by: z.literal('polygon'),
      ring: z
        .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
        .min(MIN_CORNERS)
        .max(MAX_CORNERS),
    }),
  ]),
  feeCents: fee,
  /** Of goods, below which nothing is delivered. */
  minimumCents: z.int().min(0).max(MAX_THRESHOLD_CENTS),
  /** Of goods, from which delivery is free; null: it never is. */
  freeFromCents: z.int().min(1).max(MAX_THRESHOLD_CENTS).nullable(),
});
export type DeliveryZone = z.output<typeof deliveryZoneSchema>;

/** How a shop delivers. */
export const deliveryRulesSchema = z.strictObject({
  slots: pickupRulesSchema,
  zones: z.array(deliveryZoneSchema).max(MAX_ZONES).default([]),
});
export type DeliveryRules = z.output<typeof deliveryRulesSchema>;

export const MAX_PAYMENT_INSTRUCTIONS = 500;

/** How a shop is paid before it sends something: a bank transfer, a cheque, a link; nothing: online alone. */
export const paymentInstructionsSchema = severalLines(MAX_PAYMENT_INSTRUCTIONS, 0);

/** How a shop sends by post. */
export const postRulesSchema = z.strictObject({
  /** Days after an order within which it is sent. */
  days: z.int().min(1).max(30),
  /** What it costs from which value of goods on, the least at the head, which begins at nothing: so bands neither overlap nor leave a gap. */
  bands: z
    .array(z.strictObject({ fromCents: z.int().min(0).max(MAX_THRESHOLD_CENTS), feeCents: fee }))
    .min(1)
    .max(MAX_BANDS)
    .refine((bands) =>
      bands.every(({ fromCents }, index) =>
        index === 0 ? fromCents === 0 : fromCents > (bands[index - 1]?.fromCents ?? 0),
      ),
    ),
});
export type PostRules = z.output<typeof postRulesSchema>;

/** Where a customer receives an order. */
export const deliveryAddressSchema = z.strictObject({
  street: nameLine(120),
  postalCode: z.string().regex(/^\d{5}$/),
  city: nameLine(80),
});
export type DeliveryAddress = z.output<typeof deliveryAddressSchema>;

/** A place other than the shop where its orders are collected: a stall, lockers. */
export const collectionPointSchema = z.strictObject({
  name: nameLine(80),
  address: nameLine(160),
  /** WGS84 degrees; null: no pin. */
  position: z
    .strictObject({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) })
    .nullable(),
  /** As OpenStreetMap writes hours. */
  hours: singleLine(200),
  slots: pickupRulesSchema,
});
export type CollectionPointInput = z.output<typeof collectionPointSchema>;

const chargedTo = {
  address: deliveryAddressSchema,
  /** What the summary said that it costs; null: whatever it is. */
  feeCents: fee.nullable().default(null),
};

/** How a customer wants to receive an order. */
export const chosenFulfilmentSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('pickup') }),
  z.strictObject({ mode: z.literal('collection-point'), pointId: z.uuid() }),
  z.strictObject({ mode: z.literal('delivery'), ...chargedTo }),
  z.strictObject({ mode: z.literal('post'), ...chargedTo }),
]);
export type ChosenFulfilment = z.output<typeof chosenFulfilmentSchema>;
