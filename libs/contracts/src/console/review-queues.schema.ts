import { z } from 'zod';
import { hoursLinesSchema } from './listing-file.schema';
import { isoInstant, severalLines, singleLine } from '../text.schema';
import { namedSchema, personSchema } from './named.schema';
import { pinPlaceSchema, placeMoveSchema, pointSchema } from './place-move.schema';

/** That who asked thought better of it; what is not known any more is null. */
const withdrawalSchema = z.strictObject({ by: z.string().nullable(), at: isoInstant.nullable() });

/** A business that asks to be in the directory. */
export const additionViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  place: z.string(),
  /** What its category is called; null for one that the territory has no more. */
  category: z.strictObject({ fr: z.string(), en: z.string() }).nullable(),
  siret: z.string(),
  phone: z.string().nullable(),
  message: z.string().nullable(),
  askedBy: personSchema.nullable(),
  /** Of who asked: what is written to them is in it. */
  locale: z.enum(['fr', 'en']),
  createdAt: isoInstant,
  /** Whether it waits for an answer. */
  isToDecide: z.boolean(),
  /** Where it would be on the map; null once it is decided. */
  map: pinPlaceSchema.nullable(),
  /** The town's answer; null while there is none, and where the request was taken back. */
  decision: z
    .strictObject({
      state: z.enum(['approved', 'refused']),
      at: isoInstant,
      name: z.string().nullable(),
      reason: z.string().nullable(),
      /** The page that was made; null where none was, or it is no more. */
      listing: z.int().nullable(),
    })
    .nullable(),
  /** Null unless the request was withdrawn. */
  withdrawal: withdrawalSchema.nullable(),
  /** What is in the directory already and may be the same. */
  alike: z.array(namedSchema.extend({ siret: z.string().nullable() })),
});
export type AdditionView = z.output<typeof additionViewSchema>;

/** Requests that the town answered, the last answer first. */
export const decidedAdditionsSchema = z.strictObject({
  additions: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      place: z.string(),
      state: z.enum(['approved', 'refused']),
      at: isoInstant,
      /** Who decided. */
      by: z.string().nullable(),
    }),
  ),
});
export type DecidedAdditions = z.output<typeof decidedAdditionsSchema>;

const stateSchema = z.enum(['open', 'closed']);

/** Why a correction waits: by a link, what speaks against it; by who keeps the page, what is more than a small move. */
export const correctionDoubts = ['owned', 'policy', 'address', 'moved', 'commune', 'street'] as const;
export type CorrectionDoubt = (typeof correctionDoubts)[number];

/** What somebody said of a business, by a mailed link or as who keeps it, where it waits for an agent. */
export const correctionViewSchema = z.strictObject({
  id: z.uuid(),
  listing: namedSchema,
  /** Address of the public page; null where the public does not see it any more. */
  url: z.string().nullable(),
  doubt: z.enum(correctionDoubts).nullable(),
  /** Who keeps the page and asked for it, and is answered; null where it came by a mailed link. */
  askedBy: z.string().nullable(),
  createdAt: isoInstant,
  /** Whether it waits for an answer. */
  isToDecide: z.boolean(),
  /** The answer that an agent gave; null while there is none. */
  decision: z
    .strictObject({
      state: z.enum(['accepted', 'refused']),
      at: isoInstant,
      /** Who gave it; null where the account is no more. */
      by: z.string().nullable(),
      reason: z.string().nullable(),
      /** Where it would have the business, or where the agent put it, a line each; null where that was no part of it. */
      place: z.array(z.string()).nullable(),
      /** What was asked for, a line each, where the agent accepted another place; null otherwise. */
      asked: z.array(z.string()).nullable(),
    })
    .nullable(),
  /** The place that is asked for as the agent may correct it before it is accepted; null where there is none to decide on. */
  place: z
    .strictObject({
      line: z.string(),
      complement: z.string(),
      postalCode: z.string(),
      communeCode: z.string(),
      /** Where the pin is asked for, and what is around it. */
      map: pinPlaceSchema,
      /** Of the territory, by name. */
      communes: z.array(z.strictObject({ code: z.string(), name: z.string() })),
    })
    .nullable(),
  /** Null unless it was withdrawn. */
  withdrawal: withdrawalSchema.nullable(),
  /** What would change, as it is shown now and as it was said. */
  changes: z.array(
    z.discriminatedUnion('field', [
      z.strictObject({
        field: z.literal('phone'),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
      z.strictObject({
        field: z.literal('hours'),
        before: hoursLinesSchema.nullable(),
        after: hoursLinesSchema.nullable(),
      }),
      z.strictObject({
        field: z.literal('state'),
        before: stateSchema.nullable(),
        after: stateSchema.nullable(),
      }),
      placeMoveSchema.extend({ field: z.literal('address') }),
    ]),
  ),
});
export type CorrectionView = z.output<typeof correctionViewSchema>;

/** Corrections that an agent decided, the one decided last first. */
export const decidedCorrectionsSchema = z.strictObject({
  corrections: z.array(
    z.strictObject({
      id: z.uuid(),
      listing: namedSchema,
      at: isoInstant,
      /** Who decided; null where the account is no more. */
      by: z.string().nullable(),
      fields: z.array(z.enum(['phone', 'hours', 'state', 'address'])),
      /** The address that was asked for, or that the agent accepted in its place, a line each; null for none. */
      address: z.array(z.string()).nullable(),
    }),
  ),
});
export type DecidedCorrections = z.output<typeof decidedCorrectionsSchema>;

/** A place that was asked for, as an agent corrects it. */
const decidedAddressSchema = z.strictObject({
  /** "12 bis rue Neuve". */
  line: singleLine(120),
  /** Building, arcade, floor. */
  complement: singleLine(120).nullable(),
  postalCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  /** INSEE code of a commune of the territory. */
  communeCode: z.string().regex(/^\d[\dAB]\d{3}$/),
  /** Where the pin is put; absent: where it was asked for, or at the door that the directory knows for another address. */
  position: pointSchema.optional(),
});

/** An agent's answer: the reason goes to who keeps the page and asked, and of what came by a link to nobody. */
export const decideCorrectionSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('accept'),
    reason: severalLines(2_000, 0).nullable(),
    /** Where the business is put, where that may be elsewhere than it asked for. */
    address: decidedAddressSchema.nullable().optional(),
  }),
  z.strictObject({ decision: z.literal('refuse'), reason: severalLines(2_000) }),
]);
export type DecideCorrection = z.output<typeof decideCorrectionSchema>;

/** Which visits letters are printed for: those of a street or a commune. */
export const printInvitationsSchema = z.strictObject({
  commune: z.string().regex(/^[0-9][0-9AB][0-9]{3}$/),
  street: z.string().trim().min(1).max(200).nullable(),
});
export type PrintInvitations = z.output<typeof printInvitationsSchema>;
