import { DomainError } from '@halles/kernel';
import { type AnswerHeaders, InvalidInput, RateLimited, retryAfterOf, statusOf } from '@halles/platform/http';
import { errorsOf } from './define-form';
import { ProofMissing } from './forms.errors';
import type { FormReading } from './form-reader';
import type { FormProblem, FormState } from './form-state';
import type { FormValues } from './form-values';

/** A form that was refused: what it shows now, and how it is answered. */
export interface FormRefusal {
  readonly state: FormState;
  readonly status: number;
  readonly headers: AnswerHeaders;
}

/** Said with a limit, which says when to try again. */
const STILL_THERE = {
  fr: ' Ce que vous avez écrit est toujours là.',
  en: ' What you have written is still there.',
} as const;

const LIMITS: ReadonlySet<string> = new Set([RateLimited.code, ProofMissing.code]);

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
  if (!reading.ok) return again(refusalOfReading(reading));
  try {
    return await use(reading.input);
  } catch (error) {
    if (!isOfTheForm(error)) throw error;
    return again(refusalOf(error, reading.values));
  }
}

interface Action {
  readonly action: string;
  readonly input: unknown;
}
type Uses<A extends Action> = {
  readonly [K in A['action']]: (input: Extract<A, { readonly action: K }>['input']) => Promise<unknown>;
};

/**
 * Does what the button of a posted form asks for (`defineActions`), as `submitForm` does it.
 * @param uses a use case for each button
 */
export function submitAction<A extends Action, U extends Uses<A>, R>(
  reading: FormReading<A>,
  uses: U,
  again: (refusal: FormRefusal) => R | Promise<R>,
): Promise<R | Awaited<ReturnType<U[A['action']]>>> {
  type Answer = R | Awaited<ReturnType<U[A['action']]>>;
  return submitForm<A, Answer>(
    reading,
    ({ action, input }) => (uses[action as A['action']] as (input: unknown) => Promise<Answer>)(input),
    again,
  );
}

/** How a form is shown again that could not be read, or may not be sent now. Pure. */
export function refusalOfReading({
  values,
  errors,
  error,
}: Extract<FormReading<unknown>, { readonly ok: false }>): FormRefusal {
  const refusal = refusalOf(error, values);
  if (Object.keys(errors).length === 0) return refusal;
  return { ...refusal, state: { values, errors, problem: null } };
}

/**
 * How a form is shown again after an error of the catalogue. Pure.
 * @param problem what is said of the whole form; the error's own sentence unless given
 */
export function refusalOf(error: DomainError, values: FormValues, problem?: FormProblem): FormRefusal {
  const errors = errorsOf(error.errors, error.code !== InvalidInput.code);
  const sentence = problem ?? (Object.keys(errors).length > 0 ? null : sentenceOf(error, values));
  const retryAfter = retryAfterOf(error);
  return {
    state: { values, errors, problem: sentence },
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

/** What nobody wrote: the small letters of buttons and choices, the ids that forms carry, and fields left empty. */
const CHOSEN = /^(?:[a-z][a-z_-]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/;
/** The proof of work is written by a program. */
const NOT_TYPED: ReadonlySet<string> = new Set(['proof']);

const hasWords = (values: FormValues): boolean =>
  Object.entries(values).some(
    ([name, value]) => !NOT_TYPED.has(name) && value.some((one) => !CHOSEN.test(one)),
  );

/** Who wrote nothing is not told that it is still there. */
const sentenceOf = (error: DomainError, values: FormValues): FormProblem => {
  const addition = LIMITS.has(error.code) && hasWords(values) ? STILL_THERE : { fr: '', en: '' };
  return { fr: error.detail('fr') + addition.fr, en: error.detail('en') + addition.en };
};
