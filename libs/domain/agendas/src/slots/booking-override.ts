import { type Instant, type Interval, wallTime } from '@halles/domain/hours';
import { DAY, MINUTE } from '@halles/kernel';
import { openingsOn } from './booking-openings';
import type { BookableResource, BookedService, BookingQuestion, BookingRefusal } from './booking-rules';
import {
  type BookingSlot,
  endOf,
  isAboveGauge,
  isFree,
  isThere,
  isWithin,
  seats,
  whoGoesOn,
} from './booking-slots';

/**
 * What a shop may knowingly pass over: the place is closed, who serves is not there, or is taken, nobody takes so many people, there
 * would be more people than the place lets in, or than a rule of its territory does.
 */
export const PASSED_RULES = ['hours', 'away', 'taken', 'party', 'gauge', 'gauge-rule'] as const;
export type PassedRule = (typeof PASSED_RULES)[number];

/** A time with the rules that it passes over; of the gauge it is not said yet whose it is. */
export interface OverriddenSlot {
  readonly slot: BookingSlot;
  readonly passed: readonly Exclude<PassedRule, 'gauge-rule'>[];
}

/** Who serves for a need although it should not be, and what is passed over by that. */
function servesAnyway(
  need: readonly BookableResource[],
  service: BookedService,
  time: Interval,
  { party, day }: { readonly party: number; readonly day: number },
): { readonly id: string; readonly passed: OverriddenSlot['passed'] } | null {
  const ranked = need.map((resource) => {
    const takes = seats(resource, party);
    const there = isThere(resource, time, day);
    const free = isFree({ ...resource, schedule: null, away: [] }, service, time, day);
    const passed = [...(takes ? [] : ['party']), ...(there ? [] : ['away']), ...(free ? [] : ['taken'])];
    return { id: resource.id, passed: passed as OverriddenSlot['passed'] };
  });
  // Who passes over the least, the first of the list among them.
  return ranked.toSorted((one, other) => one.passed.length - other.passed.length)[0] ?? null;
}

/**
 * The slot that starts at an instant, whatever stands against it that a shop may pass over, with what that is: nothing where it
 * can be had. Pure.
 */
export function overriddenSlot(
  question: BookingQuestion,
  from: Instant,
): OverriddenSlot | { readonly refusal: BookingRefusal } {
  const { schedule, rules, services, party, now } = question;
  if (!Number.isSafeInteger(from) || from % (rules.step * MINUTE) !== 0) return { refusal: 'not-offered' };
  if (from <= now) return { refusal: 'past' };
  if (from > now + (rules.horizon + 1) * DAY) return { refusal: 'beyond-horizon' };
  const { day } = wallTime(schedule.place.timeZone, from);
  const passed = new Set<OverriddenSlot['passed'][number]>();
  if (!isWithin(openingsOn(schedule, day), from, endOf(question, from))) passed.add('hours');
  if (isAboveGauge(question, from)) passed.add('gauge');
  const assigned: string[][] = [];
  const before = new Map<string, Instant>();
  let start = from;
  for (const service of services) {
    const time = { from: start, until: start + service.duration * MINUTE };
    const ids: string[] = [];
    for (const need of service.needs) {
      const found = servesAnyway(whoGoesOn(need, before), service, time, { party, day });
      if (found === null) return { refusal: 'full' };
      for (const rule of found.passed) passed.add(rule);
      ids.push(found.id);
      before.set(found.id, start);
    }
    assigned.push(ids);
    start = time.until;
  }
  return { slot: { from, until: start, assigned }, passed: [...passed] };
}
