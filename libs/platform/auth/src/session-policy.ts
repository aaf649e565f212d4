import { HOUR, MINUTE } from '@halles/kernel';

/** Longest pause between two requests of an operator, and longest session whatever happens. Milliseconds. */
export const SESSION_IDLE = 30 * MINUTE;
export const SESSION_LIFETIME = 8 * HOUR;

/** How often the last visit is written down: once a minute is precise enough for a limit of thirty. */
const TOUCH_EVERY = 1 * MINUTE;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Whether the session still opens anything at that instant. Pure. */
export function isSessionAlive({ lastSeenAt, expiresAt }: SessionTimes, now: Date): boolean {
  return now < expiresAt && now.getTime() - lastSeenAt.getTime() < SESSION_IDLE;
}

/** Whether the visit at that instant is worth writing down. Pure. */
export function shouldTouch({ lastSeenAt }: SessionTimes, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY;
}
