import type { ListingFile } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { createFormat, type Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';

/** What happened to a page, in the words of the reader. */
export interface EntryWords {
  /** "28 nov. 2026 à 14 h 05 · la collectivité (Élodie Martin)". */
  readonly when: string;
  /** What was done, why, and what became of it; a line each. */
  readonly lines: readonly string[];
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

/** What a change changed, in the words of the reader. Pure. */
export const changedWords = (
  changes: ListingFile['history'][number]['changes'],
  { merge }: Pick<Texts, 'merge'>,
  locale: Locale,
): EntryWords['changes'] =>
  changes.map(({ label, before, after }) => ({
    label: label[locale],
    before: merge.before(before[locale]),
    after: merge.after(after[locale]),
  }));

/** One entry of the history of a page. Pure. @param locale the reader's */
export function entryWords(
  { at, by, name, act, undoes, isUndone, isAccepted, reason, changes }: ListingFile['history'][number],
  texts: Texts,
  format: Format,
  locale: Locale,
): EntryWords {
  const { history, listing } = texts;
  const author = history.authors[by];
  const moment = (iso: string): string => format.moment(new Date(iso));
  return {
    when: [moment(at), name === null ? author : `${author} (${name})`].join(' · '),
    lines: [
      ...(act === null ? [] : [act[locale]]),
      ...(undoes === null ? [] : [history.undoes(moment(undoes.at), undoes.fields[locale])]),
      ...(isAccepted ? [history.accepted] : []),
      ...(isUndone ? [history.undone] : []),
      ...(reason === null ? [] : [listing.reason(reason)]),
    ],
    changes: changedWords(changes, texts, locale),
  };
}

/** The whole of it, by the clock of the territory, wherever its reader is. Pure. @param locale the reader's */
export function historyWords(
  { history, timeZone }: Pick<ListingFile, 'history' | 'timeZone'>,
  texts: Texts,
  locale: Locale,
): EntryWords[] {
  const format = createFormat(locale, timeZone);
  return history.map((entry) => entryWords(entry, texts, format, locale));
}
