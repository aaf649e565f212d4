import { instantOf, type Instant, wallTime } from '@halles/domain/hours';
import type { StepFunction } from '@halles/domain/place-days';
import type { BookableResource } from './booking-rules';

/** How much is taken between two instants: each value times how long it holds. Pure. */
function taken({ base, starts, values }: StepFunction, from: Instant, until: Instant): number {
  let [sum, since, value] = [0, from, base];
  for (const [index, start] of starts.entries()) {
    if (start >= until) break;
    if (start > since) {
      sum += value * (start - since);
      since = start;
    }
    value = values[index] ?? value;
  }
  return sum + value * (until - since);
}

/**
 * Those who serve for a need, who has least to do on a day first; of equals the one before in the order of the agenda. Pure.
 * @param from an instant of that day, by the clock of the zone
 */
export function leastBusyFirst(
  need: readonly BookableResource[],
  timeZone: string,
  from: Instant,
): BookableResource[] {
  const { day } = wallTime(timeZone, from);
  const [midnight, end] = [instantOf(timeZone, day, 0), instantOf(timeZone, day + 1, 0)];
  const load = new Map(
    need.map((resource) => [resource.id, taken(resource.taken, midnight, end) / resource.capacity]),
  );
  return [...need].sort((one, other) => (load.get(one.id) ?? 0) - (load.get(other.id) ?? 0));
}
