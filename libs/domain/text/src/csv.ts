type Cell = string | number | boolean | null;

const ERROR_VALUE = String.raw`#(?:REF!|N\/A|NAME\?|NOM\?|VALUE!|VALEUR!|DIV\/0!|NULL!|NUL!|NUM!|NOMBRE!|CALC!|SPILL!|PROPAGATION!|#+)`;
const ERROR_CELL = new RegExp(`^${ERROR_VALUE}$`);

/**
 * Whether a cell is what spreadsheets write, in English and French, where they could not compute or found no room, and what
 * we write for a formula that none has computed. Pure.
 */
export const isErrorCell = (cell: string): boolean => ERROR_CELL.test(cell);

/** Such a text that somebody typed: a cell with an apostrophe before it is none. */
const TYPED_ERROR = new RegExp(`^'*${ERROR_VALUE}$`);

/**
 * What a spreadsheet would run as a formula, but not what is wholly a number or a telephone: a sign, digits, blanks. With
 * apostrophes before it, it is none, and gets one more: without it, `plainCell` would take away one that was typed.
 */
const FORMULA = /^'*(?:[=@\t\r＝＠＋－]|[+-](?!\d[\d .]*$))/;

/**
 * The same behind what a spreadsheet may part a cell at, quoted or not: a semicolon, which French ones expect, a tab, a line
 * break. Amounts in a list of choices are harmless.
 */
const INNER = String.raw`[=@＝＠＋－]|[+-](?!\d[\d .,\u00a0]*€?[ \u00a0]*(?:$|[;\t\r\n]))`;
const INNER_FORMULA = new RegExp(`([;\\t\\r\\n][ \\u00a0]*'*)(?=${INNER})`, 'g');
const GUARDED_INNER = new RegExp(`([;\\t\\r\\n][ \\u00a0]*'*)'(?=${INNER})`, 'g');

/**
 * A cell of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"):
 * names come from registers and from people.
 */
function csvCell(value: Cell): string {
  if (value === null) return '';
  const safe = typeof value === 'string' ? guardedText(value) : String(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A text that no spreadsheet takes for a formula, also once it was saved as another kind of file; `plainCell` reads it. Pure. */
export function guardedText(text: string): string {
  const guarded = text.replaceAll(INNER_FORMULA, "$1'");
  return isGuarded(guarded) ? `'${guarded}` : guarded;
}

const isGuarded = (text: string): boolean => FORMULA.test(text) || TYPED_ERROR.test(text);

/** A row of RFC 4180. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** What stood in a cell before `csvRow` made it harmless: files of ours are read again to what was in them. Pure. */
export const plainCell = (cell: string): string =>
  (cell.startsWith("'") && isGuarded(cell) ? cell.slice(1) : cell).replaceAll(GUARDED_INNER, '$1');
