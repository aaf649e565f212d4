import { z } from 'zod';
import { listingProfileSchema } from '../profiles/profile.schema';
import { severalLines } from '../text.schema';
import { mandateViewSchema } from './mandate.schema';
import { namedSchema } from './named.schema';

const instant = z.iso.datetime();

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

/** All that an agent needs to act for a merchant. */
export const listingEditorSchema = z.strictObject({
  listing: namedSchema,
  shown: shownListingSchema.nullable(),
  /** What the profile says now, of the fields that the simple form has. */
  profile: z.strictObject({
    version: z.int(),
    phone: z.string().nullable(),
    /** Monday to Sunday, `09:00-12:30, 14:00-19:00`, empty for closed; null where they are not said, or say more. */
    week: z.array(z.string()).nullable(),
    /** Hours are said that no plain week can hold: the simple form leaves them alone. */
    hasOtherHours: z.boolean(),
    description: z.string().nullable(),
    isClosed: z.boolean(),
  }),
  mandate: mandateViewSchema.nullable(),
  /** Since when the business wants no letter that invites it; null where it may be written to. */
  lettersRefusedAt: instant.nullable(),
  revisions: z.array(
    z.strictObject({
      version: z.int(),
      at: instant,
      by: z.enum(['merchant', 'agent', 'link']),
      name: z.string(),
      fields: z.array(listingProfileSchema.keyof()),
    }),
  ),
});
export type ListingEditor = z.output<typeof listingEditorSchema>;

/** Whether a business may be written to, unasked. */
export const letterPreferenceSchema = z.strictObject({ wanted: z.boolean() });
export type LetterPreference = z.output<typeof letterPreferenceSchema>;

const SPAN = String.raw`(?:[01]\d|2[0-3]):[0-5]\d\s*-\s*(?:[01]\d|2[0-4]):[0-5]\d`;
const daySpans = z
  .string()
  .trim()
  .max(80)
  .regex(new RegExp(`^(?:${SPAN}(?:\\s*,\\s*${SPAN}){0,3})?$`));

/** What the simple form changes; each field stays as it is where it is left out. */
export const simpleEditSchema = z
  .strictObject({
    version: z.int().min(0),
    phone: z.string().trim().max(30).nullable().optional(),
    week: z.array(daySpans).length(7).optional(),
    description: severalLines(4_000, 0).nullable().optional(),
    isClosed: z.boolean().optional(),
  })
  .refine((edit) => Object.keys(edit).length > 1);
export type SimpleEdit = z.output<typeof simpleEditSchema>;

export const savedEditSchema = z.strictObject({
  version: z.int(),
  changed: z.array(z.string()),
  isShown: z.boolean(),
});
export type SavedEdit = z.output<typeof savedEditSchema>;
