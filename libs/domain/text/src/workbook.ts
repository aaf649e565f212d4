import { Archive } from './archive';

/** What stands in a cell of a workbook. Texts are texts: nothing of them is run, whatever they begin with. */
export type WorkbookCell =
  | string
  | number
  | null
  /** An amount of money, with two places. */
  | { readonly cents: number }
  /** ISO date of a calendar. */
  | { readonly day: string };

/** No program reads more of a text. */
const LONGEST_TEXT = 32_767;
/** Formats of cells: places in `cellXfs` of the styles. */
const STYLES = { money: 1, day: 2 } as const;
/** Day 0 of spreadsheets, as those count that believe in 29 February 1900. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook of one sheet but the sheet itself (ISO/IEC 29500). */
const partsOf = (sheet: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
});

/** What XML 1.0 has no sign for is left out. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const escaped = (text: string): string =>
  text.replaceAll(UNWRITABLE, '').replaceAll(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign);

/** A text, cut where programs would refuse the rest. */
const shortened = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;

/** "A", "Z", "AA". */
const columnName = (at: number): string =>
  (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** @param at where it stands: "B7" */
function cellXml(cell: WorkbookCell, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(shortened(cell))}</t></is></c>`;
  if ('cents' in cell)
    return `<c r="${at}" s="${String(STYLES.money)}"><v>${(cell.cents / 100).toFixed(2)}</v></c>`;
  const day = (Date.parse(`${cell.day}T00:00:00Z`) - DAY_ZERO) / DAY_MS;
  return `<c r="${at}" s="${String(STYLES.day)}"><v>${String(day)}</v></c>`;
}

const rowXml = (row: readonly WorkbookCell[], number: number): string =>
  `<row r="${String(number)}">${row.map((cell, at) => cellXml(cell, columnName(at) + String(number))).join('')}</row>`;

/**
 * A workbook of one sheet (XLSX), made while it is read: only the rows at hand are in memory.
 * @param sheet its name, at most 31 signs
 * @param batches rows in turn, the first those of the head
 */
export async function* workbook(
  sheet: string,
  batches: AsyncIterable<readonly (readonly WorkbookCell[])[]>,
): AsyncGenerator<Uint8Array> {
  const archive = new Archive();
  for (const [name, xml] of Object.entries(partsOf(sheet))) {
    yield archive.begin(name);
    yield archive.add(xml);
    yield archive.end();
  }
  yield archive.begin('xl/worksheets/sheet1.xml');
  yield archive.add(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`);
  let written = 0;
  for await (const batch of batches) {
    yield archive.add(batch.map((row, at) => rowXml(row, written + at + 1)).join(''));
    written += batch.length;
  }
  yield archive.add('</sheetData></worksheet>');
  yield archive.end();
  yield archive.close();
}
