/** The time, as a dependency: what decides takes an instant, never the machine's clock. */
export interface Clock {
  /** The present instant, UTC, milliseconds since 1970. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
