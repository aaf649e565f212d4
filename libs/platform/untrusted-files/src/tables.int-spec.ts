import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError, MINUTE } from '@halles/kernel';
import { aPdf, aPicture, aTenantContext, aWorkbook, aZip, sheetRows } from '@halles/testing';
import { SentFile } from './sent-file';
import { type TableRow, UntrustedFiles } from './untrusted-files';
import { untrustedFilesOptions } from './untrusted-files.module';

jest.setTimeout(4 * MINUTE);

/** One row of XML that holds these cells. */
const row = (xml: string, at = 1): string => `<row r="${at}">${xml}</row>`;
const windows1252 = (text: string): Buffer =>
  Buffer.from(text.replaceAll('€', '\x80').replaceAll('Œ', '\x8c'), 'latin1');
const utf16be = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

describe('a table that somebody sends', () => {
  const here = aTenantContext('ici-bourg');
  let folder: string;
  let files: UntrustedFiles;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-tables-'));
    const options = { home: folder, root: process.cwd(), decodingProcesses: 2 };
    files = new UntrustedFiles({ ...untrustedFilesOptions(options), folder });
  });
  afterAll(async () => {
    files.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    expect(await readdir(folder)).toEqual([]);
  });

  async function rowsOf(bytes: Buffer | string, mostLines = 2_000): Promise<TableRow[]> {
    const received = await files.receiveTable(new SentFile(Readable.from([Buffer.from(bytes)])));
    try {
      return await files.readTable(here, received, mostLines);
    } finally {
      await received.discard();
    }
  }
  const outcomeOf = (bytes: Buffer | string, mostLines?: number): Promise<string> =>
    rowsOf(bytes, mostLines).then(
      (rows) => `${rows.length} rows`,
      (error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        return error.code;
      },
    );
  const cellsOf = async (bytes: Buffer | string): Promise<readonly (readonly string[])[]> =>
    (await rowsOf(bytes)).map(({ cells }) => cells);

  const SAID = [
    ['Nom', 'Prix'],
    ['Crème brûlée', '4,20 €'],
    ['Œuf "coque"', '1'],
  ];
  it.each([
    ['UTF-8, commas', 'Nom,Prix\r\nCrème brûlée,"4,20 €"\r\n"Œuf ""coque""",1\r\n'],
    ['a byte order mark', '\uFEFFNom,Prix\r\nCrème brûlée,"4,20 €"\r\n"Œuf ""coque""",1\r\n'],
    ['Excel in France', windows1252('Nom;Prix\r\nCrème brûlée;4,20 €\r\n"Œuf ""coque""";1\r\n')],
    ['Unicode text', Buffer.from('\uFEFFNom\tPrix\nCrème brûlée\t4,20 €\n"Œuf ""coque"""\t1', 'utf16le')],
    ['the other UTF-16', utf16be('Nom\tPrix\nCrème brûlée\t4,20 €\nŒuf "coque"\t1')],
    ['a hint to Excel', 'sep=;\r\nNom;Prix\r\nCrème brûlée;4,20 €\r\nŒuf "coque";1'],
  ])('is read as CSV with %s', async (_how, bytes) => {
    expect(await cellsOf(bytes)).toEqual(SAID);
  });

  it('is read as a workbook: texts, numbers, and of formulas what the spreadsheet saved', async () => {
    const second =
      '<c r="A2" t="str"><f>UPPER("a")</f><v>A</v></c><c r="B2"><f>4.1+0.1</f><v>4.1999999999999993</v></c><c r="C2" t="b"><v>1</v></c>';
    const third =
      '<c r="A3"><f>NOW()</f></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D3"><v>3012345678901</v></c>';
    expect(
      await rowsOf(
        aWorkbook(
          sheetRows([['Nom', 'Prix', null, 'Code']]) + row(second, 2) + row(third, 5).replaceAll('3"', '5"'),
        ),
      ),
    ).toEqual([
      { line: 1, cells: ['Nom', 'Prix', '', 'Code'] },
      { line: 2, cells: ['A', '4.2', 'true'] },
      { line: 5, cells: ['#CALC!', '#DIV/0!', '', '3012345678901'] },
    ]);
  });

  it('says a date as a date, and of merged cells the first alone', async () => {
    const styles =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const book = aWorkbook(
      sheetRows([['Nom', 'Prix']]) +
        row('<c r="A2" t="inlineStr"><is><t>Pain</t></is></c><c r="B2" s="1"><v>46132</v></c>', 2) +
        row('<c r="A3"/><c r="B3"><v>2</v></c>', 3),
      { 'xl/styles.xml': styles },
    );
    expect(await cellsOf(book)).toEqual([
      ['Nom', 'Prix'],
      ['Pain', '2026-04-20'],
      ['', '2'],
    ]);
  });

  it('counts lines as the spreadsheet shows them, empty ones and those within a cell included', async () => {
    expect(await rowsOf('a,b\n\n"one\ntwo",1\nlast,2\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['one\ntwo', '1'] },
      { line: 4, cells: ['last', '2'] },
    ]);
  });

  it('asks nobody for what it names, and shows no file of ours', async () => {
    const sheet = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${row('<c r="A1" t="inlineStr"><is><t>&amp;&x;</t></is></c>')}</sheetData></worksheet>`;
    expect(await outcomeOf(aWorkbook('', { 'xl/worksheets/sheet1.xml': sheet }))).toBe('table-unreadable');
  });

  it.each([
    ['nothing', '', 'table-empty'],
    ['blanks', ' \r\n\t\r\n', 'table-empty'],
    ['only separators', ';;;\r\n;;;\r\n', 'table-empty'],
    ['an empty workbook', aWorkbook(''), 'table-empty'],
    ['an open quotation mark', 'Nom;Prix\n"Pain;4\nTarte;5\n', 'table-quote-unclosed'],
    ['200,000 lines of text', `Nom;Prix\n${'Pain;4\n'.repeat(200_000)}`, 'table-too-long'],
    ['200,000 empty lines', `Nom;Prix\n${'\n'.repeat(200_000)}Pain;4\n`, 'table-too-long'],
    [
      '200,000 lines of a workbook',
      aWorkbook(
        Array.from({ length: 200_000 }, (_, at) => row(`<c r="A${at + 1}"><v>1</v></c>`, at + 1)).join(''),
      ),
      'table-too-long',
    ],
    ['a line too many', `Nom\n${'Pain\n'.repeat(2_001)}`, 'table-too-long'],
    ['a hundred columns', `${'a;'.repeat(100)}b\n`, 'table-too-wide'],
    ['a cell longer than any of a spreadsheet', `Nom;Prix\n${'x'.repeat(32_768)};1\n`, 'table-cell-too-long'],
    ['such a cell of a workbook', aWorkbook(sheetRows([['x'.repeat(32_768)]])), 'table-cell-too-long'],
    ['apostrophes without end', `Nom;Prix\n,${"'".repeat(1_000_000)}b;1\n`, 'table-cell-too-long'],
    ['binary', Buffer.from([1, 0, 2, 0, 3, 0, 255]), 'table-refused'],
    ['text with a NUL far behind', `Nom;Prix\n${'x'.repeat(100)}\u0000;1\n`, 'table-refused'],
    ['a PDF', aPdf(), 'table-refused'],
    ['a workbook of 1997', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'table-of-old-kind'],
    [
      'a workbook of LibreOffice',
      Buffer.from(
        `PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK`,
        'latin1',
      ),
      'table-of-open-document',
    ],
    [
      'a page that is called .xls',
      '\uFEFF\n<HTML><body><table><tr><td>Nom</td></tr></table>',
      'table-of-web-page',
    ],
    ['the XML of Excel 2003', '<?xml version="1.0"?><Workbook/>', 'table-of-web-page'],
    ['a table alone', '<table>\n<tr><td>Nom</td></tr></table>', 'table-of-web-page'],
    ['a text that begins with a mark', 'Nom;Prix\n<html>;4\n', '2 rows'],
    ['a name in angle brackets', '<tablette>;Prix\nPain;4\n', '2 rows'],
    ['an archive without a workbook', aZip({ 'a.txt': 'a' }), 'table-unreadable'],
    ['half of a workbook', aWorkbook(sheetRows([['a']])).subarray(0, 300), 'table-unreadable'],
    ['no archive behind its first bytes', Buffer.from('PK\x03\x04 and nothing'), 'table-unreadable'],
    ['malformed XML', aWorkbook('<row r="1"><c r="A1"><v>1</row>'), 'table-unreadable'],
    [
      'a cell beyond all sheets',
      aWorkbook(row('<c r="XFD1048576"><v>1</v></c>', 1_048_576)),
      'table-unreadable',
    ],
    [
      'a workbook of nothing but beginnings',
      aWorkbook(`<c r="A1">${'<'.repeat(3_000_000)}`),
      'table-unreadable',
    ],
    ['cells that never end', aWorkbook('<c r="A1">'.repeat(700_000)), 'table-unreadable'],
    ['tags of cells that never end', aWorkbook('<c '.repeat(2_500_000)), 'table-unreadable'],
    [
      'values that never begin',
      aWorkbook(row(`<c r="A1">${'<v '.repeat(2_500_000)}</c>`)),
      'table-unreadable',
    ],
    [
      'sheets that have no name',
      aWorkbook('', { 'xl/workbook.xml': `<workbook>${'<sheet '.repeat(1_000_000)}` }),
      'table-unreadable',
    ],
    ['a sheet bomb', aWorkbook(' '.repeat(300_000_000)), 'table-too-long'],
    ['the same that lies', aWorkbook(' '.repeat(300_000_000), {}, 10), 'table-too-long'],
    [
      'a bomb of shared texts',
      aWorkbook(sheetRows([['a']]), {
        'xl/sharedStrings.xml': `<sst>${'<si><t>a</t></si>'.repeat(2_000_000)}</sst>`,
      }),
      'table-too-long',
    ],
  ])('is refused as %s', async (_what, bytes, code) => {
    expect(await outcomeOf(bytes)).toBe(code);
  });

  it('is refused as a picture that is called a workbook', async () => {
    expect(await outcomeOf(await aPicture().png().toBuffer())).toBe('table-refused');
  });

  it('may have cells as long as those of a spreadsheet', async () => {
    const longest = 'x'.repeat(32_767);
    expect(await cellsOf(`Nom;Prix\n${longest};1\n`)).toEqual([
      ['Nom', 'Prix'],
      [longest, '1'],
    ]);
    expect(await cellsOf(aWorkbook(sheetRows([[longest]])))).toEqual([[longest]]);
  });

  it('may be as long as was said, and is refused where it unpacks to cells without end', async () => {
    expect(await outcomeOf(`Nom\n${'Pain\n'.repeat(2_000)}`)).toBe('2001 rows');
    expect(
      await outcomeOf(
        aWorkbook(row('<c r="A1"><v>1</v></c>', 1) + row('<c r="ZZZ99999999"><v>1</v></c>', 99_999_999)),
      ),
    ).toMatch(/^table-(unreadable|too-costly|too-long)$/);
  });
});
