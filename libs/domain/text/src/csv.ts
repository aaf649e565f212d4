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

/** What may stand before the sign of a formula and be dropped by whoever reads the file: blanks, quotes, apostrophes. */
const DROPPED = String.raw`(?:[^\S\t\r\n]|["'])*`;

/**
 * What a spreadsheet would run as a formula, but not what is wholly a number or a telephone: a sign, digits, blanks. With
 * apostrophes before it, it is none, and gets one more: without it, `plainCell` would take away one that was typed.
 */
const FORMULA = new RegExp(String.raw`^${DROPPED}(?:[=@\t\r＝＠＋－]|[+-](?!\d[\d .,\u00a0]*$))`);

/**
 * The same behind what a program may part a cell at, whichever separator it takes and whether or not it knows our quotes: a
 * comma, a semicolon, a tab, a line break. Amounts in a list of choices are harmless, up to the same separator (not a
 * tab: others drop it) or to the end of the line or of the cell; not behind a quote, which may hold more than the line.
 * The sign is looked for before what stands before it: engines that go back from every position take the square of a length.
 */
const AMOUNT = String.raw`\d[\d .,\u00a0]*(?:€[ \u00a0]*)?(?:$|(?!\t)\k<separator>|[\r\n])`;
const SIGN = String.raw`[=@＝＠＋－]|[+-](?<="${DROPPED}[+-])|[+-](?!${AMOUNT})`;
const BEFORE_SIGN = String.raw`(?<before>(?<separator>[,;\t\r\n])${DROPPED})`;
const INNER_FORMULA = new RegExp(`${BEFORE_SIGN}(?=${SIGN})`, 'g');
const GUARDED_INNER = new RegExp(`${BEFORE_SIGN}'(?=${SIGN})`, 'g');

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
  const guarded = text.replaceAll(INNER_FORMULA, "$<before>'");
  return isGuarded(guarded) ? `'${guarded}` : guarded;
}

const isGuarded = (text: string): boolean => FORMULA.test(text) || TYPED_ERROR.test(text);

/** A row of RFC 4180. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** What stood in a cell before `csvRow` made it harmless: files of ours are read again to what was in them. Pure. */
export const plainCell = (cell: string): string =>
  (cell.startsWith("'") && isGuarded(cell) ? cell.slice(1) : cell).replaceAll(GUARDED_INNER, '$<before>');
