/**
 * The time, as a dependency: what decides takes an instant or is given a clock, never the machine's. The class is the
 * token by which Nest provides it (`ConfigModule`).
 */
export abstract class Clock {
  /** The present instant, UTC, milliseconds since 1970. */
  abstract now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
