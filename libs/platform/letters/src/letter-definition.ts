import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { TextParams, TextValue } from '@halles/platform/theming';
import type { LetterParts } from './letter';

/**
 * Words of a letter by key and language, e.g. `claim-letter.heading`, as ICU messages; several paragraphs where a text is
 * a list. A territory may replace each of them.
 */
export type LetterTexts = Readonly<Record<Locale, Readonly<Record<string, TextValue>>>>;

/** What a letter is put into words with. */
export interface LetterWords {
  readonly locale: Locale;
  /** Of the territory that sends it. */
  readonly settings: TenantSettings;
  /** One text. @throws Error when the key or a value is missing */
  line(key: string, params?: TextParams): string;
  /** The paragraphs of a text. @throws Error as `line` */
  paragraphs(key: string, params?: TextParams): string[];
  /** A day in words. @param iso date */
  day(iso: string): string;
}

/** What every letter is made of. */
export interface LetterModel {
  readonly locale: Locale;
  /** At most six lines, as sorting machines read them. */
  readonly recipient: readonly string[];
  /** ISO date. */
  readonly sentOn: string;
}

/** A letter that a feature sends: its words, and what stands where. */
export interface LetterDefinition<Model extends LetterModel> {
  /** Lower-case words with hyphens, of no other letter. */
  readonly name: string;
  readonly texts: LetterTexts;
  /** Models that every check puts into words, in each language. */
  readonly fixtures: readonly [Model, ...Model[]];
  /** Puts the letter into words. Pure. */
  compose(model: Model, words: LetterWords): LetterParts;
}

/** Declares a letter of a feature. */
export const defineLetter = <Model extends LetterModel>(
  letter: LetterDefinition<Model>,
): LetterDefinition<Model> => letter;
