import type { ListingFile } from '@halles/contracts';
import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';

/** A change of a page in one line: "27 nov. 2026 · la mairie (Élodie Martin) · annulation : téléphone". Pure. */
export function revisionLine(
  { at, by, name, isUndo, fields }: ListingFile['revisions'][number],
  words: Texts['listing'],
  format: Format,
): string {
  const changed = fields.map((field) => words.fields[field]).join(', ');
  const author = `${words.authors[by]} (${name})`;
  return [format.day(at), author, isUndo ? words.undone(changed) : changed].join(' · ');
}
