import { LEGAL_FORMS } from './acronyms';
import { brandAt } from './brands';
import { casedWords, joinWords } from './name-words';
import { isShouted, rewriteShouted, tidySpacing } from './spacing';

/** Said with the legal identity, not on the sign. Dots do not count. */
const isLegalForm = (word: string | undefined): boolean =>
  word !== undefined && LEGAL_FORMS.has(word.replace(/[.,()]/g, ''));

/** "SA DES EAUX" without its form would begin in the middle of a phrase. */
const LEANS_ON_WHAT_PRECEDES = /^(?:DE|DU|DES|D'|D|ET|&)$|^D'/;

/** The words without legal forms before and after them, as long as a name remains. */
function withoutLegalForms(words: readonly string[]): readonly string[] {
  const isName = (rest: readonly string[]): boolean =>
    rest.some((word) => /[\p{L}\p{N}]/u.test(word)) && !LEANS_ON_WHAT_PRECEDES.test(rest[0] ?? '');
  const head = words.slice(1);
  if (isLegalForm(words[0]) && isName(head)) return withoutLegalForms(head);
  const tail = words.slice(0, -1);
  if (isLegalForm(words.at(-1)) && isName(tail)) return withoutLegalForms(tail);
  return words;
}

/** A name in capitals, brands and the words between them, each in its own spelling. */
function signOf(shouted: string): string {
  const words = withoutLegalForms(shouted.split(' '));
  const written: string[] = [];
  let pending: string[] = [];
  let before: string | null = null;
  const flush = (): void => {
    if (pending.length === 0) return;
    written.push(...casedWords(joinWords(pending), before));
    before = pending.at(-1)?.toLowerCase() ?? null;
    pending = [];
  };
  for (let at = 0; at < words.length;) {
    const brand = brandAt(words, at);
    if (brand === undefined) {
      pending.push(words[at] ?? '');
      at += 1;
    } else {
      flush();
      written.push(brand.spelling);
      before = brand.spelling.toLowerCase();
      at += brand.words;
    }
  }
  flush();
  return written.join(' ');
}

/**
 * A register's name as a sign would write it: "BOULANGERIE DE L HOTEL DE VILLE" → "Boulangerie de l'Hôtel de Ville".
 * Legal forms go, acronyms and brands keep their own spelling, small words stay small, the accents of common words come
 * back. What it does not know is only given a capital. A name with small letters was written by a person: nothing but its
 * spaces and apostrophes is touched. Idempotent; never empty unless the name is.
 */
export function displayName(name: string): string {
  return rewriteShouted(name, signOf);
}

/**
 * A person's name, given name first: ("JEAN PIERRE", "DE LA TOUR") → "Jean Pierre de La Tour" (the article has a capital,
 * the preposition has none). Either may be empty.
 * Brands and legal forms are not looked for: a person may be called Leclerc or Sarl.
 */
export function displayPerson(givenName: string, familyName: string): string {
  const given = tidySpacing(givenName);
  const family = tidySpacing(familyName);
  const cased = (text: string, before: string | null): string =>
    isShouted(text) ? casedWords(joinWords(text.split(' ')), before).join(' ') : text;
  const surname = cased(family, given === '' ? null : given.toLowerCase()).replace(/^de la /, 'de La ');
  return tidySpacing(`${cased(given, null)} ${surname}`);
}
