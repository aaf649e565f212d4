/**
 * The first sheet of a workbook (ISO/IEC 29500) as texts. What it unpacks to is measured before it is read, whatever its
 * directory says; formulas are not run, and a cell whose formula has no value says so, as one with an error does.
 */
import { Buffer } from 'node:buffer';
import { posix } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { Refusal } from './refusal.mjs';

/** Unpacked: three times what two thousand lines with long descriptions take. Beyond it there are too many lines, or a bomb. */
const MAX_PART_BYTES = 8_000_000;
const MAX_ENTRIES = 5_000;
const DEFLATED = 8;

/** What a cell says whose formula was never computed; as a spreadsheet says it of others. */
const NOT_COMPUTED = '#CALC!';

/** One part of the archive; null for what is not packed as spreadsheets do. */
function unpacked(bytes, { method, from, length }) {
  const data = bytes.subarray(from, from + length);
  if (method === 0) return data;
  if (method !== DEFLATED) throw new Refusal('unreadable');
  try {
    return inflateRawSync(data, { maxOutputLength: MAX_PART_BYTES });
  } catch (error) {
    throw new Refusal(error?.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-many-rows' : 'unreadable');
  }
}

/** The XML of a workbook by name, unpacked (APPNOTE 4.3.7, 4.3.12). */
function partsOf(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) throw new Refusal('unreadable');
  const entries = bytes.readUInt16LE(end + 10);
  if (entries > MAX_ENTRIES) throw new Refusal('unreadable');
  const parts = new Map();
  for (let at = bytes.readUInt32LE(end + 16), left = entries; left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new Refusal('unreadable');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    if (/^xl\/.*\.xml(\.rels)?$/.test(name)) {
      if (local + 30 > bytes.length) throw new Refusal('unreadable');
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = { method: bytes.readUInt16LE(at + 10), from, length: bytes.readUInt32LE(at + 20) };
      const part = unpacked(bytes, packed);
      if (part.length > MAX_PART_BYTES) throw new Refusal('too-many-rows');
      checkTags(part);
      if (/^xl\/(workbook|worksheets\/[^/]+|_rels\/workbook)\.xml/.test(name)) parts.set(name, part);
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

const attribute = (tag, name) => new RegExp(`\\s(?:\\w+:)?${name}="([^"]*)"`).exec(tag)?.[1];

/** What may hold any sign, and how it ends. */
const OPAQUE = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
];

/**
 * The tags of a part, each with the text before it, in one pass: no sign is looked at for the second time, whatever is written.
 * @throws Refusal where a tag does not end before another one begins, on which the reader of sheets would work without end
 */
function* tagsOf(xml) {
  let from = 0;
  for (;;) {
    const start = xml.indexOf('<', from);
    if (start < 0) return;
    const [, ending = '>'] = OPAQUE.find(([beginning]) => xml.startsWith(beginning, start)) ?? [];
    const end = xml.indexOf(ending, start);
    if (end < 0) throw new Refusal('unreadable');
    const tag = xml.slice(start, end + 1);
    if (ending === '>') {
      if (tag.lastIndexOf('<') > 0) throw new Refusal('unreadable');
      const [, slash, name = ''] = /^<(\/?)(?:\w+:)?(\w+)/.exec(tag) ?? [];
      yield {
        tag,
        name: `${slash ?? ''}${name}`,
        isEmpty: tag.endsWith('/>'),
        before: xml.slice(from, start),
      };
    }
    from = end + ending.length;
  }
}

/** The text of the first sheet. */
function firstSheet(parts) {
  const textOf = (name) => parts.get(name)?.toString('utf8') ?? '';
  const tagNamed = (part, wanted, isIt = () => true) => {
    for (const { name, tag } of tagsOf(textOf(part))) if (name === wanted && isIt(tag)) return tag;
    return '';
  };
  const id = /\s\w+:id="([^"]*)"/.exec(tagNamed('xl/workbook.xml', 'sheet'))?.[1];
  const isTarget = (tag) => attribute(tag, 'Id') === id;
  const relation = tagNamed('xl/_rels/workbook.xml.rels', 'Relationship', isTarget);
  const target = attribute(relation, 'Target') ?? '';
  return textOf(target.startsWith('/') ? target.slice(1) : posix.join('xl', target));
}

/** What a cell says that has an error, or a formula and no value; undefined for one that is as it is shown. */
function failureOf({ tag, value, hasFormula }) {
  const type = attribute(tag, 't');
  if (type === 'e') return value === '' ? NOT_COMPUTED : value;
  return value === '' && type !== 'str' && hasFormula ? NOT_COMPUTED : undefined;
}

/** Places of cells without a value that have an error or a formula, by their names (`B7`). */
function failedCells(sheet) {
  const failed = new Map();
  let cell = null;
  let isValue = false;
  for (const { tag, name, isEmpty, before } of tagsOf(sheet)) {
    if (cell && isValue) cell.value ||= before;
    isValue = cell !== null && name === 'v' && !isEmpty;
    if (name === 'c' && !isEmpty) cell = { tag, value: '', hasFormula: false };
    else if (cell && name === 'f') cell.hasFormula = true;
    else if (cell && name === '/c') {
      const failure = failureOf(cell);
      if (failure !== undefined) failed.set(attribute(cell.tag, 'r') ?? '', failure);
      cell = null;
    }
  }
  return failed;
}

/** @throws Refusal for a part that no program wrote as XML: nobody else is given it to read */
function checkTags(part) {
  const tags = tagsOf(part.toString('utf8'));
  while (!tags.next().done);
}

/** `B7` as indices from 0. */
function placeOf(name) {
  const [, letters = '', row = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(name) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(row) - 1, column: column - 1 };
}

/** "0.1 + 0.2" is saved with seventeen digits: what a spreadsheet shows has fewer. */
const numberText = (text) => {
  const number = Number(text);
  return Number.isFinite(number) && !Number.isSafeInteger(number)
    ? String(Number(number.toFixed(6)))
    : String(text).trim();
};

const cellText = (value) => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00.000Z$/, '');
  return String(value);
};

/** @throws Refusal for what is no workbook, or has too much in it */
export async function rowsOfWorkbook(bytes) {
  const parts = partsOf(bytes);
  if (!parts.has('xl/workbook.xml')) throw new Refusal('unreadable');
  const failed = failedCells(firstSheet(parts));
  const { readSheet } = await import('read-excel-file/node');
  const read = await readSheet(bytes, 1, { parseNumber: numberText, trim: false }).catch(() => {
    throw new Refusal('unreadable');
  });
  const rows = read.map((row) => row.map(cellText));
  for (const [name, word] of failed) {
    const { row, column } = placeOf(name);
    // Of rows that hold nothing else, nobody wants to know.
    const cells = rows[row];
    if (!cells || column < 0) continue;
    while (cells.length < column) cells.push('');
    cells[column] = word;
  }
  return rows;
}
