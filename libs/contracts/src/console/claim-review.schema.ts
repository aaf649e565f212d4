import { z } from 'zod';
import { isoInstant } from '../text.schema';
import { claimProofKinds, documentTypes } from '../claims/claims.schema';
import { namedSchema, personSchema } from './named.schema';

const claimProofViewSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(claimProofKinds),
  state: z.enum(['asked', 'accepted', 'exhausted', 'superseded']),
  /** Where a code went, or the SIRET that was typed. */
  contact: z.string().nullable(),
  tries: z.int(),
  document: z.strictObject({ type: z.enum(documentTypes), bytes: z.int() }).nullable(),
  at: isoInstant,
});
export type ClaimProofView = z.output<typeof claimProofViewSchema>;

export const claimRowSchema = z.strictObject({
  id: z.uuid(),
  state: z.string(),
  listing: namedSchema,
  claimant: personSchema.nullable(),
  /** Of the claimant: what is written to them is in it. */
  locale: z.enum(['fr', 'en']),
  /** Until when a document that was asked for is waited for; null: for none. */
  awaitsUntil: isoInstant.nullable(),
  createdAt: isoInstant,
  changedAt: isoInstant,
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
  /** Who keeps the listing now, with what they proved it by, and since when. */
  owner: personSchema
    .extend({
      since: isoInstant.nullable(),
      /** The kind of the proof, or what else made them the owner; null where they keep it without a claim. */
      cause: z.string().nullable(),
      /** The person of the town who decided; null where none did. */
      by: z.string().nullable(),
      proofs: z.array(claimProofViewSchema),
      /** The claim that they keep it by; null where they keep it without one. */
      claim: z.uuid().nullable(),
      /** What they sent against the claim. */
      documents: z.array(claimProofViewSchema),
      /** Until when a document that they were asked for is waited for; null: for none. */
      awaitsUntil: isoInstant.nullable(),
    })
    .nullable(),
  /** Who had the listing before, until when; null where nobody did, or it is erased. */
  former: personSchema.extend({ until: isoInstant }).nullable(),
  /** The other side of a dispute. */
  rivals: z.array(claimRowSchema),
  /** Claims on the listing that the same decision answered. */
  decidedWith: z.array(claimRowSchema),
  isToDecide: z.boolean(),
  /** How the decision can be taken back, and until when; null where it cannot. */
  undo: z.strictObject({ step: z.enum(['reopen', 'revoke']), until: isoInstant }).nullable(),
  listing: z.strictObject({
    id: z.int(),
    siret: z.string().nullable(),
    /** Null where the public does not see it. */
    url: z.string().nullable(),
    /** What each source reports, to compare the proofs with. */
    sources: z.array(
      z.strictObject({
        source: z.string(),
        reportedOn: z.string(),
        name: z.string().nullable(),
        /** In one line. */
        address: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
        siret: z.string().nullable(),
      }),
    ),
  }),
  events: z.array(
    z.strictObject({
      /** Whose documents it is about: the claimant's, or those of who kept the page meanwhile. */
      side: z.enum(['claimant', 'owner']),
      step: z.string(),
      state: z.string(),
      cause: z.string(),
      reason: z.string().nullable(),
      by: z.string().nullable(),
      at: isoInstant,
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
      askedAt: isoInstant,
      printedAt: isoInstant.nullable(),
    }),
  ),
});
export type LetterRequests = z.output<typeof letterRequestsSchema>;

export const printLettersSchema = z.strictObject({ claims: z.array(z.uuid()).min(1).max(100) });
export type PrintLetters = z.output<typeof printLettersSchema>;
