import { type ListingReportInput, listingReportKinds, listingReportSchema } from '@halles/contracts';
import type { FieldError } from '@halles/kernel';
import { toErrors } from '@halles/platform/http';
import { HONEYPOT } from '@halles/platform/forms';

export const reportFields = ['kind', 'message', 'email'] as const;
export type ReportField = (typeof reportFields)[number];

/** What came with the form, as text; what was missing or no text is empty. */
export type ReportValues = Readonly<Record<ReportField, string>>;

export interface ReportForm {
  readonly values: ReportValues;
  readonly idempotencyKey: string;
  /** A field that no person sees was filled in. */
  readonly trapped: boolean;
}

export const emptyReport: ReportValues = { kind: '', message: '', email: '' };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a posted body; repeated fields and objects count as empty. Pure. */
export function readReport(body: unknown): ReportForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  return {
    values: {
      kind: text(fields['kind']),
      message: text(fields['message']),
      email: text(fields['email']),
    },
    idempotencyKey: text(fields['idempotencyKey']),
    trapped: text(fields[HONEYPOT]) !== '',
  };
}

export type CheckedReport =
  | { readonly ok: true; readonly input: ListingReportInput }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The report that the form holds, or what is wrong with it. Pure. */
export function checkReport({ values, idempotencyKey }: ReportForm): CheckedReport {
  const parsed = listingReportSchema.safeParse({ ...values, idempotencyKey });
  return parsed.success
    ? { ok: true, input: parsed.data }
    : { ok: false, errors: toErrors(parsed.error.issues) };
}

/** The kinds of error that the form offers, in its order. */
export const reportKinds = listingReportKinds;
