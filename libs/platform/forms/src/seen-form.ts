import { createHash } from 'node:crypto';
import type { FormReader } from './form-reader';
import type { InputError } from './form-state';
import type { FieldView } from './form-writer';
import { allOf, type FormValues, textOf } from './form-values';
import { PostedForm } from './posted-form';
import { type FormRefusal, refusalOfReading } from './submit-form';

/** Name of the hidden field that says what a form was filled in with. */
export const SEEN = 'seen';

/** Fields that mean something together only: who typed into one of them read the others. */
export type Together = readonly (readonly string[])[];

/** As a browser sends it, whichever line breaks and blanks it has; a box that is not ticked is sent as nothing. */
const wordsOf = (values: FormValues, name: string): readonly string[] =>
  allOf(values, name)
    .map((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .filter((text) => text !== '');

const printOf = (words: readonly string[]): string =>
  words.length === 0
    ? ''
    : createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 8);

/** What a form is filled in with, and that it is: where somebody saves it meanwhile, that is not undone. Pure. */
export function withSeen(values: FormValues): FormValues {
  const prints = Object.keys(values).map((name) => [name, printOf(wordsOf(values, name))] as const);
  return {
    ...values,
    [SEEN]: [JSON.stringify(Object.fromEntries(prints.filter(([, print]) => print !== '')))],
  };
}

/** The hidden field of a form, of what it is filled in with. Pure. @param names of its fields, where it has not all of the values */
export function seenField(values: FormValues, names?: readonly string[]): FieldView {
  const own = names ? Object.fromEntries(names.map((name) => [name, allOf(values, name)])) : values;
  return { id: SEEN, label: '', isHidden: true, value: textOf(withSeen(own), SEEN) };
}

/** A form with the hidden field that its values have (`withSeen`). Pure. */
export const withSeenField = <V extends { readonly fields: readonly FieldView[] }>(
  view: V,
  values: FormValues,
): V => ({
  ...view,
  fields: [...view.fields, { id: SEEN, label: '', isHidden: true, value: textOf(values, SEEN) }],
});

/** What the form that was sent was filled in with; null where it does not say so. */
function seenIn(values: FormValues): Readonly<Record<string, unknown>> | null {
  if (textOf(values, SEEN) === '') return null;
  try {
    const seen: unknown = JSON.parse(textOf(values, SEEN));
    return typeof seen === 'object' && seen !== null ? (seen as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/**
 * A form that was sent, over what stands by now: a field that was left as it was filled in says what it says by now; one that was
 * typed over stays as it was typed, and is told where somebody else changed it meanwhile to something else. Sent again as it is
 * shown then, it is meant so. A form that does not say what it was filled in with is what it says. Pure.
 * @param now what the same form is filled in with by now
 * @param together fields of which one that was typed over is told of changes of the others
 */
export function overSeen(
  posted: PostedForm,
  now: FormValues,
  together: Together = [],
): { readonly form: PostedForm; readonly errors: Readonly<Record<string, InputError>> } {
  const { values, limitReached } = posted;
  const seen = seenIn(values);
  if (seen === null) return { form: posted, errors: {} };
  const names = [...new Set([...Object.keys(now), ...Object.keys(seen)])].filter((name) => name !== SEEN);
  const prints = (name: string) => ({
    typed: printOf(wordsOf(values, name)),
    now: printOf(wordsOf(now, name)),
    seen: seen[name] ?? '',
  });
  const touched = new Set(names.filter((name) => prints(name).typed !== prints(name).seen));
  const isMoved = (name: string): boolean => {
    const print = prints(name);
    return print.now !== print.seen && !(touched.has(name) && print.typed === print.now);
  };
  const matters = new Set([
    ...touched,
    ...together.filter((some) => some.some((name) => touched.has(name))).flat(),
  ]);
  const errors = [...matters]
    .filter(isMoved)
    .map((name): [string, InputError] => [name, { changedTo: wordsOf(now, name) }]);
  const untouched = names.filter((name) => !touched.has(name));
  const merged = { ...values, ...Object.fromEntries(untouched.map((name) => [name, allOf(now, name)])) };
  return {
    form: new PostedForm({ ...merged, [SEEN]: withSeen(now)[SEEN] ?? [] }, limitReached),
    errors: Object.fromEntries(errors),
  };
}

/** What a form says of what stands by now, or how it is shown again: 409 where somebody else changed the same meanwhile. Pure. */
export function readOver<T>(
  reader: FormReader<T>,
  posted: PostedForm,
  now: FormValues,
  together: Together = [],
): { readonly input: T } | { readonly refusal: FormRefusal } {
  const { form, errors } = overSeen(posted, now, together);
  if (Object.keys(errors).length > 0)
    return { refusal: { state: { values: form.values, errors, problem: null }, status: 409, headers: {} } };
  const reading = reader.read(form);
  return reading.ok ? { input: reading.input } : { refusal: refusalOfReading(reading) };
}

/**
 * Reads a form over what stands once a transaction holds it. Pure.
 * @param valuesOf what the form is filled in with, of what stands
 * @param use what the form says, made of what stands
 * @returns `decide` for the transaction, null where nothing is to be changed: `refusal` is how the form is shown again then
 */
export function decidedOver<T, Now, Change>(
  form: { readonly reader: FormReader<T>; readonly posted: PostedForm; readonly together?: Together },
  valuesOf: (now: Now) => FormValues,
  use: (input: T, now: Now) => Change,
): { readonly decide: (now: Now) => Change | null; readonly refusal: () => FormRefusal | null } {
  let refusal: FormRefusal | null = null;
  return {
    decide: (now) => {
      const read = readOver(form.reader, form.posted, valuesOf(now), form.together);
      if ('input' in read) return use(read.input, now);
      ({ refusal } = read);
      return null;
    },
    refusal: () => refusal,
  };
}
