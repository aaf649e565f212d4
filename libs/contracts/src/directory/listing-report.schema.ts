import { z } from 'zod';
import { emailAddress, isOneLine, severalLines } from '../text.schema';

/** What may be wrong about a business in the directory. */
export const listingReportKinds = [
  'closed',
  'open',
  'moved',
  'wrong-hours',
  'not-here',
  'duplicate',
  'post',
  'other',
] as const;
export type ListingReportKind = (typeof listingReportKinds)[number];

/** What may be wrong about a page by which a business is open. */
export const openPageReportKinds = listingReportKinds.filter((kind) => kind !== 'open');

/** The same of a page by which it is closed for good: neither hours nor posts stand there. */
export const closedPageReportKinds = [
  'open',
  'moved',
  'not-here',
  'duplicate',
  'other',
] as const satisfies readonly ListingReportKind[];

/** Kinds that say that it is somewhere else: where, may be said with them. */
export const placeReportKinds = ['moved', 'not-here'] as const satisfies readonly ListingReportKind[];

/** Whether a report of a kind may say where the business is. Pure. */
export const isAboutPlace = (kind: ListingReportKind): boolean =>
  (placeReportKinds as readonly ListingReportKind[]).includes(kind);

/** One line of an address, which may be empty. */
const addressText = (max: number) =>
  z.string().trim().max(max, { abort: true }).refine(isOneLine).default('');

const orNull = (text: string): string | null => (text === '' ? null : text);

/** What a form says unseen: whatever is none counts as nothing. */
const unseen = (schema: z.ZodType<string, string>) =>
  z
    .string()
    .default('')
    .pipe(schema.or(z.literal('').transform(() => null)).catch(null));

/** Longest message of a report, characters. */
export const REPORT_MESSAGE_LENGTH = 2_000;

/** Fields of the form of a listing's page. Empty ones are fields that were not filled in. */
const fields = {
  kind: z.enum(listingReportKinds),
  /** Several lines; needed where the kind says nothing by itself. */
  message: severalLines(REPORT_MESSAGE_LENGTH, 0).default('').transform(orNull),
  /** Where the business is, of a kind that says that it is somewhere else: "12 bis rue Neuve". */
  line: addressText(160),
  postalCode: addressText(5),
  /** By its name; empty: the one that the page says. */
  commune: addressText(120),
  /** Of the post that is reported; anything that is none counts as nothing. */
  post: unseen(z.uuid()),
  /** When the post was last changed, as it stood beside the form. */
  seen: unseen(z.iso.datetime()),
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
