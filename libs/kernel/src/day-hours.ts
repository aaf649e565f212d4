/** A stretch of opening, in minutes since local midnight; beyond 1440 on the next day. */
export interface DaySpan {
  readonly from: number;
  readonly until: number;
}

const DAY = 1_440;
const NBSP = '\u00a0';
const MAX_SPANS = 4;
/** No time, and no day, is written longer: what is would cost its square of a regular expression. */
const LONGEST_TIME = 20;
const LONGEST_DAY = 200;
const CLOSED = /^(?:fermée?|closed)?$/i;
const TIME = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?(?:\s*([ap])\.?m\.?)?$/i;
const NOON = /^(?:midi|noon)$/i;
const MIDNIGHT = /^(?:minuit|midnight)$/i;
const SPAN = /^(.+?)\s*(?:-|–|—|à|\bau\b|\bto\b|\buntil\b)\s*(.+)$/i;

/**
 * A time as `<input type="time">` sends it, or as people write it: `9h`, `9 h 30`, `9:30`, `9 am`, « midi », « minuit ». In
 * minutes since midnight; null for none. Pure.
 * @param end of which end of a stretch it is: midnight begins a day, or ends it
 */
export function readTime(text: string, end: 'from' | 'until'): number | null {
  const typed = text.replaceAll(/[\u00a0\u2060]/g, ' ').trim();
  if (typed.length > LONGEST_TIME) return null;
  if (NOON.test(typed)) return DAY / 2;
  if (MIDNIGHT.test(typed)) return end === 'from' ? 0 : DAY;
  const [, hours, minutes, half] = TIME.exec(typed) ?? [];
  if (hours === undefined) return null;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const counted = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return counted <= 24 && minute < 60 && counted * 60 + minute <= DAY ? counted * 60 + minute : null;
}

/** Times in words, « midi », « minuit », `9 am`, with what follows where it is the first end of a stretch. */
const TIME_WORDS =
  /\b(midi|noon|minuit|midnight|\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?)(?=(\s*(?:-|–|—|à|au|to|until|jusqu’à))?)/gi;

const twoDigits = (count: number): string => (count < 10 ? `0${count}` : String(count));

/** A text of hours with the times that it has in words as a clock shows them: « sa midi-minuit » as `sa 12:00-24:00`. Pure. */
export const withClockTimes = (typed: string): string =>
  typed.replaceAll(TIME_WORDS, (word: string, time: string, goesOn?: string) => {
    const minutes = readTime(time, goesOn === undefined ? 'until' : 'from');
    return minutes === null ? word : `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  });

const EVERY_DAY = /\b(?:tous les jours|chaque jour|every day|daily)\b/gi;
/** What people write before days and times, which says nothing of its own. */
const BEFORE_TIMES = /\b(?:du|les?|de|from|on|every)\b\s*/gi;
/** From where the blanks begin: from each of them on, many would take their number squared. */
const TO_WORDS = /(?<!\s)\s+(?:à|au|to|until|jusqu’à)\s+/gi;

/**
 * Hours of a week as people write them, with their stretches as a list has them: « mardi de 9 h à midi » as `mardi 9 h-12:00`,
 * « tous les jours 7h-midi » as `Mo-Su 7h-12:00`. Whoever reads hours of a week reads this. Pure.
 */
export const withPlainSpans = (typed: string): string =>
  withClockTimes(typed).replaceAll(EVERY_DAY, 'Mo-Su').replaceAll(BEFORE_TIMES, '').replaceAll(TO_WORDS, '-');

function spanOf(text: string): DaySpan | null {
  const parts = SPAN.exec(text.replaceAll(NBSP, ' ').trim());
  if (!parts) return null;
  const [from, until] = [readTime(parts[1] ?? '', 'from'), readTime(parts[2] ?? '', 'until')];
  if (from === null || until === null || from === DAY || (from === until && from !== 0)) return null;
  return { from, until: until > from ? until : until + DAY };
}

/**
 * The hours of one day as people write them: `9 h – 12 h 30, 14h-19h`, `9:00-12:30 / 14:00-19:00`, `7 h à 13 h`, « 18 h à minuit ». What ends
 * before it begins goes on into the next day. Pure.
 * @returns no stretch where nothing or « fermé » is written; null for what is not understood
 */
export function readDayHours(text: string): readonly DaySpan[] | null {
  if (text.length > LONGEST_DAY) return null;
  if (CLOSED.test(text.trim())) return [];
  const spans: DaySpan[] = [];
  for (const part of text.split(/[,;/]|\bet\b|\band\b/)) {
    const span = spanOf(part);
    if (!span || spans.length === MAX_SPANS) return null;
    spans.push(span);
  }
  spans.sort((one, other) => one.from - other.from);
  const overlaps = spans.some((span, at) => at > 0 && span.from < (spans[at - 1]?.until ?? 0));
  const [first] = spans;
  const last = spans[spans.length - 1];
  // A night that runs into the same day's morning of the next week is a slip.
  const wraps = first !== undefined && last !== undefined && last.until - DAY > first.from;
  return overlaps || wraps ? null : spans;
}

function timeWords(minutes: number): string {
  const clock = minutes > DAY ? minutes - DAY : minutes;
  const [hours, rest] = [Math.floor(clock / 60), clock % 60];
  return rest === 0 ? `${hours}${NBSP}h` : `${hours}${NBSP}h${NBSP}${String(rest).padStart(2, '0')}`;
}

/** The same the other way round: `9 h – 12 h 30, 14 h – 19 h`, empty for a day without any. Pure. */
export const dayHoursWords = (spans: readonly DaySpan[]): string =>
  spans.map(({ from, until }) => `${timeWords(from)}${NBSP}– ${timeWords(until)}`).join(', ');
