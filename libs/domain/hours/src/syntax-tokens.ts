/** The words of the OpenStreetMap `opening_hours` syntax. */
export type Token =
  | { readonly kind: 'comment'; readonly text: string }
  /** Minutes since midnight, up to 48:00. */
  | { readonly kind: 'time'; readonly minutes: number }
  | { readonly kind: 'number'; readonly value: number; readonly digits: number }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'always' }
  | { readonly kind: 'sign'; readonly text: string };

const COMMENT = /"([^"]*)"/y;
const ALWAYS = /24\/7(?![\d:])/y;
const TIME = /(\d{1,2}):(\d{2})(?![\d:])/y;
/** As people write it in France: `9h`, `9 h 30`, `9h30`. */
const FRENCH_TIME = /(\d{1,2}) ?h(?: ?(\d{2}))?(?![\p{L}\d:])/uy;
const NUMBER = /\d+/y;
const WORD = /\p{L}+/uy;
const SIGN = /\|\||[;,:\-+/[\]]/y;
const SPACE = /\s+/y;
const LONGEST_DAY = 48 * 60;

/** Cuts a text into tokens, or says which piece is none. */
export function tokenize(text: string): Token[] | { readonly unexpected: string } {
  const source = text.normalize('NFC').replace(/[–—−]/gu, '-').replace(/[“”„]/gu, '"');
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < source.length) {
    if (match(SPACE)) continue;
    const token = readToken(match);
    if (!token) return { unexpected: source.slice(at, at + 12) };
    tokens.push(token);
  }
  return tokens;
}

function readToken(match: (pattern: RegExp) => RegExpExecArray | null): Token | null {
  const comment = match(COMMENT);
  if (comment) return { kind: 'comment', text: (comment[1] ?? '').trim() };
  if (match(ALWAYS)) return { kind: 'always' };
  const time = match(TIME) ?? match(FRENCH_TIME);
  if (time) {
    const minute = Number(time[2] ?? 0);
    const minutes = Number(time[1]) * 60 + minute;
    return minute < 60 && minutes <= LONGEST_DAY ? { kind: 'time', minutes } : null;
  }
  const number = match(NUMBER);
  if (number) return { kind: 'number', value: Number(number[0]), digits: number[0].length };
  const word = match(WORD);
  if (word) return { kind: 'word', text: word[0].toLowerCase() };
  const sign = match(SIGN);
  return sign ? { kind: 'sign', text: sign[0] } : null;
}
