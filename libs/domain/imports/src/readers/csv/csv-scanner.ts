import { isUtf8 } from 'node:buffer';
import type { RowErrorLog } from '../row-error';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Longer than any true record; what a stray quotation mark or a giant cell may cost in memory. */
const MAX_RECORD_BYTES = 256 * 1024;

/** Lines that the quoted cells of one record may span: a mark that is never closed is looked for no further. */
export const MAX_RECORD_LINES = 200;

/** A record as it lies in the bytes; valid during the call that gives it. */
export interface RawRecord {
  readonly data: Buffer;
  readonly start: number;
  /** Exclusive, without the line's end. */
  readonly end: number;
  /** The physical line where it begins, from 1. */
  readonly line: number;
  /** Whether a quotation mark is in it: without one, a separator is always a separator. */
  readonly quoted: boolean;
  /** False for the last record of a file that does not end with a line's end. */
  readonly ended: boolean;
}

const MORE = -1;
const UNCLOSED = -2;

const windows1252 = new TextDecoder('windows-1252');

/**
 * The text of a record, in UTF-8 or else in Windows-1252 with a warning: one wrongly saved line does not spoil the others,
 * and a whole file in Latin-1 is still read.
 */
export function decodeRecord({ data, start, end, line }: RawRecord, log: RowErrorLog): string {
  const bytes = data.subarray(start, end);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  log.add('encoding-not-utf8', line);
  return windows1252.decode(bytes);
}

/**
 * The cells of a record (RFC 4180). Lenient where people are: a quotation mark inside an unquoted cell, or one inside a
 * quoted cell that no separator follows, is a character like any other.
 */
export function splitRecord(text: string, separator: string, quoted: boolean): string[] {
  if (!quoted) return text.split(separator);
  const cells: string[] = [];
  for (let at = 0; ;) {
    if (text[at] !== '"') {
      const next = text.indexOf(separator, at);
      cells.push(next < 0 ? text.slice(at) : text.slice(at, next));
      if (next < 0) return cells;
      at = next + 1;
      continue;
    }
    let cell = '';
    let from = at + 1;
    for (;;) {
      const mark = text.indexOf('"', from);
      if (mark < 0) {
        cells.push(cell + text.slice(from));
        return cells;
      }
      const after = text[mark + 1];
      cell += text.slice(from, mark);
      from = mark + 1;
      if (after === undefined) {
        cells.push(cell);
        return cells;
      }
      if (after === separator) break;
      cell += '"';
      if (after === '"') from += 1;
    }
    cells.push(cell);
    at = from + 1;
  }
}

/**
 * Cuts a stream of bytes into CSV records without decoding them: a national file is filtered on its bytes, and only what is
 * kept becomes text. Memory is bounded by the longest record allowed. A record that is too long is left out to the end of
 * its line; a quotation mark that is never closed costs its own line alone, and is looked for in so many lines only: a file
 * full of them takes a time that grows with its length. `multiline: false` for sources whose cells hold no line's end: there
 * a mark never reaches the next line, which it could swallow unseen when that one has a mark too.
 */
export class CsvScanner {
  private data: Buffer = Buffer.alloc(0);
  private line = 1;
  private skipping = false;
  private readonly separator: number;

  constructor(
    separator: string,
    private readonly log: RowErrorLog,
    private readonly onRecord: (record: RawRecord) => void,
    private readonly multiline = true,
  ) {
    this.separator = separator.charCodeAt(0);
  }

  push(chunk: Buffer): void {
    this.data = this.data.length === 0 ? chunk : Buffer.concat([this.data, chunk]);
    this.scan(false);
  }

  end(): void {
    this.scan(true);
  }

  private scan(final: boolean): void {
    const data = this.data;
    const size = data.length;
    let start = 0;
    let mark = -1;
    while (start < size) {
      const eol = data.indexOf(LF, start);
      const stop = eol < 0 ? size : eol;
      if (this.skipping || stop - start > MAX_RECORD_BYTES) {
        this.leaveLine();
        start = stop + 1;
        this.skipping = eol < 0;
        if (eol >= 0) this.line += 1;
        continue;
      }
      if (eol < 0 && !final) break;
      if (mark < start) mark = data.indexOf(QUOTE, start);
      if (mark < 0) mark = size;
      const end = mark >= stop || !this.multiline ? stop : this.quotedEnd(start, stop, final);
      if (end === MORE) break;
      if (end === UNCLOSED) {
        // At the very end it is no stray mark: the file was cut inside a cell.
        this.log.add(eol < 0 ? 'file-truncated' : 'quote-unclosed', this.line);
        this.line += 1;
        start = stop + 1;
        continue;
      }
      this.emit(start, end, mark < stop);
      start = end + 1;
    }
    this.data = start >= size ? Buffer.alloc(0) : data.subarray(start);
  }

  private leaveLine(): void {
    if (!this.skipping) this.log.add('record-too-long', this.line, `${MAX_RECORD_BYTES / 1024} kB`);
  }

  private emit(start: number, stop: number, quoted: boolean): void {
    const data = this.data;
    const line = this.line;
    this.line += 1;
    if (quoted)
      for (let at = data.indexOf(LF, start); at >= 0 && at < stop; at = data.indexOf(LF, at + 1))
        this.line += 1;
    const end = stop > start && data[stop - 1] === CR ? stop - 1 : stop;
    if (end > start) this.onRecord({ data, start, end, line, quoted, ended: stop < data.length });
  }

  /** Where the record that begins here ends, quoted line ends stepped over. @param stop the end of its first line */
  private quotedEnd(start: number, stop: number, final: boolean): number {
    const data = this.data;
    const size = data.length;
    // Almost every record is one line, and is done with before the others are counted.
    let limit = stop;
    let isCounted = false;
    const isBeyond = (at: number): boolean => {
      if (at > limit && !isCounted) {
        limit = this.farthestEnd(start, stop);
        isCounted = true;
      }
      return at > limit;
    };
    const isSeparator = (byte: number | undefined): boolean => byte === this.separator;
    for (let at = start; ;) {
      if (data[at] === QUOTE) {
        let close = at;
        do {
          close = data.indexOf(QUOTE, close + 1);
          const open = close < 0 || (close === size - 1 && !final);
          if (open) return final || isBeyond(size) ? UNCLOSED : MORE;
          if (data[close + 1] === QUOTE && close + 1 < size) close += 1;
          else if (close + 1 >= size || this.closes(data[close + 1], data[close + 2])) break;
        } while (!isBeyond(close));
        if (isBeyond(close)) return UNCLOSED;
        at = close + 1;
      }
      while (at < size && data[at] !== LF && !isSeparator(data[at])) at += 1;
      if (at >= size) return final ? size : isBeyond(size) ? UNCLOSED : MORE;
      if (data[at] === LF) return at;
      at += 1;
    }
  }

  /** How far the record that begins here may reach: so many bytes, and so many lines. @param stop the end of its first line */
  private farthestEnd(start: number, stop: number): number {
    const most = start + MAX_RECORD_BYTES;
    let end = stop;
    for (let lines = 1; lines < MAX_RECORD_LINES; lines += 1) {
      end = this.data.indexOf(LF, end + 1);
      if (end < 0 || end > most) return most;
    }
    return end;
  }

  /** Whether a quotation mark before these bytes ends its cell. */
  private closes(next: number | undefined, afterNext: number | undefined): boolean {
    return (
      next === this.separator || next === LF || (next === CR && (afterNext === LF || afterNext === undefined))
    );
  }
}

/** Which of the usual separators a header has most of; a comma where it has none. */
export function detectSeparator(header: string): ',' | ';' | '\t' | '|' {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (separator: string): number => bare.split(separator).length;
  const [best = ','] = ([',', ';', '\t', '|'] as const).toSorted((one, other) => count(other) - count(one));
  return best;
}
