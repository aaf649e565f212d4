const HOUR = 60;
const MINUTES_OF_DAY = 1_440;
const NBSP = '\u00a0';
const two = (number: number): string => String(number).padStart(2, '0');

/** "10 h 15"; "10:15 am": as the server writes times. */
export function timeWords(minute: number): string {
  const within = minute % MINUTES_OF_DAY;
  const [hour, rest] = [Math.floor(within / HOUR), within % HOUR];
  if (document.documentElement.lang !== 'en')
    return rest === 0 ? `${String(hour)}${NBSP}h` : `${String(hour)}${NBSP}h${NBSP}${two(rest)}`;
  if (within === MINUTES_OF_DAY / 2) return 'noon';
  const clock = String(hour % 12 === 0 ? 12 : hour % 12);
  return `${clock}${rest === 0 ? '' : `:${two(rest)}`}${NBSP}${hour < 12 ? 'am' : 'pm'}`;
}

/** "10:15", as a field of a time has it. */
export const clockOf = (minute: number): string =>
  `${two(Math.floor((minute % MINUTES_OF_DAY) / HOUR))}:${two(minute % HOUR)}`;

/** The minute of a field of a time; null where it has none. */
export function minuteOf(clock: string): number | null {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  return hour === undefined ? null : Number(hour) * HOUR + Number(minute);
}

/** A sentence with its words. */
export const filled = (sentence: string | undefined, words: Readonly<Record<string, string>>): string =>
  (sentence ?? '').replace(/\{(\w+)\}/g, (all, key: string) => words[key] ?? all);
