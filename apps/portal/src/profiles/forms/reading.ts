import { type FormValues, textOrNull, type InputError } from '@halles/platform/forms';
import { isOneLine } from '@halles/contracts';
import type { ReadPoint } from './contact-points';

/** Collects what is right in a form and what is wrong. */
export class Reading {
  readonly changes: Record<string, unknown> = {};
  readonly errors: Record<string, InputError> = {};

  /** A telephone number or an address, or null. */
  point(name: string, read: ReadPoint): string | null {
    if ('value' in read) return read.value;
    this.errors[name] = read.error;
    return null;
  }

  /** A text on one line, or null. */
  line(raw: FormValues, name: string, longest: number): string | null {
    const text = textOrNull(raw, name);
    if (text === null) return null;
    if (!isOneLine(text)) this.errors[name] = { key: 'oneLine' };
    else if (text.length > longest) this.errors[name] = { key: 'tooLong', words: { most: String(longest) } };
    else return text;
    return null;
  }

  /** A whole number between two others, or null. */
  number(raw: FormValues, name: string, from: number, until: number): number | null {
    const text = textOrNull(raw, name);
    if (text === null) return null;
    const value = Number(text.replace(',', '.'));
    if (Number.isInteger(value) && value >= from && value <= until) return value;
    this.errors[name] = { key: 'between', words: { from: String(from), until: String(until) } };
    return null;
  }
}
