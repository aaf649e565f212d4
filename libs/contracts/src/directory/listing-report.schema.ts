import { z } from 'zod';
import { emailAddress, severalLines } from '../text.schema';

/** What may be wrong about a business in the directory. */
export const listingReportKinds = [
  'closed',
  'moved',
  'wrong-hours',
  'not-here',
  'duplicate',
  'other',
] as const;
export type ListingReportKind = (typeof listingReportKinds)[number];

const orNull = (text: string): string | null => (text === '' ? null : text);

/** What a reader reports with the form of a listing's page. Empty fields of a form are fields that were not filled in. */
export const listingReportSchema = z
  .strictObject({
    /** Made when the form is rendered: the same form sent twice is one report. */
    idempotencyKey: z.uuid(),
    kind: z.enum(listingReportKinds),
    /** At most 2,000 characters, several lines; needed where the kind says nothing by itself. */
    message: severalLines(2_000, 0).default('').transform(orNull),
    /** Where to send thanks; nothing else is sent to it. */
    email: z
      .string()
      .default('')
      .transform((text) => text.trim())
      .pipe(z.union([z.literal(''), emailAddress]))
      .transform(orNull),
  })
  .refine(({ kind, message }) => kind !== 'other' || message !== null, { path: ['message'] });

export type ListingReportInput = z.output<typeof listingReportSchema>;
