import { pathTo } from '@halles/contracts';
import type { AgendaCalendar, Booking, CalendarSession, OpenHold } from '@halles/domain/agendas';
import { type Interval, timeWords, wallTime } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import type { PageScope } from '../../../rendering/page-scope';
import { midnights, minutesOn } from './calendar-minutes';
import type { CalendarEventRow, CalendarEventView } from './calendar.view';

type Event = Omit<CalendarEventView, 'lane' | 'lanes'>;

/** Of whom and of which day a column is, and of whom there are others. */
export interface EventColumn {
  readonly day: number;
  readonly resource: AgendaCalendar['resources'][number] | null;
  /** Whether it is all of a day, and not of those alone whom no other column is of. */
  readonly isWholeDay: boolean;
}

/** Of which agenda a calendar is, and when it is looked at. */
interface EventPlace {
  readonly listing: number;
  readonly timeZone: string;
  readonly now: Date;
}

/** Which sessions have each booking of theirs in them: they stand there for all of them. Pure. */
export function withoutSeats<T extends Pick<Booking, 'serviceId' | 'startsAt'>>(
  bookings: readonly T[],
  { sessions }: Pick<AgendaCalendar, 'sessions'>,
): T[] {
  const keyOf = ({ serviceId, startsAt }: Pick<Booking, 'serviceId' | 'startsAt'>): string =>
    `${serviceId} ${String(startsAt.getTime())}`;
  const known = new Set(sessions.map(keyOf));
  return bookings.filter((booking) => !known.has(keyOf(booking)));
}

/** Whether something that takes some resources stands in a column. Pure. */
export function standsIn(
  { resourceIds }: { readonly resourceIds: readonly string[] },
  { resource, isWholeDay }: EventColumn,
  { resources }: Pick<AgendaCalendar, 'resources'>,
): boolean {
  if (resource !== null) return resourceIds.includes(resource.id);
  return isWholeDay || !resources.some(({ id }) => resourceIds.includes(id));
}

const intervalOf = ({ startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>): Interval => ({
  from: startsAt.getTime(),
  until: endsAt.getTime(),
});

const touchesDay = ({ from, until }: Interval, timeZone: string, day: number): boolean => {
  const own = midnights(timeZone, day);
  return from < own.until && until > own.from;
};

const clockWords = (at: Date | number, timeZone: string, { locale }: Pick<PageScope, 'locale'>): string =>
  timeWords(wallTime(timeZone, at instanceof Date ? at.getTime() : at).minute, locale);

/** "5 places réservées sur 8 · réservations closes". Pure. */
const seatsOf = ({ taken, seats, state }: CalendarSession, { texts }: PageScope): string =>
  [
    texts.line('agenda.sessions.seatsTaken', { taken, seats }),
    ...(state === 'open' ? [] : [texts.line(`agenda.sessions.states.${state}`)]),
  ].join(' · ');

/** For whom a time is held, and until when. Pure. */
const heldWords = ({ waiting, expiresAt }: OpenHold, timeZone: string, scope: PageScope): string => {
  const time = clockWords(expiresAt, timeZone, scope);
  return waiting === null
    ? scope.texts.line('calendar.events.hold', { time })
    : scope.texts.line('calendar.events.kept', { person: waiting, time });
};

const sessionEvent = (
  session: CalendarSession,
  day: number,
  { listing, timeZone }: EventPlace,
  scope: PageScope,
): Event => ({
  kind: 'session',
  icon: 'calendar',
  ...minutesOn(timeZone, day, intervalOf(session)),
  time: clockWords(session.startsAt, timeZone, scope),
  title: session.serviceName,
  detail: `${scope.texts.line('agenda.sessions.one')} · ${seatsOf(session, scope)}`,
  href: pathTo('merchant.agendaSession', scope.locale, { listing, session: session.id }),
});

const holdEvent = (hold: OpenHold, day: number, { timeZone, now }: EventPlace, scope: PageScope): Event => ({
  kind: 'hold',
  icon: 'clock',
  ...minutesOn(timeZone, day, intervalOf(hold)),
  time: clockWords(hold.startsAt, timeZone, scope),
  title: heldWords(hold, timeZone, scope),
  detail: hold.serviceName,
  seconds: Math.max(0, Math.ceil((hold.expiresAt.getTime() - now.getTime()) / 1_000)),
});

/** What stands in a column beside bookings, in order of time. Pure. */
export function eventsOf(
  calendar: AgendaCalendar,
  column: EventColumn,
  place: EventPlace,
  scope: PageScope,
): Event[] {
  const { day, resource, isWholeDay } = column;
  const { timeZone } = place;
  const isHere = (one: CalendarSession | OpenHold): boolean =>
    touchesDay(intervalOf(one), timeZone, day) && standsIn(one, column, calendar);
  const names = new Map(calendar.resources.map(({ id, name }) => [id, name]));
  // Who is busy is the whole column where it is of them; where it is of everybody they stand in it by name.
  const others = resource === null && isWholeDay ? calendar.busy : [];
  const busy = others
    .filter((time) => touchesDay(time, timeZone, day))
    .flatMap((time): Event[] => {
      const who = time.resourceId === null ? undefined : names.get(time.resourceId);
      if (who === undefined) return [];
      const minutes = minutesOn(timeZone, day, time);
      return [
        {
          ...{ kind: 'busy', icon: 'external', ...minutes, title: who },
          ...{ time: timeWords(minutes.from, scope.locale), detail: scope.texts.line('calendar.busy') },
        },
      ];
    });
  return [
    ...calendar.sessions.filter(isHere).map((session) => sessionEvent(session, day, place, scope)),
    ...calendar.holds.filter(isHere).map((hold) => holdEvent(hold, day, place, scope)),
    ...busy,
  ];
}

/** "10 h – 11 h 30", by the clock of the place: the end of a day is said as such, and not as the midnight of the next. Pure. */
const spanOn = (
  { from, until }: Interval,
  day: number,
  timeZone: string,
  { locale }: Pick<PageScope, 'locale'>,
): string => {
  const minutes = minutesOn(timeZone, day, { from, until: until - MINUTE });
  return `${timeWords(minutes.from, locale)} – ${timeWords(minutes.until + 1, locale)}`;
};

/** Something of a day, with all that is said of it. */
interface EventRow {
  readonly time: Interval;
  /** Who and what it takes. */
  readonly ids: readonly string[];
  readonly parts: readonly string[];
  readonly href?: string;
}

/** What a day has beside bookings, as a list says it. Pure. @param person of whom alone; null: of everybody */
export function eventRows(
  { sessions, holds, busy, resources }: AgendaCalendar,
  day: number,
  person: string | null,
  { listing, timeZone }: EventPlace,
  scope: PageScope,
): CalendarEventRow[] {
  const { texts, locale } = scope;
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  const isHere = (time: Interval, ids: readonly string[]): boolean =>
    touchesDay(time, timeZone, day) && (person === null || ids.includes(person));
  const named = (ids: readonly string[]): string[] => ids.flatMap((id) => names.get(id) ?? []);
  const words = (time: Interval, ...parts: readonly string[]): string =>
    [spanOn(time, day, timeZone, scope), ...parts].join(' · ');
  const rows: readonly EventRow[] = [
    ...sessions.map((session) => ({
      ...{ time: intervalOf(session), ids: session.resourceIds },
      parts: [session.serviceName, seatsOf(session, scope), ...named(session.resourceIds)],
      href: pathTo('merchant.agendaSession', locale, { listing, session: session.id }),
    })),
    ...holds.map((hold) => ({
      ...{ time: intervalOf(hold), ids: hold.resourceIds },
      parts: [hold.serviceName, heldWords(hold, timeZone, scope), ...named(hold.resourceIds)],
    })),
    ...busy
      .filter(({ resourceId }) => resourceId === null || names.has(resourceId))
      .map(({ resourceId, ...time }) => ({
        ...{ time, ids: resourceId === null ? resources.map(({ id }) => id) : [resourceId] },
        parts: [texts.line('calendar.busy'), ...(resourceId === null ? [] : named([resourceId]))],
      })),
  ];
  return rows
    .filter(({ time, ids }) => isHere(time, ids))
    .toSorted((one, other) => one.time.from - other.time.from)
    .map(({ time, parts, href }) => ({
      text: words(time, ...parts),
      ...(href === undefined ? {} : { href }),
    }));
}
