import { DAY, MINUTE } from '@halles/kernel';

/** Those who keep a business look in once a week: longest pause between two requests, and longest session. Milliseconds. */
export const accountLimits = { idle: 7 * DAY, lifetime: 30 * DAY } as const;

/** How often the last visit is written down: a quarter of an hour is precise enough for a limit of a week. */
const NOTED_EVERY = 15 * MINUTE;

/** Whether a visit is worth writing down after the last that was. Pure. */
export const isWorthNoting = (lastSeenAt: Date, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= NOTED_EVERY;
