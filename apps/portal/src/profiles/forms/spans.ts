import { type FormValues, textOf, type KeyedError } from '@halles/platform/forms';
import { formatTime, timeWords, type TimeSpan } from '@halles/domain/hours';
import { type Locale, readTime } from '@halles/kernel';

const DAY = 1_440;
/** How many stretches of a day a form has room for. */
export const SPANS_A_DAY = 2;
/** What lasts longer and ends later in the next morning is no night that somebody keeps open. */
const LONG_OPENING = 12 * 60;
const LATEST_CLOSING = 5 * 60;

/** `09:30`, as `<input type="time">` wants it: the small hours of the next day as a clock shows them. Pure. */
const clockOf = (minutes: number): string => formatTime(minutes % DAY);

export type ReadSpans = { readonly spans: readonly TimeSpan[] } | { readonly error: KeyedError };

const words = ({ from, until }: TimeSpan, locale: Locale): string =>
  `${timeWords(from, locale)}\u00a0– ${timeWords(until, locale)}`;

/** One stretch: from one time until another, which is on the next day where it comes before. */
function readSpan(from: string, until: string): TimeSpan | KeyedError | null {
  if (from === '' && until === '') return null;
  if (from === '') return { key: 'spanBegins' };
  if (until === '') return { key: 'spanEnds' };
  const [begins, ends] = [readTime(from, 'from'), readTime(until, 'until')];
  if (begins === null || ends === null || begins === DAY) return { key: 'time' };
  // Midnight at both ends is a whole day; any other twice the same is a slip.
  if (begins === ends && begins !== 0) return { key: 'spanEmpty' };
  return { from: begins, until: ends > begins ? ends : ends + DAY };
}

/**
 * The stretches of one day, in the order of the clock. What crosses midnight is understood; what overlaps, lacks an end or
 * says nothing is refused with the reason. Pure.
 * @param name before `from1`, `until1`, `from2`…
 */
export function readSpans(raw: FormValues, name: string, locale: Locale): ReadSpans {
  const spans: TimeSpan[] = [];
  for (let at = 1; at <= SPANS_A_DAY; at += 1) {
    const read = readSpan(textOf(raw, `${name}from${at}`), textOf(raw, `${name}until${at}`));
    if (read === null) continue;
    if ('key' in read) return { error: read };
    spans.push(read);
  }
  spans.sort((one, other) => one.from - other.from);
  for (const [at, span] of spans.entries()) {
    const before = spans[at - 1];
    if (before && span.from < before.until)
      return {
        error: { key: 'spansOverlap', words: { one: words(before, locale), other: words(span, locale) } },
      };
  }
  const [first] = spans;
  const last = spans.at(-1);
  if (first && last && last.until - DAY > first.from)
    return {
      error: { key: 'spansOverlap', words: { one: words(last, locale), other: words(first, locale) } },
    };
  return { spans };
}

/**
 * The stretches of a day with a date. No opening of the next morning limits its night, so that a closing time of the morning
 * after a long day is taken for a slip. Pure.
 */
export function readDatedSpans(raw: FormValues, name: string, locale: Locale): ReadSpans {
  const read = readSpans(raw, name, locale);
  if ('error' in read) return read;
  const slip = read.spans.find(
    ({ from, until }) => until - from > LONG_OPENING && until - DAY > LATEST_CLOSING,
  );
  return slip ? { error: { key: 'spanTooLong', words: { span: words(slip, locale) } } } : read;
}

/** The inputs of one day filled in. Pure. */
export function fillSpans(name: string, spans: readonly TimeSpan[]): Record<string, string> {
  return Object.fromEntries(
    spans.slice(0, SPANS_A_DAY).flatMap(({ from, until }, at) => [
      [`${name}from${at + 1}`, clockOf(from)],
      [`${name}until${at + 1}`, clockOf(until)],
    ]),
  );
}

/** Several parts of a form as one. Pure. */
export const together = (parts: readonly Readonly<Record<string, string>>[]): Record<string, string> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
