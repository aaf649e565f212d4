import { capitalised } from '@halles/kernel';
import { casedWords, joinRanks, joinWords } from './name-words';
import { isShouted, rewriteShouted, tidySpacing } from './spacing';
import { REPETITIONS, STREET_TYPES, TITLES, WHOLE_STREET_TYPES } from './street-words';

/** The parts of a street line as the register keeps them; each may be missing. */
export interface StreetParts {
  readonly number?: string | undefined;
  readonly repetition?: string | undefined;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
}

/** `12`, `12B`, `12 BIS`, `22-24`: the number, and its repetition where it has one. */
const NUMBER = /^(\d+(?:[-/]\d+)*)(?:(?: ?(BIS|TER|QUATER))|([A-Z])|(?: ([BTQ])(?= (?!\d))))? (?=\S)/;

const own = (table: Readonly<Record<string, string>>, word: string | undefined): string | undefined =>
  word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;

/** Titles in full, saints by their whole word: `DR SCHWEITZER`, `STE BARBE`. Not the last word: there is no one after it. */
const inFull = (words: readonly string[]): string[] =>
  words.map((word, at) => {
    if (at === words.length - 1) return word;
    const [before = '', next = ''] = [words[at - 1], words[at + 1]];
    // Between two words of a street A is never an initial: "rue de Pont à Mousson", "1 à 9".
    if (word === 'A' && (before.length > 1 || (/^\d$/.test(before) && /^\d/.test(next)))) return 'À';
    // « Résidence du Parc, bâtiment C ».
    if (word === 'BAT' && at > 0 && /^(?:[A-Z]|[A-Z]?\d{1,3})$/.test(next)) return 'BATIMENT';
    if (word === 'STE' || word === 'STE.') return 'SAINTE';
    return own(TITLES, word.replace(/\.$/, '')) ?? word;
  });

/** The way's type in small letters and its name, of a text in capitals without its number. */
function streetOf(text: string): string {
  const [first = '', ...rest] = text.split(' ');
  const bare = first.replace(/\.$/, '');
  // A single R or L may be an initial, a lone word is a name.
  const type = rest.length > 0 ? own(STREET_TYPES, bare) : undefined;
  const whole = WHOLE_STREET_TYPES.has(bare) ? casedWords([bare])[0]?.toLowerCase() : undefined;
  const way = type ?? whole;
  const words = joinWords(inFull(way === undefined ? [first, ...rest] : rest));
  const cased = casedWords(words, way ?? 'en');
  return way === undefined ? cased.join(' ') : [way, ...cased].join(' ');
}

/** `1ER ETAGE`, `2E ETAGE GAUCHE`: where it is in a house, and no number of a street. */
const FLOOR = /^\d+(?:ER|RE|ERE|E|I?EME) [EÉ]TAGE/;
const FLOOR_WRITTEN = /(?<=\d(?:er|re|e) )Étage(?: (?:Droite|Gauche|Face))?/gu;
/** `BP20129`: a box at the post office, and its number. */
const BOX = /\b(BP|CS|TSA)(?=\d{2})/g;

/** A line in capitals: number, repetition, way and name. */
function lineOf(line: string): string {
  const shouted = joinRanks(line.replace(BOX, '$1 ').split(' ')).join(' ');
  return writtenLine(shouted).replace(FLOOR_WRITTEN, (floor) => floor.toLowerCase());
}

function writtenLine(shouted: string): string {
  const numbered = FLOOR.test(shouted) ? null : NUMBER.exec(shouted);
  if (numbered === null) return capitalised(streetOf(shouted));
  const [all, number = '', word, glued, coded] = numbered;
  const letter = word ?? glued ?? coded;
  const repetition = letter === undefined ? undefined : (own(REPETITIONS, letter) ?? letter);
  return [number, repetition ?? '', streetOf(shouted.slice(all.length))].join(' ');
}

/**
 * A street line as a letter has it: "12 BIS AV DU GAL DE GAULLE" → "12 bis avenue du Général de Gaulle". Abbreviations of
 * ways and titles are written in full, accents of common words come back. A line with small letters was written by a person:
 * nothing but its spaces and apostrophes is touched. Idempotent; never empty unless the line is.
 */
export function displayStreet(line: string): string {
  return rewriteShouted(line, lineOf);
}

/** The same, from the register's columns (number, repetition index, type of way, name of the way). */
export function displayStreetParts({ number, repetition, type, name }: StreetParts): string {
  const parts = [number, repetition, type, name].map((part) => tidySpacing(part ?? ''));
  const [digits = '', letter = '', way = '', street = ''] = parts;
  const isWritten = /\p{L}/u.test(street) && !isShouted(street);
  // Where a person wrote the name, the codes around it are still codes.
  const line = isWritten
    ? [digits, own(REPETITIONS, letter) ?? letter, own(STREET_TYPES, way) ?? way.toLowerCase(), street]
    : parts;
  return displayStreet(line.filter((part) => part !== '').join(' '));
}

/** After a commune's name, in registers and in post. */
const CEDEX = / CEDEX(?: \d+)?$/;

/** A commune's name in capitals, with its hyphens. */
function communeOf(shouted: string): string {
  const [text = '', district] = shouted.replace(CEDEX, '').split(/ (?=\d+$)/);
  const words = text.split(' ').map((word) => (word === 'STE' ? 'SAINTE' : word === 'ST' ? 'SAINT' : word));
  const [head = '', ...rest] = joinWords(words);
  const article = rest.length > 0 && /^(?:LE|LA|LES)$/.test(head) ? [casedWords([head])[0] ?? ''] : [];
  const body = article.length > 0 ? rest : [head, ...rest];
  const hyphened = casedWords([body.join('-')]);
  return [...article, ...hyphened, ...(district === undefined ? [] : [district])].join(' ');
}

/**
 * A commune's name as the official geographic code writes it, hyphens included: "L HAY LES ROSES" → "L'Hay-les-Roses",
 * "ST DENIS CEDEX 2" → "Saint-Denis". Accents of names that no common word has stay missing: where the INSEE code is known,
 * take the name from the perimeter instead. Names with small letters are left as they are.
 */
export function displayCommune(name: string): string {
  return rewriteShouted(name, communeOf);
}
