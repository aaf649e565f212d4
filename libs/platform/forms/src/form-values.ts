/** What was posted with a form: every name with its values, in their order. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** A posted body as names and texts; objects and files count as absent. Pure. */
export function readFormValues(body: unknown): FormValues {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      [value].flat().filter((one): one is string => typeof one === 'string'),
    ]),
  );
}

/** The values of a form that is filled in by the server; null is an empty field. Pure. */
export function formValuesOf(
  values: Readonly<Record<string, string | readonly string[] | null | undefined>>,
): FormValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value ?? ''].flat()]));
}

/** The first value as it was typed; empty where there is none. Pure. */
export const rawTextOf = (values: FormValues, name: string): string => values[name]?.[0] ?? '';

/** The first value without blanks around it; empty where there is none. Pure. */
export const textOf = (values: FormValues, name: string): string => rawTextOf(values, name).trim();

/** The same, or null for an empty field. Pure. */
export const textOrNull = (values: FormValues, name: string): string | null => textOf(values, name) || null;

/** Every value of a name. Pure. */
export const allOf = (values: FormValues, name: string): readonly string[] => values[name] ?? [];

/** Whether a name comes more than once: no text then, as nobody may choose which of the two is checked. Pure. */
export const isRepeated = (values: FormValues, name: string): boolean => allOf(values, name).length > 1;

/** Those of the values that are among the allowed ones, each once. Pure. */
export function someOf<T extends string>(values: FormValues, name: string, allowed: readonly T[]): T[] {
  const chosen = new Set(allOf(values, name));
  return allowed.filter((one) => chosen.has(one));
}

/** The value where it is one of the allowed ones; null for anything else. Pure. */
export const oneOf = <T extends string>(values: FormValues, name: string, allowed: readonly T[]): T | null =>
  allowed.find((one) => one === textOf(values, name)) ?? null;

/** The answer to a question of yes or no; null where nothing was chosen. Pure. */
export function yesNoOf(values: FormValues, name: string): boolean | null {
  const answer = oneOf(values, name, ['yes', 'no']);
  return answer === null ? null : answer === 'yes';
}

/** The value of the option that stands for an answer. Pure. */
export const yesNoWord = (answer: boolean | null | undefined): string =>
  answer === null || answer === undefined ? '' : answer ? 'yes' : 'no';

/** The words of a list that was typed with commas, semicolons or line breaks, each once. Pure. */
export function wordsOf(values: FormValues, name: string): string[] {
  const words = textOf(values, name)
    .split(/[,;\n]/)
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');
  return [...new Set(words)];
}
