import { z } from 'zod';
import { listingProfileSchema } from '../profiles/profile.schema';
import { isoInstant } from '../text.schema';
import { namedSchema } from './named.schema';

/** A value in words, in each language. */
export const inWordsSchema = z.strictObject({ fr: z.string(), en: z.string() });
export type InWords = z.output<typeof inWordsSchema>;

/** What was said before, and what is said after. */
export const wordedChangeSchema = z.strictObject({ before: inWordsSchema, after: inWordsSchema });

const mergedPageSchema = z.strictObject({
  ...namedSchema.shape,
  /** Address of the public page; null where the public does not see it. */
  url: z.string().nullable(),
});

const count = z.int().min(0);

/** What making one page of two does: before it is decided, and after. */
export const mergeViewSchema = z.strictObject({
  pair: z.string(),
  /** Null while it is not done. */
  doneAt: isoInstant.nullable(),
  /** Null where it was merged into another one since. */
  stays: mergedPageSchema.nullable(),
  goes: mergedPageSchema,
  /** Why the one that stays does; null where that was not kept. */
  because: z.enum(['kept', 'registered', 'older']).nullable(),
  /** What the page that stays says otherwise; the words are known before it is done alone. Null where that was not kept. */
  facts: z
    .array(z.strictObject({ field: listingProfileSchema.keyof(), change: wordedChangeSchema.nullable() }))
    .nullable(),
  /** What goes over to the page that stays. */
  carried: z.strictObject({
    photos: count,
    posts: count,
    mandates: count,
    claims: count,
    /** Of the claims, those that are in dispute then. */
    disputes: count,
    /** Claims that were refused since. */
    refused: count,
    reports: count,
    corrections: count,
  }),
  /** What stays with the number that goes. */
  left: z.strictObject({
    products: count,
    orders: count,
    /** Of the orders, those that are not over. */
    openOrders: count,
    mandates: count,
    logos: count,
  }),
  /** Why it can be taken back no more; null where it can, and while it is not done. */
  refusal: z.enum(['merged-further', 'kept-by-passed-claim', 'nothing-to-separate']).nullable(),
});
export type MergeView = z.output<typeof mergeViewSchema>;
