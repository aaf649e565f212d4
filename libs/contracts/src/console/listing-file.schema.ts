import { z } from 'zod';
import { isoInstant } from '../text.schema';
import { mandateViewSchema } from './mandate.schema';
import { inWordsSchema, wordedChangeSchema } from './merge.schema';
import { namedSchema } from './named.schema';

export const foundListingsSchema = z.strictObject({ listings: z.array(namedSchema) });
export type FoundListings = z.output<typeof foundListingsSchema>;

/** Hours in lines that a person reads, in each language. */
export const hoursLinesSchema = z.strictObject({ fr: z.array(z.string()), en: z.array(z.string()) });
export type HoursLines = z.output<typeof hoursLinesSchema>;

/** A listing as the public sees it, beside what is said of it. */
export const shownListingSchema = z.strictObject({
  id: z.int(),
  name: z.string(),
  place: z.string().nullable(),
  category: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  hours: hoursLinesSchema.nullable(),
  state: z.enum(['open', 'closed']),
  url: z.string(),
});
export type ShownListing = z.output<typeof shownListingSchema>;

/**
 * What is done with a page beside changing its profile: with its photos, posts and products, who keeps it from then on, that it
 * was added or merged; as the audit log calls it.
 */
export const PAGE_ACTS = [
  'addition.approve',
  'claim.approve',
  'claim.prove',
  'claim.release',
  'claim.revoke',
  'claim.transfer',
  'pair.merged',
  'pair.separated',
  'photo.added',
  'photo.arranged',
  'photo.cut',
  'photo.described',
  'photo.removed',
  'photo.restored',
  'post.changed',
  'post.hidden',
  'post.published',
  'post.restored',
  'post.shown',
  'post.undone',
  'post.withdrawn',
  'product.added',
  'product.archived',
  'product.changed',
  'product.restored',
  'product.variants',
  'products.changed',
  'products.import-undone',
  'products.imported',
] as const;

/** The same as histories call it: whose claim was approved may have been offered the page by who kept it. */
export const PAGE_ACT_NAMES = [...PAGE_ACTS, 'claim.handed-over'] as const;
export type PageActName = (typeof PAGE_ACT_NAMES)[number];

/** What a change of a page changed, field by field, in words. */
export const entryChangesSchema = z.array(wordedChangeSchema.extend({ label: inWordsSchema }));

/** One thing that happened to a page. */
export const pageEntrySchema = z.strictObject({
  at: isoInstant,
  /** On whose behalf: of who keeps the page, the town, a business by a mailed link, or the product by itself. */
  by: z.enum(['merchant', 'town', 'link', 'system']),
  /** Who did it; null where that is not kept. */
  name: z.string().nullable(),
  /** What was done, where that is more than what changed; null where it is not. */
  act: inWordsSchema.nullable(),
  /** That it takes an earlier change back, and from when that was. */
  undoes: z.strictObject({ at: isoInstant, fields: inWordsSchema }).nullable(),
  /** Whether a later change took it back. */
  isUndone: z.boolean(),
  /** Whether it was asked for, and the town accepted it. */
  isAccepted: z.boolean(),
  /** Why the town did it; null where it gave no reason, or somebody else did it. */
  reason: z.string().nullable(),
  changes: entryChangesSchema,
});
export type PageEntry = z.output<typeof pageEntrySchema>;

/** A business as an agent sees it: what the public reads, the mandate, and what changed. */
export const listingFileSchema = z.strictObject({
  listing: namedSchema,
  shown: shownListingSchema.nullable(),
  mandate: mandateViewSchema.nullable(),
  /** Whether an account keeps the page: nobody invites it by letter then. */
  isOwned: z.boolean(),
  /** Since when the business wants no letter that invites it; null where it may be written to. */
  lettersRefusedAt: isoInstant.nullable(),
  /** What was changed on the page and done with it, the last first, in the words of the merchant's own history. */
  history: z.array(pageEntrySchema),
  /** IANA zone of the territory: the clock that its history goes by, wherever it is read. */
  timeZone: z.string(),
});
export type ListingFile = z.output<typeof listingFileSchema>;

/** Whether a business may be written to, unasked. */
export const letterPreferenceSchema = z.strictObject({ wanted: z.boolean() });
export type LetterPreference = z.output<typeof letterPreferenceSchema>;

/** Where the editors of a business are opened for an agent: on its portal, once, within a minute. */
export const handOverSchema = z.strictObject({ address: z.url() });
/** Where in the space of a business an agent is led: to its home unless one of these is named. */
const handOverPages = [
  ...(['commandes', 'commande', 'commande-nouvelle', 'produits'] as const),
  ...(['rendez-vous', 'rendez-vous-nouveau', 'horaires'] as const),
] as const;

/** The part of an address that says so. Anything else counts as nothing. */
export const handOverTargetSchema = z.object({
  vers: z.enum(handOverPages).optional().catch(undefined),
  /** The order that `vers=commande` leads to. */
  commande: z.uuid().optional().catch(undefined),
});
export type HandOverTarget = z.output<typeof handOverTargetSchema>;

export type HandedOver = z.output<typeof handOverSchema>;
