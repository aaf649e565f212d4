import { DomainError } from '@halles/kernel';
import { type AnswerHeaders, InvalidInput, retryAfterOf, statusOf } from '@halles/platform/http';
import { errorsOf, type FormReading } from './define-form';
import type { FormProblem, FormState } from './form-state';
import type { FormValues } from './form-values';

/** A form that was refused: what it shows now, and how it is answered. */
export interface FormRefusal {
  readonly state: FormState;
  readonly status: number;
  readonly headers: AnswerHeaders;
}

/** Kinds of errors that are about the address and not about the form: they have a page of their own. */
const NOT_OF_THE_FORM: ReadonlySet<string> = new Set(['not-found', 'unauthenticated', 'forbidden', 'gone']);

/** Whether an error is a refusal of what was sent, which its form says. Pure. */
export const isOfTheForm = (error: unknown): error is DomainError<object> =>
  error instanceof DomainError && !NOT_OF_THE_FORM.has(error.kind);

/**
 * Does what a posted form asks for. Where that is refused (by the form's schema, or by an error of the catalogue that the
 * use case throws), the form is shown again with what was typed and what is wrong.
 * @param use the use case; its result is the answer
 * @param again shows the form again
 * @throws errors that are not about the form: unknown ones, and those of kind not-found, forbidden, unauthenticated, gone
 */
export async function submitForm<T, R>(
  reading: FormReading<T>,
  use: (input: T) => Promise<R>,
  again: (refusal: FormRefusal) => R | Promise<R>,
): Promise<R> {
  if (!reading.ok) return again(refusalOf(new InvalidInput({}, reading.issues), reading.values));
  try {
    return await use(reading.input);
  } catch (error) {
    if (!isOfTheForm(error)) throw error;
    return again(refusalOf(error, reading.values));
  }
}

/**
 * How a form is shown again after an error of the catalogue. Pure.
 * @param problem what is said of the whole form; the error's own sentence unless given
 */
export function refusalOf(error: DomainError, values: FormValues, problem?: FormProblem): FormRefusal {
  const errors = errorsOf(error.errors, error.code !== InvalidInput.code);
  const said = problem ?? (Object.keys(errors).length > 0 ? null : sentenceOf(error));
  const retryAfter = retryAfterOf(error);
  return {
    state: { values, errors, problem: said },
    status: statusOf(error),
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  };
}

/** The same refusal, with what is said of the whole form said at one field: the use case refused what was typed there. Pure. */
export function atField(name: string, refusal: FormRefusal): FormRefusal {
  const { problem, errors } = refusal.state;
  if (problem === null || typeof problem === 'string' || errors[name] !== undefined) return refusal;
  const state = {
    ...refusal.state,
    problem: null,
    errors: { ...errors, [name]: { message: problem, isSpecific: true } },
  };
  return { ...refusal, state };
}

const sentenceOf = (error: DomainError): FormProblem => ({
  fr: error.detail('fr'),
  en: error.detail('en'),
});
