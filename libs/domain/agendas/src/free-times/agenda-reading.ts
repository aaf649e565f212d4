import type { AgendaSettings, CalmKind } from '@halles/contracts';
import { type Interval, type Schedule, scheduleOfTexts } from '@halles/domain/hours';
import { type Change, type StepFunction, stepFunctionOf } from '@halles/domain/place-days';
import { MINUTE } from '@halles/kernel';
import type { AgendaPlace, AgendaResource, AgendaService } from '../settings/agenda';
import { absenceTimes } from '../settings/absence-times';
import { timesForOthers } from '../settings/reserved-times';
import type { BusyTime } from '../external-calendars/busy-times.repository';
import type { BookingHold } from '../holds/booking-hold.repository';
import type { ResourceNeed } from '../bookings/booking.repository';
import type { BookableResource, BookingQuestion, BookingRules } from '../slots/booking-rules';
import type { BookingSlot } from '../slots/booking-slots';
import type { SessionSeats } from '../sessions/agenda-session';
import { leastBusyFirst } from '../slots/least-busy';

/** What of an agenda decides of the times of its services, read once for all of them. */
export interface AgendaReading {
  readonly place: AgendaPlace;
  /** The time for which it was read, at least. */
  readonly within: Interval;
  /** In the order of the agenda, inactive ones too. */
  readonly resources: readonly (AgendaResource & Pick<BookableResource, 'schedule' | 'away' | 'taken'>)[];
  /** How many people may still come in; null: any number. */
  readonly room: StepFunction | null;
  /** Of services for many at once: when they take place, in order. */
  readonly sessions: readonly SessionSeats[];
  /** When the place is busy elsewhere: nobody books then but the shop itself. */
  readonly closed: readonly Interval[];
  /** What who asks holds; null where that is nothing. */
  readonly hold: Pick<BookingHold, 'startsAt' | 'heldAt'> | null;
  readonly now: Date;
}

/** What is taken of a resource for a while. */
interface Use extends Interval {
  readonly resourceId: string;
}

/** When a resource is there: in its hours. Null: whenever the place is open. Pure. */
const scheduleOf = ({ hours }: AgendaResource, { place }: Schedule): Schedule | null =>
  hours === null ? null : scheduleOfTexts(place, { appointment: hours });

/** Resources with what is taken of them, and when they are away. Pure. @param within the time for which they are read */
export function readResources(
  resources: readonly AgendaResource[],
  { taken, busy }: { readonly taken: readonly Use[]; readonly busy: readonly BusyTime[] },
  schedule: Schedule,
  within: Interval,
): AgendaReading['resources'] {
  // Who is busy elsewhere takes nothing, however many they take at once.
  const capacities = new Map(resources.map(({ id, capacity }) => [id, capacity]));
  const changes = new Map<string, Change[]>();
  const add = (id: string, { from, until }: Interval, by: number): void => {
    const own = changes.get(id);
    if (own) own.push({ from, until, by });
    else changes.set(id, [{ from, until, by }]);
  };
  for (const use of taken) add(use.resourceId, use, 1);
  for (const use of busy)
    if (use.resourceId !== null) add(use.resourceId, use, capacities.get(use.resourceId) ?? 1);
  return resources.map((resource) => ({
    ...resource,
    schedule: scheduleOf(resource, schedule),
    away: absenceTimes(resource.absences, schedule.place.timeZone, within),
    taken: stepFunctionOf(0, changes.get(resource.id) ?? []),
  }));
}

/** The rules by which a booking is judged: notice and horizon are there for customers. Pure. */
const rulesOf = (
  { step, notice, horizon, pauses }: AgendaSettings,
  closed: readonly Interval[],
  isShop: boolean,
): BookingRules =>
  isShop
    ? { step: 5, notice: 0, horizon: 365, pauses: [] }
    : { step, notice, horizon, pauses: [...pauses, ...closed] };

/** The notice does not run out for a time that was held before it did. Pure. */
function sinceHeld(rules: BookingRules, { hold, within, now }: AgendaReading): BookingRules {
  if (hold?.startsAt.getTime() !== within.from) return rules;
  const waited = Math.ceil((now.getTime() - hold.heldAt.getTime()) / MINUTE);
  return { ...rules, notice: Math.max(0, rules.notice - waited) };
}

/** The rules by which a time is judged, for who asks: what is kept for others is closed to them. Pure. */
export function rulesFor(
  reading: AgendaReading,
  isShop: boolean,
  need: CalmKind | null = null,
): BookingRules {
  const { place, closed, within } = reading;
  const { reserved, schedule } = place;
  const others =
    isShop || reserved.length === 0 ? [] : timesForOthers(reserved, need, schedule.place.timeZone, within);
  return sinceHeld(rulesOf(place.settings, [...closed, ...others], isShop), reading);
}

/** Of whom a time is asked for. */
export interface WantedPerson {
  /** Who is to receive them, and nobody else; null: anybody who serves. */
  readonly person?: string | null;
  /** Who does if they can. */
  readonly prefers?: string | null;
  /** What they say that they need: times that are kept for it are theirs too. */
  readonly need?: CalmKind | null;
}

/** All that decides of a time of a service. Pure. */
export function questionOf(
  reading: AgendaReading,
  service: AgendaService,
  ask: WantedPerson & { readonly party: number; readonly isShop?: boolean },
): BookingQuestion {
  const { place, room, now } = reading;
  const { party, isShop = false, need = null } = ask;
  return {
    schedule: place.schedule,
    rules: rulesFor(reading, isShop, need),
    services: inARow(service).map((part) => {
      const { duration, bufferBefore, bufferAfter } = part;
      return {
        duration,
        bufferBefore,
        bufferAfter,
        needs: needsOf(reading, part, askOf(part, service, ask)),
      };
    }),
    party,
    // Who is visited, called or seen by video is not inside.
    gauge: service.venue === 'shop' ? room : null,
    now: now.getTime(),
  };
}

/** The services that are booked one after the other: of most, one. Pure. */
const inARow = (service: AgendaService): readonly AgendaService[] => service.parts ?? [service];

/** Of several services, each that they serve for is had with whom somebody chose; the others with anybody. Pure. */
const askOf = (part: AgendaService, whole: AgendaService, ask: WantedPerson): WantedPerson =>
  whole.parts && ask.person != null && !part.resourceIds.includes(ask.person)
    ? { ...ask, person: null }
    : ask;

/** One need for each kind of resource. What is away for now serves nobody, but is needed all the same. Pure. */
function needsOf(
  { resources, place, within }: AgendaReading,
  { resourceIds, assignment }: AgendaService,
  { person = null, prefers = null }: WantedPerson,
): BookableResource[][] {
  const linked = resources.filter(({ id }) => resourceIds.includes(id));
  const kinds = [...new Set(linked.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const isWanted = (id: string): boolean => person === null || kind !== 'staff' || id === person;
    const need = linked.filter((one) => one.kind === kind && one.isActive && isWanted(one.id));
    // Whether a time is free depends on nobody's turn: only one time has one.
    const isOneTime = within.from === within.until;
    const sorted =
      isOneTime && assignment === 'least-busy'
        ? leastBusyFirst(need, place.schedule.place.timeZone, within.from)
        : need;
    return prefers === null
      ? sorted
      : sorted.toSorted((one, other) => rank(one, prefers) - rank(other, prefers));
  });
}

const rank = ({ id }: Pick<BookableResource, 'id'>, first: string): number => (id === first ? 0 : 1);

/** Whether somebody receives those who book a service. Pure. */
export const receivesFor = (
  { resources }: Pick<AgendaReading, 'resources'>,
  { resourceIds }: AgendaService,
  person: string,
): boolean =>
  resourceIds.includes(person) &&
  resources.some(({ id, kind, isActive }) => id === person && kind === 'staff' && isActive);

/** What a booking of a service takes at a time, once it was judged. Pure. */
export function takenBy(
  { resources }: AgendaReading,
  service: AgendaService,
  { from, until, assigned }: BookingSlot,
): ResourceNeed[] {
  const needs = new Map<string, Interval>();
  let start = from;
  for (const [index, { duration, bufferBefore, bufferAfter }] of inARow(service).entries()) {
    const end = service.parts ? start + duration * MINUTE : until;
    for (const id of assigned[index] ?? []) {
      // Who serves for several of them is taken once, from the first to the last.
      const { from: since, until: till } = needs.get(id) ?? { from: Infinity, until: -Infinity };
      needs.set(id, {
        from: Math.min(since, start - bufferBefore * MINUTE),
        until: Math.max(till, end + bufferAfter * MINUTE),
      });
    }
    start = end;
  }
  return resources.flatMap(({ id, capacity }) => {
    const time = needs.get(id);
    return time ? [{ resourceId: id, capacity, ...time }] : [];
  });
}
