/**
 * A table leaves as plain texts: a list of rows in JSON, each with the number that a spreadsheet shows beside it. Whatever
 * else was in the file stays behind.
 */
import { isUtf8 } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { Refusal } from './refusal.mjs';

/** Characters of all cells: two thousand products with long descriptions have two million. */
const MAX_CHARACTERS = 4_000_000;
const MAX_COLUMNS = 60;
/** Characters of a cell, as in Excel: whoever reads the rows works on a cell as a whole, in a process that serves others too. */
const MAX_CELL_CHARACTERS = 32_767;

const hasNul = (text) => text.includes('\u0000');

/** UTF-16 as Excel saves "Unicode text", UTF-8, or else what Excel saves in France. */
function decoded(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** The separator that the first line with something in it has most of; a comma where it has none. */
function separatorOf(text) {
  const [line = ''] = /^.*\S.*$/m.exec(text.slice(0, 100_000)) ?? [];
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const count = (separator) => bare.split(separator).length;
  return [',', ';', '\t', '|'].toSorted((one, other) => count(other) - count(one))[0];
}

async function rowsOfText(bytes, mostRows) {
  const whole = decoded(bytes);
  if (hasNul(whole)) throw new Refusal('unreadable');
  // "sep=;" tells Excel how to read what follows, and is no line of the table.
  const [hint = '', told] = /^sep=([,;\t|])\r?\n/i.exec(whole) ?? [];
  const text = whole.slice(hint.length);
  const { parse } = await import('csv-parse/sync');
  const most = mostRows * 2;
  const rows = parsed(() =>
    parse(text, {
      delimiter: told ?? separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_CHARACTERS,
      to: most,
    }),
  );
  // Nothing is left out in silence: where half of so many lines are empty, somebody has to look.
  if (rows.length === most) throw new Refusal('too-many-rows');
  return rows;
}

function parsed(parse) {
  try {
    return parse();
  } catch (error) {
    throw new Refusal(error?.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-unclosed' : 'unreadable');
  }
}

/** Rows that hold something, with their numbers from 1. */
function filled(rows, mostRows) {
  const found = rows.flatMap((cells, index) => {
    const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return width === 0 ? [] : [{ line: index + 1, cells: cells.slice(0, width) }];
  });
  if (found.length === 0) throw new Refusal('empty');
  if (found.length > mostRows) throw new Refusal('too-many-rows');
  if (found.some(({ cells }) => cells.length > MAX_COLUMNS)) throw new Refusal('too-many-columns');
  if (found.some(({ cells }) => cells.some(({ length }) => length > MAX_CELL_CHARACTERS)))
    throw new Refusal('cell-too-long');
  let characters = 0;
  for (const { cells } of found) for (const { length } of cells) characters += length;
  if (characters > MAX_CHARACTERS) throw new Refusal('too-many-rows');
  if (found.some(({ cells }) => cells.some(hasNul))) throw new Refusal('unreadable');
  return found;
}

/** @param mostRows the row of names included */
export async function readTable({ input, output, type, mostRows }) {
  const bytes = await readFile(input);
  const rows =
    type === 'workbook'
      ? await (await import('./workbooks.mjs')).rowsOfWorkbook(bytes)
      : await rowsOfText(bytes, mostRows);
  const file = 'table.json';
  await writeFile(join(output, file), JSON.stringify(filled(rows, mostRows)));
  return { file };
}
