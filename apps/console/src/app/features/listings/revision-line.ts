import type { ListingFile } from '@halles/contracts';
import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';

/** A change of a page in one line: "27 nov. 2026 · la mairie (Élodie Martin) · téléphone · motif : …". Pure. */
export function revisionLine(
  { at, by, name, isUndo, reason, fields }: ListingFile['revisions'][number],
  words: Texts['listing'],
  format: Format,
): string {
  const changed = fields.map((field) => words.fields[field]).join(', ');
  const author = `${words.authors[by]} (${name})`;
  const why = reason === null ? [] : [words.reason(reason)];
  return [format.day(at), author, isUndo ? words.undone(changed) : changed, ...why].join(' · ');
}

/** What was done with a page, in one line: "27 nov. 2026 · la mairie · actualité masquée : « Soldes »". Pure. */
function actLine(
  { what, at, by, name, title }: ListingFile['acts'][number],
  { history }: Texts,
  format: Format,
): string {
  const author = name === null ? history.authors[by] : `${history.authors[by]} (${name})`;
  const done = history.acts[what];
  return [format.day(at), author, title === null ? done : history.actOn(done, title)].join(' · ');
}

/** As many as the server gives of changes, and of acts: those of both are the last ones. */
const MOST = 20;

/** The last that happened to a page, a line each, the last first. Pure. */
export function historyLines(
  { revisions, acts }: Pick<ListingFile, 'revisions' | 'acts'>,
  texts: Texts,
  format: Format,
): string[] {
  return [
    ...revisions.map((revision) => ({
      at: revision.at,
      line: revisionLine(revision, texts.listing, format),
    })),
    ...acts.map((act) => ({ at: act.at, line: actLine(act, texts, format) })),
  ]
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
    .slice(0, MOST)
    .map(({ line }) => line);
}
