import { type WritableSignal, type Signal, computed, inject } from '@angular/core';
import {
  type FieldTree,
  type SchemaPath,
  type SchemaOrSchemaFn,
  type TreeValidationResult,
  form,
  validate,
} from '@angular/forms/signals';
import { I18nStore } from './i18n/i18n.store';
import type { Texts } from './i18n/texts';
import type { Problem } from './problem';
import { type ProblemNotice, problemNotice } from './problem-words';

/** Bounds of fields, as the schemas of the API have them. */
export const EMAIL_MAX = 254;
export const NAME_MAX = 100;
export const CODE_DIGITS = 6;

/**
 * A form that is sent by `action` once it is right; else what is wrong is shown (`FormRefusals`).
 * @param whenInvalid what else happens then
 */
export function sendableForm<Entry>(
  entry: WritableSignal<Entry>,
  schema: SchemaOrSchemaFn<Entry>,
  action: () => Promise<TreeValidationResult>,
  whenInvalid?: () => void,
): FieldTree<Entry> {
  return form(entry, schema, {
    submission: {
      action,
      onInvalid: () => whenInvalid?.(),
    },
  });
}

/** Wants a text that says something: blanks say nothing. @param options when it is wanted, else always */
export function filled(path: SchemaPath<string>, options: { readonly when?: () => boolean } = {}): void {
  validate(path, ({ value }) =>
    value().trim() === '' && (options.when?.() ?? true) ? { kind: 'required' } : null,
  );
}

/** The notice above a form for the problem of its last attempt. Called where a component is made. */
export function noticeOf(problem: Signal<Problem | undefined>): Signal<ProblemNotice | undefined> {
  const i18n = inject(I18nStore);
  return computed(() => {
    const current = problem();
    return current && problemNotice(current, i18n.texts(), i18n.format());
  });
}

type Messages = Readonly<Record<string, string>>;

/** What a text field says when it is empty or too long. Pure. */
export const textMessages = ({ common }: Texts, max: number): Messages => ({
  required: common.required,
  maxLength: common.tooLong(String(max)),
});

/** What the field of an address says. Pure. */
export const emailMessages = (texts: Texts): Messages => ({
  ...textMessages(texts, EMAIL_MAX),
  email: texts.signIn.emailInvalid,
});

/** What the field of a code of the second factor says. Pure. */
export const codeMessages = ({ common, code }: Texts): Messages => ({
  required: common.required,
  minLength: code.tooShort,
});

/** The words of the button that shows and hides what is typed into a field of that label. Pure. */
export function revealWords({ password }: Texts, label: string) {
  const { show, hide, showLabel, hideLabel } = password;
  return { show, hide, showLabel: showLabel(label), hideLabel: hideLabel(label) };
}
