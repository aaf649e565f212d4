import { z } from 'zod';
import { isoInstant } from '../text.schema';
import { listingReportKinds } from '../directory/listing-report.schema';
import { namedSchema } from './named.schema';
import { placeMoveSchema, pointSchema } from './place-move.schema';
import { shownListingSchema } from './listing-file.schema';
import { reviewedPostSchema } from './post-review.schema';
import { townFactsSchema } from './town-facts.schema';

/** What a decision changed. */
export const correctedParts = [
  'state',
  'hidden',
  'name',
  'phone',
  'hours',
  'address',
  'merged',
  'post',
] as const;
export type CorrectedPart = (typeof correctedParts)[number];

export const reportViewSchema = z.strictObject({
  id: z.uuid(),
  listing: namedSchema,
  kind: z.enum(listingReportKinds),
  message: z.string().nullable(),
  /** Title of the post that it is about, as its reader read it; null where they named none. */
  post: z.string().nullable(),
  /** Whether its writer proved that they can be written to. */
  isConfirmed: z.boolean(),
  state: z.enum(['new', 'accepted', 'refused']),
  createdAt: isoInstant,
  isOwned: z.boolean(),
  escalatedAt: isoInstant.nullable(),
  /** That who keeps the page says that it is right and leaves it to the town; null where they did not. */
  ownerAnswer: z.strictObject({ at: isoInstant, note: z.string().nullable() }).nullable(),
  decision: z
    .strictObject({
      at: isoInstant,
      by: z.enum(['merchant', 'agent']),
      name: z.string().nullable(),
      reason: z.string().nullable(),
      /** What accepting it changed on the page; nothing where it changed none. */
      changed: z.array(z.enum(correctedParts)),
      /** The pair of pages that it made one of; null where it merged none. */
      pair: z.string().nullable(),
    })
    .nullable(),
});
export type ReportView = z.output<typeof reportViewSchema>;

export const reportListSchema = z.strictObject({ reports: z.array(reportViewSchema) });
export type ReportList = z.output<typeof reportListSchema>;

export const reportCaseSchema = z.strictObject({
  report: reportViewSchema,
  /** Null where it may not be shown any more. */
  listing: shownListingSchema.nullable(),
  /** Where the reader says that the business is; null where they said nothing of it. */
  place: z
    .strictObject({
      /** As it is typed into the correction. */
      address: z.strictObject({ line: z.string(), postalCode: z.string(), communeCode: z.string() }),
      /** Where they put the pin; null: they said the address alone. */
      pin: pointSchema.nullable(),
      move: placeMoveSchema,
    })
    .nullable(),
  /** The post that is reported, as the reader saw it; null where they named none. */
  post: z
    .strictObject({
      id: z.uuid(),
      title: z.string(),
      text: z.string(),
      /** Whether it was changed between the opening of the form and the report. */
      wasChanged: z.boolean(),
      /** Whether it stays hidden without this report: another one was accepted of it. */
      isHeld: z.boolean(),
      /** What it says now; null where it was erased. */
      now: reviewedPostSchema
        .pick({ title: true, text: true, status: true, hiddenReason: true })
        .extend({
          isChanged: z.boolean(),
          /** Where the public reads it; null where it does not. */
          url: z.string().nullable(),
        })
        .nullable(),
    })
    .nullable(),
  /** What the town may correct with its answer. */
  facts: townFactsSchema,
  /** Until when who keeps the page may answer first; null where the town may decide. */
  ownerUntil: isoInstant.nullable(),
  /** Of one that its owner says is right: what they changed of the page between the report and that; null of any other. */
  changedByOwner: z.array(z.enum(correctedParts)).nullable(),
  /** How many others say the same, and are answered with it. */
  likes: z.int(),
  /** Who changed since what the decision changed: it cannot be taken back any more. Null where nobody did. */
  changedSince: z.strictObject({ by: z.string().nullable() }).nullable(),
});
export type ReportCase = z.output<typeof reportCaseSchema>;
