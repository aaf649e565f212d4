import { readTime } from '@halles/kernel';
import { z } from 'zod';

const MINUTES_OF_DAY = 1_440;

/**
 * A time of the clock as a field sends it or as people type it (`08:00`, `8 h`, `8h30`), in minutes since midnight.
 * @param end of which end of a stretch it is: only the last of a day ends at its midnight
 */
export const clockTime = (end: 'from' | 'until' = 'from') =>
  z.string().transform((text, context) => {
    const minute = readTime(text, end);
    const isTime = minute !== null && (minute < MINUTES_OF_DAY || end === 'until');
    if (!isTime) context.addIssue({ code: 'custom', input: text });
    return isTime ? minute : z.NEVER;
  });

/** The same, or nothing. */
export const clockTimeOrNone = (end: 'from' | 'until' = 'from') =>
  z.union([z.literal('').transform(() => null), clockTime(end)]);
