import { isUtf8 } from 'node:buffer';
import type { RowErrorLog } from '../row-error';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** A region's outline as one feature is some megabytes; a place is some hundred bytes. */
const MAX_ELEMENT_BYTES = 8 * 1024 * 1024;
/** Keys of the top object, and what lies between elements. */
const MAX_KEY_BYTES = 64;

export interface JsonElement {
  /** From 1. */
  readonly rank: number;
  readonly value: unknown;
}

/**
 * Cuts the objects out of one array of a large JSON file (`"features": […]`, `"elements": […]` of the top object) and gives
 * each to JSON.parse: memory holds one element, not the file, and a broken element is an error of its own. Only brackets and
 * strings are followed here; what JSON is, the platform's parser says.
 */
export class JsonElementScanner {
  readonly elements: JsonElement[] = [];
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** The last string of the top object: a key, when a bracket follows. */
  private key = '';
  private inList = false;
  private hasFound = false;
  private begun = false;
  private rank = 0;
  private size = 0;
  private tooLong = false;
  private parts: Buffer[] = [];
  private stringStart = -1;
  private keyTail = '';

  constructor(
    private readonly lists: ReadonlySet<string>,
    private readonly log: RowErrorLog,
  ) {}

  /** Whether one of the lists was met. */
  get found(): boolean {
    return this.hasFound;
  }

  /** How many elements were cut, broken ones included. */
  get count(): number {
    return this.rank;
  }

  push(chunk: Buffer): void {
    let start = this.parts.length > 0 || this.tooLong ? 0 : -1;
    if (this.inString) this.stringStart = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (this.inString) {
        this.step(chunk, at, byte);
      } else if (byte === QUOTE) {
        this.inString = true;
        this.stringStart = at + 1;
        this.keyTail = '';
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.inList && this.depth === 2 && byte === OPEN_BRACE) start = at;
        this.open(byte);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.depth -= 1;
        if (this.inList && this.depth === 2) {
          if (start >= 0) this.close(chunk.subarray(start, at + 1));
          start = -1;
        } else if (this.inList && this.depth < 2) this.inList = false;
      }
    }
    if (start >= 0) this.carry(chunk.subarray(start));
    if (this.inString && this.depth === 1) this.keyTail += this.keyPart(chunk, chunk.length);
  }

  /** @returns whether the top value was closed: a file that stops before is cut */
  end(): boolean {
    return this.begun && this.depth === 0 && !this.inString;
  }

  private step(chunk: Buffer, at: number, byte: number | undefined): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) {
      this.inString = false;
      if (this.depth === 1) this.key = this.keyTail + this.keyPart(chunk, at);
    }
  }

  private keyPart(chunk: Buffer, to: number): string {
    return chunk.toString('latin1', this.stringStart, Math.min(to, this.stringStart + MAX_KEY_BYTES));
  }

  private open(byte: number): void {
    this.begun = true;
    if (this.depth === 1 && byte === OPEN_BRACKET && this.lists.has(this.key)) {
      this.inList = true;
      this.hasFound = true;
    }
    this.depth += 1;
  }

  private carry(part: Buffer): void {
    this.size += part.length;
    if (this.size > MAX_ELEMENT_BYTES) {
      this.tooLong = true;
      this.parts = [];
    } else this.parts.push(part);
  }

  private close(part: Buffer): void {
    this.carry(part);
    this.rank += 1;
    const bytes = this.tooLong ? undefined : Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    this.tooLong = false;
    if (bytes === undefined) {
      this.log.add('record-too-long', this.rank, `${MAX_ELEMENT_BYTES / 1024 / 1024} MB`);
      return;
    }
    if (!isUtf8(bytes)) this.log.add('encoding-not-utf8', this.rank);
    try {
      const value: unknown = JSON.parse(bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1'));
      this.elements.push({ rank: this.rank, value });
    } catch {
      this.log.add('element-invalid', this.rank);
    }
  }
}
