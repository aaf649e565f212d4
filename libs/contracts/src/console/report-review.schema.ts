import { z } from 'zod';
import { listingReportKinds } from '../directory/listing-report.schema';
import { severalLines } from '../text.schema';
import { namedSchema } from './named.schema';
import { shownListingSchema } from './listing-file.schema';

const instant = z.iso.datetime();

export const reportViewSchema = z.strictObject({
  id: z.uuid(),
  listing: namedSchema,
  kind: z.enum(listingReportKinds),
  message: z.string().nullable(),
  state: z.enum(['new', 'accepted', 'refused']),
  createdAt: instant,
  isOwned: z.boolean(),
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
