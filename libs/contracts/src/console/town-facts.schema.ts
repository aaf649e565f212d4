import { z } from 'zod';
import { readDayHours } from '@halles/kernel';
import { pinPlaceSchema, pointSchema } from './place-move.schema';
import { entryChangesSchema, hoursLinesSchema } from './listing-file.schema';
import { HIDING_REASON_LENGTH } from './post-review.schema';
import { isoDate, isoInstant, nameLine, severalLines, singleLine } from '../text.schema';

const bilingual = z.strictObject({ fr: z.string(), en: z.string() });
const communeCode = z.string().regex(/^\d[\dAB]\d{3}$/);

/** Open, closed for good, or not shown to the public. */
export const pageStates = ['open', 'closed', 'hidden'] as const;
export type PageState = (typeof pageStates)[number];

/** An address as people write it. */
const typedAddressSchema = z.strictObject({
  /** "12 bis rue Neuve". */
  line: singleLine(160),
  postalCode: z.string().regex(/^\d{5}$/),
  /** INSEE code of a commune of the territory. */
  communeCode,
  /** Where the pin is put; absent: at the door that the directory knows for the address. */
  position: pointSchema.optional(),
});

/** A correction that stands, by whom and what it changed. */
const standingCorrectionSchema = z.strictObject({
  version: z.int(),
  at: isoInstant,
  name: z.string(),
  changes: entryChangesSchema,
});

/** What the page of a business says of what the town may correct, as people write it. */
export const townFactsSchema = z.strictObject({
  /** Of the profile: a correction says which one it was made from. */
  version: z.int().min(0),
  /** Whether somebody keeps the page, who is asked first. */
  isOwned: z.boolean(),
  state: z.enum(pageStates),
  /** ISO date; null where it is open, or nobody knows since when it is not. */
  closedOn: isoDate.nullable(),
  name: z.string().nullable(),
  /** `05 36 49 00 01`. */
  phone: z.string().nullable(),
  /** Monday to Sunday, `9 h – 12 h 30, 14 h – 19 h`, empty for closed; null where no hours are known, or no week says them. */
  week: z.array(z.string()).length(7).nullable(),
  /** Parts of the year with a week of their own, in their order: each by its dates, Monday to Sunday. */
  seasons: z.array(z.strictObject({ name: bilingual, week: z.array(z.string()).length(7) })),
  /** The same and the nth weekdays of months as they are read; correcting the week leaves those alone. Null for none. */
  recurring: hoursLinesSchema.nullable(),
  /** Whether nth weekdays of months have hours of their own, and whether it opens on one of them. */
  nthWeekdays: z.enum(['none', 'closed', 'open']),
  /** Hours are known that no such weeks can hold: they are left alone here. */
  hasOtherHours: z.boolean(),
  address: z.strictObject({ line: z.string(), postalCode: z.string(), communeCode: z.string() }).nullable(),
  /** Where its pin stands; null where the public does not see the page. */
  map: pinPlaceSchema.nullable(),
  /** Of the territory, by name. */
  communes: z.array(z.strictObject({ code: communeCode, name: z.string() })),
  /** The last correction of the town that stands, which can be taken back: nobody changed what it changed since. */
  last: standingCorrectionSchema.nullable(),
  /** The same of those that came by a mailed link and were believed at once. */
  lastByLink: standingCorrectionSchema.nullable(),
});
export type TownFacts = z.output<typeof townFactsSchema>;

const dayHours = z
  .string()
  .trim()
  .max(120)
  .refine((text) => readDayHours(text) !== null);

const CORRECTED = ['state', 'name', 'phone', 'week', 'seasons', 'address'] as const;

/** What the town corrects; each fact stays as it is where it is left out. */
const factFields = {
  version: z.int().min(0),
  state: z.enum(pageStates).optional(),
  /** Of a closing; null: not known. */
  closedOn: isoDate.nullable().optional(),
  name: nameLine(120).optional(),
  /** Null: what the directory's sources tell is shown again. */
  phone: singleLine(30).nullable().optional(),
  /** Empty where the business opens in its seasons alone; one that never opens is closed for good. */
  week: z.array(dayHours).length(7).optional(),
  /** The weeks of all seasons in the order in which they were read; a season may be closed. */
  seasons: z.array(z.array(dayHours).length(7)).max(40).optional(),
  address: typedAddressSchema.optional(),
};
const saysAny = (facts: Readonly<Partial<Record<(typeof CORRECTED)[number], unknown>>>): boolean =>
  CORRECTED.some((fact) => facts[fact] !== undefined);

export const correctFactsSchema = z.strictObject(factFields).refine(saysAny);
export type CorrectFacts = z.output<typeof correctFactsSchema>;

/** The same without a report, with a reason that the history of the page shows. */
export const correctPageSchema = z
  .strictObject({ ...factFields, reason: severalLines(2_000, 0).nullable().default(null) })
  .refine(saysAny);
export type CorrectPage = z.input<typeof correctPageSchema>;

const isHidingReason = (reason: string): boolean => reason !== '' && reason.length <= HIDING_REASON_LENGTH;

/** An agent's answer to a report. Accepting it is correcting the page, where there is something to correct. */
export const decideReportSchema = z.discriminatedUnion('decision', [
  z
    .strictObject({
      decision: z.literal('accept'),
      reason: severalLines(2_000, 0).nullable(),
      correction: correctFactsSchema.nullable().default(null),
      /** The other listing of the same business: what is merged is not corrected as well. */
      duplicateOf: z.int().positive().max(2_147_483_647).nullable().default(null),
      /** A post of the business that the public is to read no more: its shop reads the reason. */
      hidePost: z.uuid().nullable().default(null),
    })
    .refine(({ correction, duplicateOf }) => correction === null || duplicateOf === null, {
      path: ['correction'],
      message: 'not beside duplicateOf',
    })
    .refine(
      ({ hidePost, correction, duplicateOf }) => hidePost === null || (correction ?? duplicateOf) === null,
      {
        path: ['hidePost'],
        message: 'beside nothing else',
      },
    )
    .refine(({ hidePost, reason }) => hidePost === null || isHidingReason(reason ?? ''), {
      path: ['reason'],
      message: 'needed where a post is hidden, in at most 1,000 characters',
    }),
  z.strictObject({ decision: z.literal('refuse'), reason: severalLines(2_000) }),
]);
export type DecideReport = z.output<typeof decideReportSchema>;

/** What correcting a page did. */
export const correctedFactsSchema = z.strictObject({
  version: z.int(),
  changed: z.array(z.string()),
  /** Whether the page shows it already. */
  isShown: z.boolean(),
});
export type CorrectedFacts = z.output<typeof correctedFactsSchema>;
