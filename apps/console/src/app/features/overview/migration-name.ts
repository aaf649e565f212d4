import type { Format } from '../../core/format';

/** A migration is named by what it does and when it was written, in milliseconds: `ContactForm1764028800000`. */
const NAME = /^(\D+?)(\d{13})$/;

/** The migration that a schema is at, for people: "Contact form, 25 nov. 2025". Another name is shown as it is. */
export function migrationWords(name: string, format: Format): string {
  const [, what, when] = NAME.exec(name) ?? [];
  if (!what || !when) return name;
  const words = what.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}, ${format.day(new Date(Number(when)))}`;
}
