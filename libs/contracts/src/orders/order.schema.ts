import { z } from 'zod';
import { emailAddress, nameLine, severalLines } from '../text.schema';
import { chosenFulfilmentSchema } from './fulfilment.schema';
import {
  MAX_CENTS,
  MAX_CHOICES,
  MAX_GRAMS,
  MAX_OPTION_GROUPS,
  optionName,
  WEIGHED_BY,
} from './product.schema';

export const ORDER_KINDS = ['order', 'reservation'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** Where an order is paid: at the counter, or before that on a page of the provider. */
export const PAYMENT_METHODS = ['shop', 'online'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const MAX_LINES = 60;
/** Pieces of one product in an order. */
export const MAX_PIECES = 999;
/** No order is worth more: a million euros. */
export const MAX_ORDER_CENTS = 100_000_000;

/** A line weighs a tonne at most. */
export const MAX_LINE_GRAMS = 1_000_000;
/** Per cent by which a price may exceed its estimate, where the shop says nothing, and the most that it may say. */
export const WEIGHT_TOLERANCE = { usual: 10, most: 20 } as const;

/**
 * Until when a customer may cancel an order that was accepted: until its time begins, two hours, 24 or 48 hours before, until 6 pm of
 * the day before, or not any more.
 */
export const CANCELLATION_RULES = ['slot', 'two-hours', 'eve', 'day', 'two-days', 'accepted'] as const;
export type CancellationRule = (typeof CANCELLATION_RULES)[number];

/** One line of a basket as its customer sees it. */
export const basketLineSchema = z.strictObject({
  productId: z.uuid(),
  quantity: z.int().min(1).max(MAX_PIECES),
  /** Of goods that are weighed: what the line weighs, as it was chosen or about. Null where they are not. */
  weight: z
    .strictObject({
      by: z.enum(WEIGHED_BY),
      grams: z
        .int()
        .min(1)
        .max(MAX_GRAMS * MAX_PIECES),
    })
    .nullable()
    .default(null),
  /** The price of a piece or a kilo that was shown, choices included: another one is told of before anything is ordered. */
  unitCents: z.int().min(1).max(MAX_CENTS),
  /** Of the product's options, by their names: one that was renamed is told of like a changed price. */
  choices: z
    .array(z.strictObject({ group: optionName, name: optionName }))
    .max(MAX_OPTION_GROUPS * MAX_CHOICES)
    .default([]),
});

/** Who collects an order for its customer, 1 to 100 characters; an empty text says that they come themselves. */
export const collectorName = z
  .literal('')
  .transform(() => null)
  .or(nameLine(100));

const wordsDigest = z.string().regex(/^[0-9a-f]{16}$/);

/** What a customer sends to order. */
export const orderInputSchema = z
  .strictObject({
    /** Made when the summary is rendered: the same summary sent twice is one order. */
    idempotencyKey: z.uuid(),
    /** An order owes money; a reservation nothing. They are never mixed. */
    kind: z.enum(ORDER_KINDS),
    /** As the summary offered it. */
    payment: z.enum(PAYMENT_METHODS).default('shop'),
    /** Digest of the terms of sale that the customer saw; null: whichever are in force. */
    termsDigest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .default(null),
    /** By how many per cent the price of what is weighed may exceed its estimate, as the summary said; null: whatever the shop says. */
    weightTolerance: z.int().min(0).max(WEIGHT_TOLERANCE.most).nullable().default(null),
    lines: z.array(basketLineSchema).min(1).max(MAX_LINES),
    /** What was read of the products, as digests (`seenOf`): another name or another allergen is told of before anything is ordered. */
    seen: z
      .array(z.strictObject({ productId: z.uuid(), name: wordsDigest, allergens: wordsDigest }))
      .max(MAX_LINES)
      .default([]),
    fulfilment: chosenFulfilmentSchema.default({ mode: 'pickup' }),
    /** When the slot starts: milliseconds since 1970. What is sent by post has none: any number. */
    slotFrom: z.int(),
    /** Key of the form that holds a place in the slot; null: none is held. */
    holdId: z.uuid().nullable().default(null),
    /** 1 to 100 characters. */
    name: nameLine(100),
    email: emailAddress.nullable().default(null),
    /** E.164. */
    phone: z
      .string()
      .regex(/^\+[1-9]\d{5,14}$/)
      .nullable()
      .default(null),
    /** Whether the phone is texted what becomes of the order; one that is given alone is. */
    wantsTexts: z.boolean().default(false),
    /** Who collects it for them; null: they come themselves. */
    collector: nameLine(100).nullable().default(null),
    /** At most 1,000 characters. */
    note: severalLines(1_000, 0)
      .transform((text) => (text === '' ? null : text))
      .nullable()
      .default(null),
  })
  .refine(({ email, phone }) => email !== null || phone !== null, { path: ['email'], error: 'contact' });

export type OrderInput = z.output<typeof orderInputSchema>;
