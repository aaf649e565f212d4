import { MINUTE, SECOND } from '@halles/kernel';

const FIRST_DELAY = 0.5 * SECOND;
const LONGEST_DELAY = 8 * SECOND;

/** Deaths within a minute after which a process is not started again. */
export const DEATHS_IN_A_MINUTE = 5;

/**
 * How long to wait before a process that died is started again: twice as long each time within a minute. Pure.
 * @param deaths moments of its deaths, the last one included, milliseconds
 * @returns milliseconds, or null when it died too often to try once more
 */
export function restartDelay(deaths: readonly number[]): number | null {
  const last = deaths.at(-1) ?? 0;
  const recent = deaths.filter((moment) => last - moment < MINUTE).length;
  if (recent >= DEATHS_IN_A_MINUTE) return null;
  return Math.min(FIRST_DELAY * 2 ** Math.max(recent - 1, 0), LONGEST_DELAY);
}
