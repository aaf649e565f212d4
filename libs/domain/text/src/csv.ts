type Cell = string | number | boolean | null;

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
  const safe = typeof value === 'string' ? harmless(value) : String(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function harmless(text: string): string {
  const guarded = text.replaceAll(INNER_FORMULA, "$1'");
  return FORMULA.test(guarded) ? `'${guarded}` : guarded;
}

/** A row of RFC 4180. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** What stood in a cell before `csvRow` made it harmless: files of ours are read again to what was in them. Pure. */
export const plainCell = (cell: string): string =>
  (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell).replaceAll(GUARDED_INNER, '$1');
