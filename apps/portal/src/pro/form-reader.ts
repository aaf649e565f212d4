/** What came with a form: every name with its values, in their order. */
export type RawForm = Readonly<Record<string, readonly string[]>>;

/** What is wrong with an input: the name of a text below `pro.errors`, and what it names. */
export interface InputError {
  readonly key: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** By the name of the input. */
export type InputErrors = Readonly<Record<string, InputError>>;

/** A posted body as names and texts; objects and files count as absent. Pure. */
export function readRaw(body: unknown): RawForm {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      [value].flat().filter((one): one is string => typeof one === 'string'),
    ]),
  );
}

/** The first value, without blanks around it; empty where there is none. Pure. */
export const textOf = (raw: RawForm, name: string): string => (raw[name]?.[0] ?? '').trim();

/** The same, or null for none. */
export const textOrNull = (raw: RawForm, name: string): string | null => textOf(raw, name) || null;

/** Every value. Pure. */
export const allOf = (raw: RawForm, name: string): readonly string[] => raw[name] ?? [];

/** Those of the values that are among the allowed ones, each once. Pure. */
export function someOf<T extends string>(raw: RawForm, name: string, allowed: readonly T[]): T[] {
  const values = new Set(allOf(raw, name));
  return allowed.filter((one) => values.has(one));
}

/** The value where it is one of the allowed ones; null for anything else. Pure. */
export const oneOf = <T extends string>(raw: RawForm, name: string, allowed: readonly T[]): T | null =>
  allowed.find((one) => one === textOf(raw, name)) ?? null;

/** `oui`, `non`, or null where nothing was chosen. Pure. */
export function yesNoOf(raw: RawForm, name: string): boolean | null {
  const answer = oneOf(raw, name, ['yes', 'no']);
  return answer === null ? null : answer === 'yes';
}

export const yesNoWord = (answer: boolean | null | undefined): string =>
  answer === null || answer === undefined ? '' : answer ? 'yes' : 'no';

/** A form filled in with texts; null is an empty field. Pure. */
export function rawOf(values: Readonly<Record<string, string | readonly string[] | null>>): RawForm {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value ?? ''].flat()]));
}

/** The words of a list that was typed with commas, semicolons or lines, each once. Pure. */
export function wordsOf(raw: RawForm, name: string): string[] {
  const words = textOf(raw, name)
    .split(/[,;\n]/)
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');
  return [...new Set(words)];
}

/** Several parts of a form as one. Pure. */
export const together = (parts: readonly Readonly<Record<string, string>>[]): Record<string, string> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
