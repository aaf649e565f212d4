import { type Bilingual, DomainError } from '@halles/kernel';
import { InvalidInput, toErrors, toProblem } from '@halles/platform/http';
import type { PageScope } from '../rendering/page-scope';
import type { FormFieldView } from './account-views';
import { textOf } from './form-fields';

type FieldForm = Pick<FormFieldView, 'type' | 'autocomplete' | 'inputmode' | 'maxlength'>;

const email = (autocomplete: string): FieldForm => ({
  type: 'email',
  autocomplete,
  inputmode: 'email',
  maxlength: 254,
});
const password = (autocomplete: string): FieldForm => ({ type: 'password', autocomplete, maxlength: 128 });

/** Every field of the pages of accounts. Its label is the text `account.fields.<name>`, its hint `account.hints.<name>`. */
const FIELDS = {
  email: email('username'),
  linkEmail: email('username'),
  newEmail: email('email'),
  inviteEmail: email('off'),
  eraseEmail: email('off'),
  password: password('current-password'),
  currentPassword: password('current-password'),
  newPassword: password('new-password'),
  name: { type: 'text', autocomplete: 'name', maxlength: 100 },
  code: { type: 'text', autocomplete: 'one-time-code', inputmode: 'text', maxlength: 20 },
  appCode: { type: 'text', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 20 },
} as const satisfies Record<string, FieldForm>;

export type FieldName = keyof typeof FIELDS;

const isFieldName = (name: string): name is FieldName => name in FIELDS;

/** A form with what was typed and what is wrong with it. */
export interface FormState {
  readonly values: Partial<Readonly<Record<FieldName, string>>>;
  readonly errors: readonly { readonly field: FieldName; readonly message: Bilingual | null }[];
  readonly problem: Bilingual | null;
}

export const emptyForm: FormState = { values: {}, errors: [], problem: null };

/** What came with the fields that may be shown again: passwords and codes are typed anew. Pure. */
export function typed(body: unknown, ...fields: readonly FieldName[]): FormState['values'] {
  return Object.fromEntries(fields.map((field) => [field, textOf(body, field)]));
}

interface Issues {
  readonly success: boolean;
  readonly error?: { readonly issues: Parameters<typeof toErrors>[0] };
}

/** The error of an input that a schema refused. Pure. */
export const invalid = (parsed: Issues): Error => new InvalidInput({}, toErrors(parsed.error?.issues ?? []));

/**
 * The form as it comes back after a refusal, with the status to say. Pure.
 * @param names fields that the error calls by another name than the page
 * @throws whatever is no refusal
 */
export function refused(
  refusal: unknown,
  values: FormState['values'],
  names: Readonly<Record<string, FieldName>> = {},
): { readonly status: number; readonly form: FormState } {
  if (!(refusal instanceof DomainError)) throw refusal;
  const isInput = refusal.code === InvalidInput.code;
  const errors = refusal.errors.flatMap(({ pointer, message }) => {
    const name = pointer.slice(1);
    const field = names[name] ?? (isFieldName(name) ? name : null);
    return field === null ? [] : [{ field, message: isInput ? null : message }];
  });
  const problem = isInput ? null : { fr: refusal.detail('fr'), en: refusal.detail('en') };
  const { status } = toProblem(refusal, 'fr', '', '');
  return { status, form: { values, errors: unique(errors), problem: errors.length > 0 ? null : problem } };
}

const unique = (errors: FormState['errors']): FormState['errors'] =>
  errors.filter(({ field }, index) => errors.findIndex((other) => other.field === field) === index);

/** Words the fields of a form. Pure. */
export class FieldWriter {
  constructor(
    private readonly scope: PageScope,
    private readonly form: FormState,
  ) {}

  field(
    id: FieldName,
    options: { readonly optional?: boolean; readonly label?: string } = {},
  ): FormFieldView {
    const { texts } = this.scope;
    const hint = `account.hints.${id}`;
    const error = this.messageOf(id);
    return {
      id,
      ...FIELDS[id],
      label: options.label ?? texts.line(`account.fields.${id}`),
      ...(texts.has(hint) ? { hint: texts.line(hint) } : {}),
      ...(options.optional ? { optional: true } : {}),
      value: this.form.values[id] ?? '',
      ...(error === null ? {} : { error }),
    };
  }

  /** What the page says first where something is wrong. */
  summary(): { readonly problem?: string; readonly errors: { field: string; message: string }[] } {
    const { problem, errors } = this.form;
    const { texts, locale } = this.scope;
    const entries = errors.map(({ field }) => ({ field, message: this.messageOf(field) ?? '' }));
    if (problem !== null) return { problem: problem[locale], errors: entries };
    return entries.length > 0 ? { problem: texts.line('account.invalid'), errors: entries } : { errors: [] };
  }

  private messageOf(id: FieldName): string | null {
    const error = this.form.errors.find(({ field }) => field === id);
    if (!error) return null;
    return error.message?.[this.scope.locale] ?? this.scope.texts.line(`account.errors.${id}`);
  }
}
