import { MINUTE } from '@halles/kernel';

/** The longest pause between two requests, and the longest session whatever happens. Milliseconds. */
export interface SessionLimits {
  readonly idle: number;
  readonly lifetime: number;
}

/** How often the last visit is written down: once a minute is precise enough for limits of a quarter of an hour. */
const TOUCH_EVERY = 1 * MINUTE;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Whether the session still opens anything at that instant. Pure. */
export function isSessionAlive(
  { lastSeenAt, expiresAt }: SessionTimes,
  now: Date,
  { idle }: Pick<SessionLimits, 'idle'>,
): boolean {
  return now < expiresAt && now.getTime() - lastSeenAt.getTime() < idle;
}

/** Whether the visit at that instant is worth writing down. Pure. */
export function shouldTouch({ lastSeenAt }: SessionTimes, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY;
}
