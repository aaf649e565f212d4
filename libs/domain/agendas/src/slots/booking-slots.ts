import { startsOn, wallTime, type Instant, type Interval } from '@halles/domain/hours';
import { DAY, MINUTE } from '@halles/kernel';
import { openingsOn } from './booking-openings';
import type { BookableResource, BookedService, BookingQuestion, BookingRefusal } from './booking-rules';
import { highest, lowest } from '@halles/domain/place-days';

/** A time at which a booking may start, with what it would take. */
export interface BookingSlot extends Interval {
  /** Of a session: seats that are left. */
  readonly left?: number;
  /** For each service, one resource of each of its needs, by their ids. */
  readonly assigned: readonly (readonly string[])[];
}

/** What the days of a question have in common. */
interface Window {
  readonly zone: string;
  readonly lastDay: number;
  /** Nothing starts before: the end of the notice. */
  readonly earliest: Instant;
}

/**
 * The slots that can be booked, in order of time. Pure.
 * @param days day numbers, both included: the week or the month that is looked at; absent: all that may be booked
 * @param most returns the earliest, at most so many: 1 is the first free slot
 */
export function bookingSlots(
  question: BookingQuestion,
  days: { readonly first?: number; readonly last?: number } = {},
  most = Number.POSITIVE_INFINITY,
): BookingSlot[] {
  const window = windowOf(question);
  const first = Math.max(days.first ?? 0, wallTime(window.zone, window.earliest).day);
  const last = Math.min(days.last ?? window.lastDay, window.lastDay);
  const slots: BookingSlot[] = [];
  for (let day = first; day <= last; day += 1) {
    if (openingsOn(question.schedule, day).length === 0) continue;
    for (const from of startsOn(window.zone, day, question.rules.step)) {
      if (refusalOfTime(question, window, from, day) !== null) continue;
      const assigned = assignmentOf(question, from, day);
      if (assigned === null || isAboveGauge(question, from)) continue;
      slots.push({ from, until: endOf(question, from), assigned });
      if (slots.length >= most) return slots;
    }
  }
  return slots;
}

/**
 * The slot that starts at an instant, or why it cannot be had. Called under the lock of its days, since the page that
 * offered it may be old. Refuses whatever `bookingSlots` does not offer. Pure.
 */
export function judgeBooking(
  question: BookingQuestion,
  from: Instant,
): { readonly slot: BookingSlot } | { readonly refusal: BookingRefusal } {
  // Anything but a whole minute within the range of calendars has no day.
  if (!Number.isSafeInteger(from) || from % MINUTE !== 0) return { refusal: 'not-offered' };
  if (from <= question.now) return { refusal: 'past' };
  if (from > question.now + (question.rules.horizon + 2) * DAY) return { refusal: 'beyond-horizon' };
  const window = windowOf(question);
  const { day } = wallTime(window.zone, from);
  const refusal = refusalOfTime(question, window, from, day);
  if (refusal !== null) return { refusal };
  if (!takesParty(question)) return { refusal: 'party-too-large' };
  const assigned = assignmentOf(question, from, day);
  if (assigned === null) return { refusal: 'full' };
  if (isAboveGauge(question, from)) return { refusal: 'gauge-full' };
  return { slot: { from, until: endOf(question, from), assigned } };
}

function windowOf({ schedule, rules, now }: BookingQuestion): Window {
  const zone = schedule.place.timeZone;
  return {
    zone,
    lastDay: wallTime(zone, now).day + rules.horizon,
    earliest: now + rules.notice * MINUTE,
  };
}

/** Why the time is refused, whatever is taken. */
function refusalOfTime(
  question: BookingQuestion,
  { zone, lastDay, earliest }: Window,
  from: Instant,
  day: number,
): BookingRefusal | null {
  const { schedule, rules, now } = question;
  if (from <= now) return 'past';
  if (day > lastDay) return 'beyond-horizon';
  if (wallTime(zone, from).minute % rules.step !== 0) return 'not-offered';
  const until = endOf(question, from);
  if (!isWithin(openingsOn(schedule, day), from, until)) return 'not-offered';
  if (rules.pauses.some((pause) => from < pause.until && until > pause.from)) return 'paused';
  return from < earliest ? 'too-soon' : null;
}

/** When a booking that starts then ends. Pure. */
export const endOf = ({ services }: BookingQuestion, from: Instant): Instant =>
  services.reduce((end, { duration }) => end + duration * MINUTE, from);

/** Whether one opening has all of an interval. */
export const isWithin = (open: readonly Interval[], from: Instant, until: Instant): boolean =>
  open.some((opening) => from >= opening.from && until <= opening.until);

/** Whether a resource takes so many people. Pure. */
export const seats = (resource: BookableResource, party: number): boolean =>
  party <= (resource.partyMax ?? party);

/** Whether each need has a resource for so many people, free or not. */
const takesParty = ({ services, party }: BookingQuestion): boolean =>
  services.every(({ needs }) => needs.every((need) => need.some((resource) => seats(resource, party))));

/**
 * The resources of a booking that starts then; null where a need finds none that is there and free. Of several services, who began
 * goes on where they can; who comes back is kept in between.
 */
function assignmentOf(question: BookingQuestion, from: Instant, day: number): string[][] | null {
  const assigned: string[][] = [];
  const before: Map<string, Instant> | null = question.services.length > 1 ? new Map() : null;
  let start = from;
  for (const service of question.services) {
    const until = start + service.duration * MINUTE;
    const ids: string[] = [];
    for (const need of service.needs) {
      const time = { from: start, until };
      const free = whoGoesOn(need, before).find(
        (resource) =>
          seats(resource, question.party) && isFree(resource, service, time, day, before?.get(resource.id)),
      );
      if (!free) return null;
      ids.push(free.id);
      if (before && !before.has(free.id)) before.set(free.id, start - service.bufferBefore * MINUTE);
    }
    assigned.push(ids);
    start = until;
  }
  return assigned;
}

/** Who serves for a need, those first who serve for a service before it. */
export const whoGoesOn = (
  need: readonly BookableResource[],
  before: ReadonlyMap<string, Instant> | null,
): readonly BookableResource[] =>
  before === null || before.size === 0
    ? need
    : [...need.filter(({ id }) => before.has(id)), ...need.filter(({ id }) => !before.has(id))];

/**
 * Whether a resource is there for the time itself, and takes no other booking from one buffer to the other.
 * @param since from when it serves for a service before this one
 */
export function isFree(
  resource: BookableResource,
  { bufferBefore, bufferAfter }: BookedService,
  { from, until }: Interval,
  day: number,
  since: Instant = Number.POSITIVE_INFINITY,
): boolean {
  const { capacity, taken } = resource;
  if (!isThere(resource, { from, until }, day)) return false;
  const begins = Math.min(since, from - bufferBefore * MINUTE);
  return highest(taken, begins, until + bufferAfter * MINUTE) < capacity;
}

/**
 * Whether a resource is there for a time, taken or not. Pure.
 * @param day on which the booking begins: what it has later than this is on the next
 */
export const isThere = (
  { schedule, away }: Pick<BookableResource, 'schedule' | 'away'>,
  { from, until }: Interval,
  day: number,
): boolean =>
  !away.some((one) => from < one.until && until > one.from) &&
  (schedule === null ||
    isWithin(openingsOn(schedule, day), from, until) ||
    isWithin(openingsOn(schedule, day + 1), from, until));

/** Whether more people would be inside than may be. Pure. */
export const isAboveGauge = (question: BookingQuestion, from: Instant): boolean =>
  question.gauge !== null && lowest(question.gauge, from, endOf(question, from)) < question.party;
