import { z } from 'zod';
import { isoInstant } from '../text.schema';
import { listingProfileSchema } from '../profiles/profile.schema';
import { mandateViewSchema } from './mandate.schema';
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

/** What is done with the photos and posts of a page, and who keeps it from then on, as the audit log calls it. */
export const PAGE_ACTS = [
  'claim.approve',
  'claim.prove',
  'claim.release',
  'claim.revoke',
  'claim.transfer',
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
] as const;

/** The same as histories call it: whose claim was approved may have been offered the page by who kept it. */
export const PAGE_ACT_NAMES = [...PAGE_ACTS, 'claim.handed-over'] as const;
export type PageActName = (typeof PAGE_ACT_NAMES)[number];

/** A business as an agent sees it: what the public reads, the mandate, and what changed. */
export const listingFileSchema = z.strictObject({
  listing: namedSchema,
  shown: shownListingSchema.nullable(),
  mandate: mandateViewSchema.nullable(),
  /** Whether an account keeps the page: nobody invites it by letter then. */
  isOwned: z.boolean(),
  /** Since when the business wants no letter that invites it; null where it may be written to. */
  lettersRefusedAt: isoInstant.nullable(),
  revisions: z.array(
    z.strictObject({
      version: z.int(),
      at: isoInstant,
      by: z.enum(['merchant', 'agent', 'link']),
      name: z.string(),
      /** Whether it takes an earlier change back. */
      isUndo: z.boolean(),
      /** Why the town made it; null where it gave no reason, or somebody else made it. */
      reason: z.string().nullable(),
      fields: z.array(listingProfileSchema.keyof()),
    }),
  ),
  /** What was done that is no change of the profile, the last first. */
  acts: z.array(
    z.strictObject({
      what: z.enum(['added', ...PAGE_ACT_NAMES]),
      by: z.enum(['merchant', 'town', 'system']),
      at: isoInstant,
      /** Who did it; null where that is not kept. */
      name: z.string().nullable(),
      /** Of the post; null where it is about none, or the post was erased. */
      title: z.string().nullable(),
    }),
  ),
});
export type ListingFile = z.output<typeof listingFileSchema>;

/** Whether a business may be written to, unasked. */
export const letterPreferenceSchema = z.strictObject({ wanted: z.boolean() });
export type LetterPreference = z.output<typeof letterPreferenceSchema>;

/** Where the editors of a business are opened for an agent: on its portal, once, within a minute. */
export const handOverSchema = z.strictObject({ address: z.url() });
/** Where in the space of a business an agent is led: to its home unless one of these is named. */
const handOverPages = ['commandes', 'commande', 'commande-nouvelle', 'produits'] as const;

/** The part of an address that says so. Anything else counts as nothing. */
export const handOverTargetSchema = z.object({
  vers: z.enum(handOverPages).optional().catch(undefined),
  /** The order that `vers=commande` leads to. */
  commande: z.uuid().optional().catch(undefined),
});
export type HandOverTarget = z.output<typeof handOverTargetSchema>;

export type HandedOver = z.output<typeof handOverSchema>;
