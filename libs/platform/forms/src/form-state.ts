import type { Bilingual } from '@halles/kernel';
import type { FormValues } from './form-values';

/** What is wrong with an input: the key of a text below `<texts>.errors`, with the words that it names. */
export interface KeyedError {
  readonly key: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** What is wrong with an input: a sentence, or the key of one. */
export type InputError =
  | {
      readonly message: Bilingual;
      /** Said by the use case, and shown as it is; what a schema says is replaced by the field's own words. */
      readonly isSpecific?: boolean;
    }
  | KeyedError
  /** Somebody else changed it while it was typed: what it says by now (`overSeen`). */
  | { readonly changedTo: readonly string[] };

/** Errors by the name of the input. */
export type InputErrors = Readonly<Record<string, InputError>>;

/** What is said of the whole form: a sentence, or the key of a text below `<texts>.problems`. */
export type FormProblem = Bilingual | string;

/** A form as it is shown: what it is filled in with, and what is wrong with it. */
export interface FormState {
  readonly values: FormValues;
  readonly errors: InputErrors;
  readonly problem: FormProblem | null;
  /** Of a public form: made when it is shown, so that the same form sent twice is stored once. */
  readonly idempotencyKey?: string;
  /** Of a public form: what a browser solves while it is filled in (`ProofOfWork`). */
  readonly challenge?: string;
}

/** A form that nobody has sent yet. Pure. */
export const newForm = (values: FormValues = {}): FormState => ({ values, errors: {}, problem: null });
