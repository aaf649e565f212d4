import type { Schedule } from '@halles/domain/hours';
import { LRUCache } from 'lru-cache';

/** Schedules in memory: those of a town's shops that are shown all the time. */
const MOST = 2_000;

const schedules = new LRUCache<string, Schedule>({ max: MOST });

/**
 * The schedule of a stored text, the same value for the same text: what `hours` compiles of a schedule serves every page
 * that shows it. It depends on nothing but the text, so that territories may share it.
 */
export function scheduleOf(stored: string | null): Schedule | null {
  if (stored === null) return null;
  let schedule = schedules.get(stored);
  if (!schedule) {
    // Written by `ListingWriter` alone, from what the parser of hours gave.
    schedule = JSON.parse(stored) as Schedule;
    schedules.set(stored, schedule);
  }
  return schedule;
}
