import { type EnquiryInput, enquiryInputSchema } from '@halles/contracts';
import type { FieldError } from '@halles/kernel';
import { toErrors } from '@halles/platform/http';

export const contactFields = ['name', 'email', 'subject', 'message'] as const;
export type ContactField = (typeof contactFields)[number];

/** What came with the form, as text; what was missing or no text is empty. */
export type ContactValues = Readonly<Record<ContactField, string>>;

export interface ContactForm {
  readonly values: ContactValues;
  readonly idempotencyKey: string;
  /** A field that no person sees: what fills it is a program. */
  readonly trapped: boolean;
}

/** Name of the field that no person sees. */
export const TRAP = 'website';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const emptyValues: ContactValues = { name: '', email: '', subject: '', message: '' };

/** Longest subject and message that a link may write, characters: the form's own limits. */
const SUGGESTED = { subject: 150, message: 5_000 } as const;

/** What a link to the form wrote already (`?objet=…&message=…`); everything else empty. Pure. */
export function suggestedValues(query: unknown): ContactValues {
  const { objet, message } = (typeof query === 'object' && query !== null ? query : {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    ...emptyValues,
    subject: text(objet).slice(0, SUGGESTED.subject),
    message: text(message).slice(0, SUGGESTED.message),
  };
}

/** Reads a posted body; repeated fields and objects count as empty. Pure. */
export function readForm(body: unknown): ContactForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  return {
    values: {
      name: text(fields['name']),
      email: text(fields['email']),
      subject: text(fields['subject']),
      message: text(fields['message']),
    },
    idempotencyKey: text(fields['idempotencyKey']),
    trapped: text(fields[TRAP]) !== '',
  };
}

export type CheckedForm =
  | { readonly ok: true; readonly input: EnquiryInput }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The enquiry that the form holds, or what is wrong with it. Pure. */
export function checkForm({ values, idempotencyKey }: ContactForm): CheckedForm {
  const parsed = enquiryInputSchema.safeParse({ ...values, email: values.email.trim(), idempotencyKey });
  return parsed.success
    ? { ok: true, input: parsed.data }
    : { ok: false, errors: toErrors(parsed.error.issues) };
}

/** The field that an error points at, or null for one of the form itself. Pure. */
export function fieldOf(error: FieldError): ContactField | null {
  const name = error.pointer.slice(1);
  return contactFields.find((field) => field === name) ?? null;
}

/** Whether a text has the form of an enquiry's reference. Does not say that the enquiry exists. */
export const isReference = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(value);
