import { capitalised } from '@halles/kernel';
import { followsA, isArticle, isElision, isSmall, precedesArticle } from './particles';
import { saintOf } from './saints';
import { casedWord } from './word-case';

/** What stands before the first and after the last letter, digit or dot of a word: quotes, brackets, commas. */
const EDGES = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}.]*)$/u;

const DOTTED = /^(?:\p{Lu}\.)+\p{Lu}?\.?$/u;
const SITE = /^[\p{Lu}\p{N}-]+(?:\.[\p{Lu}\p{N}-]+)*\.(?:COM|FR|NET|ORG|EU|SHOP|PARIS)$/u;
const ELIDING = /^(L|D|J|M|N|S|C|T|QU|JUSQU|LORSQU|PUISQU|AUJOURD|PRUD)'(.{2,})$/;

/** What makes a number a rank, by itself or only before what is counted so: `1 ER`, `XX EME`, `2 E ETAGE`. */
const RANK = /^(?:ER|ERE|I?EME|ÈME)$/;
const RANKED =
  /^(?:[EÉ]TAGE|ARRDT|ARRONDISSEMENT|ARM[EÉ]E|BATAILLON|CORPS|DIVISION|R[EÉ]GIMENT|R[EÉ]PUBLIQUE|SI[EÈ]CLE)$/;
const NUMBER = /^(?:\d{1,3}|[IVX]{2,})$/;

/** Joins `XX EME` into `XXEME` and `2 E ETAGE` into `2E ETAGE`. */
export function joinRanks(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', next = '', counted = ''] = words.slice(at, at + 3);
    const isRank = RANK.test(next) || (next === 'E' && RANKED.test(counted));
    joined.push(isRank && NUMBER.test(word) ? word + next : word);
    if (isRank && NUMBER.test(word)) at += 1;
  }
  return joined;
}

/** Joins `L ATELIER` into `L'ATELIER` and `ST JEAN` into `SAINT-JEAN`, so that each word stands alone. */
export function joinWords(apart: readonly string[]): string[] {
  const words = joinRanks(apart);
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    const saint = saintOf(word, next);
    if (saint !== undefined && next !== undefined) {
      joined.push(`${saint.toUpperCase()}-${next}`);
      at += 1;
    } else if (next !== undefined && isElision(word, next, words[at - 1])) {
      joined.push(`${word}'${next}`);
      at += 1;
    } else {
      joined.push(word);
    }
  }
  return joined;
}

/** `JEAN-PIERRE`, `AUTO-ECOLE`, `SAINT-GERMAIN-EN-LAYE`: small words stay small between hyphens. */
function casedHyphens(word: string): string {
  const parts = word.split('-');
  if (parts.length === 1) return casedApostrophe(word);
  return parts
    .map((part, at) => {
      const lower = part.toLowerCase();
      const inside = at > 0 && at < parts.length - 1;
      if (at < parts.length - 1 && /^STE?$/.test(part)) return part === 'ST' ? 'Saint' : 'Sainte';
      if (inside && part === 'A') return 'à';
      if (inside && isSmall(lower)) return lower;
      const elided = at > 0 ? /^([DL]')(.{2,})$/.exec(part) : null;
      return elided === null
        ? casedApostrophe(part)
        : `${elided[1]?.toLowerCase() ?? ''}${casedApostrophe(elided[2] ?? '')}`;
    })
    .join('-');
}

/** English possessives, and "p'tit": no new word begins there. */
const AFTER_APOSTROPHE = /^(?:S|TITE?S?)$/;

/** `P'TIT` → "P'tit", `NAIL'S` → "Nail's", `CULTUR'CAFE` → "Cultur'Café". */
function casedApostrophe(word: string): string {
  const [head = '', ...rest] = word.split("'");
  return [
    casedWord(head),
    ...rest.map((part) => (AFTER_APOSTROPHE.test(part) ? part.toLowerCase() : casedWord(part))),
  ].join("'");
}

/** A word without its edges, wherever it stands. */
function casedCore(core: string): string {
  if (core === 'STE' || core === 'STE.') return 'Sté';
  if (core === 'MR.') return 'M.';
  if (DOTTED.test(core)) return core;
  if (SITE.test(core)) return capitalised(core.toLowerCase());
  return core
    .split(/([&/+.]|\((?=\p{Lu}{2}))/u)
    .map((part) => (/^[&/+.(]?$/.test(part) ? part : casedHyphens(part)))
    .join('');
}

/** Where the apostrophe begins no name: "Aujourd'hui", "prud'hommes", "C'est". */
const IN_ONE_WORD = /^(?:AUJOURD'HUI|PRUD'HOMME.*|[CS]'(?:EST|IL)|J'AI)$/;

/** "l'" or "L'" and its word, `before` being the word that precedes in small letters, or null at the beginning. */
function casedElision(letter: string, rest: string, before: string | null): string {
  const lower = `${letter.toLowerCase()}'`;
  if (IN_ONE_WORD.test(`${letter}'${rest}`)) {
    const word = `${lower}${rest.toLowerCase()}`;
    return letter === 'PRUD' && before !== null ? word : capitalised(word);
  }
  const small = before !== null && (!isArticle(lower) || precedesArticle(before));
  return `${small ? lower : capitalised(lower)}${casedCore(rest)}`;
}

/** One word of a name in capitals, given its neighbours. */
function casedInPlace(word: string, before: string | null, next: string | undefined): string {
  const [, start = '', core = '', end = ''] = EDGES.exec(word) ?? [];
  if (core === '') return word;
  const elision = ELIDING.exec(core);
  if (elision !== null) return `${start}${casedElision(elision[1] ?? '', elision[2] ?? '', before)}${end}`;
  const lower = core.toLowerCase();
  // « 7 bis »; but « Décor Bis ».
  if (/^(?:BIS|TER|QUATER)$/.test(core) && before !== null && /^\d+$/.test(before))
    return `${start}${lower}${end}`;
  if (core === 'A' && next !== undefined && followsA(next))
    return `${start}${before === null ? 'À' : 'à'}${end}`;
  // A lone THE is English, but where it is drunk.
  if (core === 'THE' && before === 'de') return `${start}Thé${end}`;
  const small = before !== null && (core.length > 1 || core === 'À') && isSmall(lower);
  if (small && (!isArticle(lower) || precedesArticle(before))) return `${start}${lower}${end}`;
  return `${start}${casedCore(core)}${end}`;
}

/** Words in capitals, joined already, as French writes them; `before` is what precedes the first of them. */
export function casedWords(words: readonly string[], before: string | null = null): string[] {
  return words.map((word, at) => {
    const previous = at === 0 ? before : (words[at - 1] ?? '').toLowerCase();
    return casedInPlace(word, previous === 'a' ? 'à' : previous, words[at + 1]);
  });
}
