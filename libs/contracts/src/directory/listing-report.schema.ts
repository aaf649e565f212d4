import { z } from 'zod';
import { emailAddress, severalLines } from '../text.schema';

/** What may be wrong about a business in the directory. */
export const listingReportKinds = [
  'closed',
  'moved',
  'wrong-hours',
  'not-here',
  'duplicate',
  'post',
  'other',
] as const;
export type ListingReportKind = (typeof listingReportKinds)[number];

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Longest message of a report, characters. */
export const REPORT_MESSAGE_LENGTH = 2_000;

/** Fields of the form of a listing's page. Empty ones are fields that were not filled in. */
const fields = {
  kind: z.enum(listingReportKinds),
  /** Several lines; needed where the kind says nothing by itself. */
  message: severalLines(REPORT_MESSAGE_LENGTH, 0).default('').transform(orNull),
  /** Where to send thanks and, once it is proven, an answer; nothing else is sent to it. */
  email: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.union([z.literal(''), emailAddress]))
    .transform(orNull),
};

const saysWhatIsWrong = ({
  kind,
  message,
}: {
  readonly kind: ListingReportKind;
  readonly message: string | null;
}): boolean => kind !== 'other' || message !== null;

/** What a reader fills in to report something wrong about a listing. */
export const listingReportFormSchema = z.strictObject(fields).refine(saysWhatIsWrong, { path: ['message'] });

/** A report as it is sent. */
export const listingReportSchema = z
  .strictObject({
    /** Made when the form is rendered: the same form sent twice is one report. */
    idempotencyKey: z.uuid(),
    ...fields,
  })
  .refine(saysWhatIsWrong, { path: ['message'] });

export type ListingReportInput = z.output<typeof listingReportSchema>;
