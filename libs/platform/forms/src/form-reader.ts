import type { DomainError, FieldError } from '@halles/kernel';
import { InvalidInput } from '@halles/platform/http';
import type { InputErrors } from './form-state';
import { type FormValues, textOf } from './form-values';
import type { PostedForm } from './posted-form';

/** What a posted form holds: an input, or why there is none. */
export type FormReading<T> =
  | { readonly ok: true; readonly values: FormValues; readonly input: T }
  | {
      readonly ok: false;
      readonly values: FormValues;
      /** What is wrong, by the name of the field. */
      readonly errors: InputErrors;
      /** The same for programs: what the form is refused with. */
      readonly error: DomainError<object>;
    };

/** Says what a posted form means: `defineForm`, `defineActions`, or a function of its own (`formReader`). */
export interface FormReader<T> {
  /** What is missing, repeated or no text counts as empty. Pure. */
  read(posted: PostedForm): FormReading<T>;
}

/** What a function reads from a form. */
export type ReadInput<T> =
  | { readonly input: T }
  | { readonly errors: InputErrors; /** The same for programs. */ readonly issues?: readonly FieldError[] };

/** A form that a function reads, where a schema cannot say what it means. */
export const formReader = <T>(read: (values: FormValues) => ReadInput<T>): FormReader<T> => ({
  read({ values, limitReached }) {
    if (limitReached) return { ok: false, values, errors: {}, error: limitReached };
    const found = read(values);
    if ('input' in found) return { ok: true, values, input: found.input };
    const { errors, issues = [] } = found;
    return { ok: false, values, errors, error: new InvalidInput({}, issues) };
  },
});

/** A form of one button, and of nothing that is typed. */
export const buttonForm: FormReader<null> = formReader(() => ({ input: null }));

/**
 * The input of a form in which nothing is typed, so that nothing is lost where it is refused.
 * @throws DomainError what the form is refused with
 */
export function inputOf<T>(reading: FormReading<T>): T {
  if (!reading.ok) throw reading.error;
  return reading.input;
}

type Readers = Readonly<Record<string, FormReader<unknown>>>;
type InputOf<R> = R extends FormReader<infer T> ? T : never;

/** The button of a form that was pressed, with what the form holds for it. */
export type FormAction<R extends Readers> = {
  readonly [K in keyof R & string]: { readonly action: K; readonly input: InputOf<R[K]> };
}[keyof R & string];

/**
 * A form with several buttons of one name: the value of the button that was pressed says how the form is read.
 * @param button name of the buttons
 * @param actions a reader for each value of a button
 * @param otherwise what is done where no such button was pressed, as by the Enter key
 */
export const defineActions = <R extends Readers>({
  button,
  actions,
  otherwise,
}: {
  readonly button: string;
  readonly actions: R;
  readonly otherwise: keyof R & string;
}): FormReader<FormAction<R>> => ({
  read(posted) {
    const pressed = textOf(posted.values, button);
    const action = Object.hasOwn(actions, pressed) ? pressed : otherwise;
    const reading = (actions as Readers)[action]?.read(posted);
    if (!reading) throw new Error(`the form has no action "${action}"`);
    return reading.ok ? { ...reading, input: { action, input: reading.input } as FormAction<R> } : reading;
  },
});
