import { parseSiret } from '@halles/kernel';
import { z } from 'zod';
import { pointSchema } from '../console/place-move.schema';
import { nameLine, severalLines, singleLine } from '../text.schema';

/**
 * How a territory takes proofs of who keeps a business. `automatic`: every proof that a machine can check is enough.
 * `trust`: those that nobody else can bring are. `manual`: a person decides each time.
 */
export const claimPolicies = ['automatic', 'trust', 'manual'] as const;
export type ClaimPolicy = (typeof claimPolicies)[number];

/** `claims` in `tenant.json`. */
export const tenantClaimsSchema = z.strictObject({
  policy: z.enum(claimPolicies).default('trust'),
});

/** What a town hall chooses in the console. */
export const chooseClaimPolicySchema = z.strictObject({ policy: z.enum(claimPolicies) });
export type ChooseClaimPolicy = z.output<typeof chooseClaimPolicySchema>;

/** The policy of a territory as the console shows it. */
export const claimPolicyViewSchema = z.strictObject({
  policy: z.enum(claimPolicies),
  /** Who chose it, and when; null where it is what the territory began with. */
  chosen: z.strictObject({ by: z.string(), at: z.iso.datetime() }).nullable(),
  /** Whether whoever asks may choose another. */
  mayChoose: z.boolean(),
});
export type ClaimPolicyView = z.output<typeof claimPolicyViewSchema>;

/** How somebody proves that a business is theirs. */
export const claimProofKinds = [
  'proconnect',
  'phone-code',
  'email-code',
  'letter-code',
  'document',
  'town',
] as const;
export type ClaimProofKind = (typeof claimProofKinds)[number];

/** What a document is, by what it begins with. */
export const documentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type DocumentType = (typeof documentTypes)[number];

const orNull = <T>(value: T | ''): T | null => (value === '' ? null : value);

const approvalShape = { decision: z.literal('approve'), reason: severalLines(2_000, 0).nullable() };
const refusalShape = { decision: z.literal('refuse'), reason: severalLines(2_000) };

/**
 * What a person of the town decides of a claim or an addition. The reason goes to the claimant as it is written: who is
 * refused is always told why.
 */
export const claimDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject(approvalShape),
  z.strictObject(refusalShape),
]);

/** The same of an addition. */
export const additionDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    ...approvalShape,
    /** Whether the town knows that the account keeps the business: it then has its page at once. */
    makesOwner: z.boolean(),
    /** Where its pin is put; absent: at the door that the directory knows for the address, and nowhere without one. */
    position: pointSchema.optional(),
  }),
  z.strictObject({ ...refusalShape, makesOwner: z.boolean() }),
]);
export type AdditionDecision = z.output<typeof additionDecisionSchema>;

/** Why the town takes its decision on a claim back: its claimant reads it as it is written. */
export const undoClaimSchema = z.strictObject({ reason: severalLines(2_000) });
export type UndoClaim = z.output<typeof undoClaimSchema>;

/** A document that the town asks the claimant for, or who keeps what is claimed. */
export const requestDocumentSchema = z.strictObject({
  side: z.enum(['claimant', 'owner']).default('claimant'),
  message: severalLines(2_000),
  /** How many days the claim waits for it. */
  days: z.int().min(1).max(60),
});
export type RequestDocument = z.output<typeof requestDocumentSchema>;
export type ClaimDecision = z.output<typeof claimDecisionSchema>;

/** Where a letter goes when the register hides the address: the owner's own word, which the town checks before posting. */
export const letterAddressSchema = z.strictObject({
  street: singleLine(38),
  postalCode: z
    .string()
    .trim()
    .regex(/^\d{5}$/),
  town: singleLine(32),
});
export type LetterAddress = z.output<typeof letterAddressSchema>;

/** A business that is not in the directory, as its owner describes it. Empty fields of the form were not filled in. */
export const additionSchema = z.strictObject({
  siret: z
    .string()
    .trim()
    .refine((text) => /^[\d\s.\u00A0\u202F]{12,30}$/u.test(text) && parseSiret(text) !== null),
  name: nameLine(120),
  category: z.string().regex(/^[a-z0-9-]{1,40}$/),
  street: singleLine(120),
  postalCode: z
    .string()
    .trim()
    .regex(/^\d{5}$/),
  communeCode: z.string().regex(/^(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|9[78])\d{3}$/),
  phone: z
    .string()
    .trim()
    .max(30)
    .default('')
    .transform((text) => orNull(text)),
  message: severalLines(2_000, 0)
    .default('')
    .transform((text) => orNull(text)),
});
export type AdditionInput = z.output<typeof additionSchema>;
