type Cell = string | number | boolean | null;

/** What a spreadsheet would run as a formula, but not what is wholly a number or a telephone: a sign, digits, blanks. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d .]*$))/;

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
