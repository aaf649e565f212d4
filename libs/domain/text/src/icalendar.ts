import { ICalCalendar, ICalCalendarMethod, type ICalEvent, ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { tzlib_get_ical_block as zoneBlockOf } from 'timezones-ical-library';

/** Something that takes place at a time, for a calendar. */
export interface CalendarEvent {
  /** Of no other event in the world, and the same whenever it is sent again. */
  readonly uid: string;
  /** Counts up when it changes: a calendar replaces what it has. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly from: Date;
  readonly until: Date;
  readonly summary: string;
  readonly location?: string;
  readonly description?: string;
  readonly url?: string;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
}

/** A calendar that somebody subscribes to. */
export interface CalendarFeed {
  /** IANA: times are those of a clock there, and the calendar says by which rules it is set. */
  readonly timeZone: string;
  readonly name: string;
  /** Seconds after which a program is to ask again. */
  readonly refreshAfter: number;
  readonly events: readonly CalendarEvent[];
}

/** Who sends an event, and by which clock. */
export interface CalendarSender {
  readonly timeZone: string;
  readonly mail: { readonly fromName: string; readonly replyTo: string };
}

/** Who wrote it, as RFC 5545 wants it. */
const PRODUCT = { company: 'Halles', product: 'Halles', language: 'FR' } as const;

/** The rules of a time zone, under the name that events have: zones that keep the same time share one set of rules. */
function zoneRules(timeZone: string): string {
  const [block] = zoneBlockOf(timeZone);
  if (block === undefined || !block.startsWith('BEGIN:VTIMEZONE')) throw new Error(`no zone ${timeZone}`);
  return block
    .replace(/^TZID:.*$/m, () => `TZID:${timeZone}\r`)
    .replace(/^X-LIC-LOCATION:.*$/m, () => `X-LIC-LOCATION:${timeZone}\r`)
    .replaceAll(/\r\r?/g, '\r');
}

/** Stamps are of the whole world: the calendar has no zone, its events have. */
const calendarIn = (method: ICalCalendarMethod): ICalCalendar =>
  new ICalCalendar({ method, prodId: PRODUCT, timezone: { name: null, generator: zoneRules } });

/** Whether a clock shows this time twice: readers disagree on which of both is meant, so that it is said in UTC. Pure. */
const isAmbiguous = (wall: DateTime): boolean => wall.getPossibleOffsets().length > 1;

function addTo(calendar: ICalCalendar, timeZone: string, event: CalendarEvent): ICalEvent {
  const [start, end] = [event.from, event.until].map((at) => DateTime.fromJSDate(at, { zone: timeZone }));
  const isSure = [start, end].every((wall) => wall !== undefined && !isAmbiguous(wall));
  return calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: event.changedAt,
    lastModified: event.changedAt,
    start: start ?? event.from,
    end: end ?? event.until,
    timezone: isSure ? timeZone : null,
    summary: event.summary,
    location: event.location ?? null,
    description: event.description ?? null,
    url: event.url ?? null,
    status: ICalEventStatus[event.status],
  });
}

/**
 * A calendar to subscribe to (RFC 5545): times on the clock of its zone, with the rules of the zone. Pure.
 */
export function calendarOf({ timeZone, name, refreshAfter, events }: CalendarFeed): string {
  const calendar = calendarIn(ICalCalendarMethod.PUBLISH).name(name).ttl(refreshAfter);
  calendar.x('X-WR-TIMEZONE', timeZone);
  for (const event of events) addTo(calendar, timeZone, event);
  return calendar.toString();
}

/**
 * One event for somebody's calendar: published, or cancelled as RFC 5546 has it, so that a calendar that shows it takes it out
 * and one that never did is left alone. Pure.
 */
export const eventFileOf = (event: CalendarEvent, sender: CalendarSender): string =>
  eventsFileOf([event], sender);

/**
 * Several events in one file, each under a name of its own. A file says one thing of all of them: that they are cancelled only
 * where all are. Pure.
 */
export function eventsFileOf(events: readonly CalendarEvent[], { timeZone, mail }: CalendarSender): string {
  const { CANCEL, PUBLISH } = ICalCalendarMethod;
  const isOver = events.every(({ status }) => status === 'CANCELLED');
  const calendar = calendarIn(isOver ? CANCEL : PUBLISH);
  for (const event of events)
    addTo(calendar, timeZone, event).organizer({ name: mail.fromName, email: mail.replyTo });
  return calendar.toString();
}
