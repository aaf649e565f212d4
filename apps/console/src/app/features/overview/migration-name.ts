import type { Format } from '../../core/format';

/** A migration is named by what it does and when it was written, in milliseconds: `ContactForm1764028800000`. */
const NAME = /^\D+(\d{13})$/;

/** When the migration that a schema is at was written, for people: « du 25 nov. 2025 »; its name is English and for the command line. Another name is shown as it is. */
export function migrationWords(name: string, format: Format, words: (day: string) => string): string {
  const [, when] = NAME.exec(name) ?? [];
  return when === undefined ? name : words(format.day(new Date(Number(when)).toISOString()));
}
