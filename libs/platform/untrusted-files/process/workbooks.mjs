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
      if (/^xl\/(workbook|worksheets\/[^/]+|_rels\/workbook)\.xml/.test(name)) parts.set(name, part);
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

const attribute = (tag, name) => new RegExp(`\\s(?:\\w+:)?${name}="([^"]*)"`).exec(tag)?.[1];

/** The text of the first sheet. */
function firstSheet(parts) {
  const textOf = (name) => parts.get(name)?.toString('utf8') ?? '';
  const [sheet = ''] = /<(?:\w+:)?sheet\s[^>]*>/.exec(textOf('xl/workbook.xml')) ?? [];
  const id = /\s\w+:id="([^"]*)"/.exec(sheet)?.[1];
  const relations = textOf('xl/_rels/workbook.xml.rels').match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
  const target = attribute(relations.find((tag) => attribute(tag, 'Id') === id) ?? '', 'Target') ?? '';
  return textOf(target.startsWith('/') ? target.slice(1) : posix.join('xl', target));
}

/** Places of cells without a value that have an error or a formula, by their names (`B7`). */
function failedCells(sheet) {
  const failed = new Map();
  for (const [, tag = '', content = ''] of sheet.matchAll(
    /<(?:\w+:)?c(\s[^>]*[^/>])>([^]*?)<\/(?:\w+:)?c>/g,
  )) {
    const value = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</.exec(content)?.[1] ?? '';
    const name = attribute(tag, 'r') ?? '';
    if (attribute(tag, 't') === 'e') failed.set(name, value === '' ? NOT_COMPUTED : value);
    else if (value === '' && attribute(tag, 't') !== 'str' && /<(?:\w+:)?f[\s>/]/.test(content))
      failed.set(name, NOT_COMPUTED);
  }
  return failed;
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
