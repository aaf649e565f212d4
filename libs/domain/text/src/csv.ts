type Cell = string | number | boolean | null;

/**
 * What a spreadsheet would run as a formula, but not what is wholly a number or a telephone: a sign, digits, blanks. With
 * apostrophes before it, it is none, and gets one more: without it, `plainCell` would take away one that was typed.
 */
const FORMULA = /^'*(?:[=@\t\r]|[+-](?!\d[\d .]*$))/;

/**
 * A cell of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"):
 * names come from registers and from people.
 */
function csvCell(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row of RFC 4180. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** What stood in a cell before `csvRow` made it harmless: files of ours are read again to what was in them. Pure. */
export const plainCell = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
