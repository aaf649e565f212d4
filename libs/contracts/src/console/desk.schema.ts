import { z } from 'zod';
import { listingReportKinds } from '../directory/listing-report.schema';
import { severalLines } from '../text.schema';
import { claimProofKinds, documentTypes } from '../claims/claims.schema';
import { mandateViewSchema } from './mandate.schema';

/** A business as the queues name it. */
export const namedSchema = z.strictObject({
  id: z.int(),
  name: z.string().nullable(),
  place: z.string().nullable(),
});
export const personSchema = z.strictObject({ name: z.string(), email: z.string() });
const instant = z.iso.datetime();

// — claims —

const claimProofViewSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(claimProofKinds),
  state: z.enum(['asked', 'accepted', 'exhausted', 'superseded']),
  /** Where a code went, or the SIRET that was told. */
  contact: z.string().nullable(),
  tries: z.int(),
  document: z.strictObject({ type: z.enum(documentTypes), bytes: z.int() }).nullable(),
  at: instant,
});
export type ClaimProofView = z.output<typeof claimProofViewSchema>;

export const claimRowSchema = z.strictObject({
  id: z.uuid(),
  state: z.string(),
  listing: namedSchema,
  claimant: personSchema.nullable(),
  createdAt: instant,
  changedAt: instant,
  proofs: z.array(claimProofViewSchema),
});
export type ClaimRow = z.output<typeof claimRowSchema>;

export const claimQueueSchema = z.strictObject({
  claims: z.array(claimRowSchema),
  /** What the next page is asked with; null behind the last. */
  next: z.string().nullable(),
});
export type ClaimQueue = z.output<typeof claimQueueSchema>;

export const claimCaseViewSchema = z.strictObject({
  claim: claimRowSchema,
  /** Who keeps the listing now. */
  owner: personSchema.nullable(),
  /** The other side of a dispute. */
  rivals: z.array(claimRowSchema),
  isToDecide: z.boolean(),
  listing: z.strictObject({
    id: z.int(),
    siret: z.string().nullable(),
    position: z.strictObject({ longitude: z.number(), latitude: z.number() }).nullable(),
    /** Null where the public does not see it. */
    url: z.string().nullable(),
    /** What each source tells, to compare the proofs with. */
    told: z.array(
      z.strictObject({
        source: z.string(),
        toldOn: z.string(),
        name: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
        siret: z.string().nullable(),
      }),
    ),
  }),
  events: z.array(
    z.strictObject({
      step: z.string(),
      state: z.string(),
      cause: z.string(),
      reason: z.string().nullable(),
      by: z.string().nullable(),
      at: instant,
    }),
  ),
});
export type ClaimCaseView = z.output<typeof claimCaseViewSchema>;

export const letterRequestsSchema = z.strictObject({
  letters: z.array(
    z.strictObject({
      claim: z.uuid(),
      listing: namedSchema,
      address: z.array(z.string()),
      askedAt: instant,
      printedAt: instant.nullable(),
    }),
  ),
});
export type LetterRequests = z.output<typeof letterRequestsSchema>;

export const printLettersSchema = z.strictObject({ claims: z.array(z.uuid()).min(1).max(100) });
export type PrintLetters = z.output<typeof printLettersSchema>;

// — reports —

export const reportViewSchema = z.strictObject({
  id: z.uuid(),
  listing: namedSchema,
  kind: z.enum(listingReportKinds),
  message: z.string().nullable(),
  state: z.enum(['new', 'accepted', 'refused']),
  createdAt: instant,
  isKept: z.boolean(),
  escalatedAt: instant.nullable(),
  decision: z
    .strictObject({
      at: instant,
      by: z.enum(['merchant', 'agent']),
      name: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type ReportView = z.output<typeof reportViewSchema>;

export const reportListSchema = z.strictObject({ reports: z.array(reportViewSchema) });
export type ReportList = z.output<typeof reportListSchema>;

/** A listing as the public sees it, beside what is said of it. */
export const shownListingSchema = z.strictObject({
  id: z.int(),
  name: z.string(),
  place: z.string().nullable(),
  category: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  hours: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  position: z.strictObject({ longitude: z.number(), latitude: z.number() }).nullable(),
  url: z.string(),
});
export type ShownListing = z.output<typeof shownListingSchema>;

export const reportCaseSchema = z.strictObject({
  report: reportViewSchema,
  /** Null where it may not be shown any more. */
  listing: shownListingSchema.nullable(),
});
export type ReportCase = z.output<typeof reportCaseSchema>;

export const decideReportSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('accept'), reason: severalLines(2_000, 0).nullable() }),
  z.strictObject({ decision: z.literal('refuse'), reason: severalLines(2_000) }),
]);
export type DecideReport = z.output<typeof decideReportSchema>;

// — listings and visits —

export const foundListingsSchema = z.strictObject({ listings: z.array(namedSchema) });
export type FoundListings = z.output<typeof foundListingsSchema>;

/** All that an agent needs to act for a merchant. */
export const listingDeskSchema = z.strictObject({
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
      fields: z.array(z.string()),
    }),
  ),
});
export type ListingDesk = z.output<typeof listingDeskSchema>;

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

export const walkViewSchema = z.strictObject({
  metres: z.int(),
  isCut: z.boolean(),
  stops: z.array(
    z.strictObject({
      id: z.int(),
      name: z.string(),
      place: z.string(),
      phone: z.string().nullable(),
      metres: z.int(),
      isUnclaimed: z.boolean(),
      confirmedAt: instant.nullable(),
      hasMandate: z.boolean(),
      longitude: z.number(),
      latitude: z.number(),
    }),
  ),
});
export type WalkView = z.output<typeof walkViewSchema>;

export const visitStreetsSchema = z.strictObject({
  streets: z.array(
    z.strictObject({ street: z.string(), commune: z.string(), communeName: z.string(), stops: z.int() }),
  ),
});
export type VisitStreets = z.output<typeof visitStreetsSchema>;

const pairMemberSchema = z.strictObject({
  ...namedSchema.shape,
  siret: z.string().nullable(),
  sources: z.array(z.string()),
  /** Whether an account keeps it: of two that are kept none is merged into the other. */
  isKept: z.boolean(),
});

/** Listings that may be one business, and those that were made one. */
export const duplicateListSchema = z.strictObject({
  pairs: z.array(
    z.strictObject({
      id: z.string(),
      likeness: z.number(),
      metres: z.number().nullable(),
      members: z.array(pairMemberSchema),
    }),
  ),
  merged: z.array(
    z.strictObject({
      id: z.string(),
      /** The number whose address leads to the other. */
      gone: z.int(),
      /** Null where it was merged into another one since. */
      shown: pairMemberSchema.nullable(),
      at: instant,
    }),
  ),
});
export type DuplicateList = z.output<typeof duplicateListSchema>;

export const decidePairSchema = z.strictObject({ decision: z.enum(['merge', 'keep-apart']) });
export type DecidePair = z.output<typeof decidePairSchema>;
