import { withAccents } from './accents';
import { isAcronym } from './acronyms';

/** Abbreviations that have a form of their own. */
const FIXED: Readonly<Record<string, string>> = {
  CIE: 'Cie',
  DR: 'Dr',
  ETS: 'Ets',
  MLLE: 'Mlle',
  MLLES: 'Mlles',
  MME: 'Mme',
  MMES: 'Mmes',
  MR: 'M.',
};

/** Never a numeral: "la belle vie". */
const NO_ORDINAL = new Set(['VIE']);

const ROMAN = /^(?=.{2})X{0,3}(?:IX|IV|V?I{0,3})$/;
const ROMAN_ORDINAL = /^((?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{1,3}|II{1,2}))(?:E|EME|ÈME)$/;

export const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Words with a digit: `XXE`, `1ER`, `2EME`, `24H`; others as they are (`3D`, `2000`, `B52`). */
function numeral(word: string): string | undefined {
  const roman = NO_ORDINAL.has(word) ? null : ROMAN_ORDINAL.exec(word);
  if (roman !== null) return `${roman[1]}e`;
  if (ROMAN.test(word)) return word;
  if (!/\d/.test(word)) return undefined;
  return word
    .replace(/^(\d+)(?:EME|ÈME|E)$/, '$1e')
    .replace(/^1ER$/, '1er')
    .replace(/^1(?:ERE|ÈRE|RE)$/, '1re')
    .replace(/^(\d+)H(\d*)$/, '$1h$2');
}

/** One word of capitals, without apostrophe or hyphen, in the case that French gives it inside a name. */
export function casedWord(word: string): string {
  const fixed = Object.hasOwn(FIXED, word) ? FIXED[word] : undefined;
  if (fixed !== undefined) return fixed;
  const number = numeral(word);
  if (number !== undefined) return number;
  if (word.length === 1 || isAcronym(word)) return word;
  return capitalised(withAccents(word.toLowerCase()));
}
