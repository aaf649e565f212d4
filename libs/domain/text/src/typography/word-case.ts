import { capitalised } from '@halles/kernel';
import { withAccents } from './accents';
import { isAcronym } from './acronyms';

/** Abbreviations that have a form of their own. */
const FIXED: Readonly<Record<string, string>> = {
  CIE: 'Cie',
  DR: 'Dr',
  DRS: 'Drs',
  ETS: 'Ets',
  GMBH: 'GmbH',
  GRP: 'Grp',
  LTD: 'Ltd',
  MLLE: 'Mlle',
  MLLES: 'Mlles',
  MME: 'Mme',
  MMES: 'Mmes',
  MR: 'M.',
};

/** Never a numeral: "la belle vie". */
const NO_ORDINAL = new Set(['VIE']);

const ROMAN = /^(?=.{2})X{0,3}(?:IX|IV|V?I{0,3})$/;
const ROMAN_ORDINAL = /^((?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{1,3}|II{1,2}))(?:E|I?EME|ÈME)$/;

/** Words with a digit: `XXE`, `1ER`, `2EME`, `24H`, `7H30`, `5TH`; others as they are (`3D`, `2000`, `B52`, `2H`). */
function numeral(word: string): string | undefined {
  const roman = NO_ORDINAL.has(word) ? null : ROMAN_ORDINAL.exec(word);
  if (roman !== null) return `${roman[1]}e`;
  if (ROMAN.test(word)) return word;
  if (!/\d/.test(word)) return undefined;
  return word
    .replace(/^(\d+)(?:I?EME|ÈME|E)$/, '$1e')
    .replace(/^1ER$/, '1er')
    .replace(/^1(?:ERE|ÈRE|RE)$/, '1re')
    .replace(/^(\d{1,2})H(\d\d)$|^24H$/, (time) => time.toLowerCase())
    .replace(/^7J$/, '7j')
    .replace(/^\d+(?:ND|NDE|RD|TH)$/, (rank) => rank.toLowerCase());
}

/** Names whose second part has a capital of its own. */
const SONS = new Set(
  'ALLISTER ARTHUR CAIN CARTHY CORMICK DERMOTT DONALD DOUGALL GREGOR GUINNESS INTOSH KENZIE KINLEY KINSEY LAREN LEOD PHERSON QUEEN'.split(
    ' ',
  ),
);

/** One word of capitals, without apostrophe or hyphen, in the case that French gives it inside a name. */
export function casedWord(word: string): string {
  const fixed = Object.hasOwn(FIXED, word) ? FIXED[word] : undefined;
  if (fixed !== undefined) return fixed;
  const number = numeral(word);
  if (number !== undefined) return number;
  if (word.length === 1 || isAcronym(word)) return word;
  if (word.startsWith('MC') && SONS.has(word.slice(2)))
    return `Mc${capitalised(word.slice(2).toLowerCase())}`;
  return capitalised(withAccents(word.toLowerCase()));
}
