import { pathTo } from '@halles/contracts';
import {
  type AgendaCalendar,
  type AgendaResource,
  type Booking,
  durationsOf,
  mayReschedule,
  referenceWords,
  timeWith,
} from '@halles/domain/agendas';
import { instantOf, type Interval, isoOfDay, timeWords, wallTime } from '@halles/domain/hours';
import { highest, lowest, stepFunctionOf, strictest } from '@halles/domain/place-days';
import { phoneWords } from '@halles/kernel';
import type { PageScope } from '../../../rendering/page-scope';
import { dayWords } from '../day/booking-card.presenter';
import type { CalendarColumnView, CalendarHourView, CalendarItemView, CalendarView } from './calendar.view';
import { eventsOf, standsIn, withoutSeats } from './calendar-events.presenter';
import { gapsOf, midnights, minutesOn } from './calendar-minutes';
import { shadesOf } from './calendar-shades.presenter';
import { placedInLanes } from './lanes';

const HOUR = 60;
const MINUTES_OF_DAY = 1_440;
/** What is shown of a day on which nobody says anything. */
const USUAL_DAY = { from: 8 * HOUR, until: 19 * HOUR };

/** Of which days a calendar is, and who looks at it when. */
export interface CalendarPlace {
  readonly listing: number;
  readonly timeZone: string;
  readonly now: Date;
  /** Numbers of days, both included. */
  readonly first: number;
  readonly last: number;
  /** Of whom alone; null: of everybody. */
  readonly person: string | null;
  /** Whether who looks runs the agenda: they block time, and say how long a booking is. */
  readonly runs: boolean;
  /** The address that it is drawn again from. */
  readonly page: string;
}

interface Column {
  readonly day: number;
  readonly resource: AgendaCalendar['resources'][number] | null;
  readonly label: string;
  readonly bookings: readonly Booking[];
  /** Whether it is all of a day, and not of those alone whom no other column is of. */
  readonly isWholeDay: boolean;
}

/** Whether a booking stands in a calendar: what was cancelled is in the list alone. Pure. */
export const isInCalendar = ({ state }: Pick<Booking, 'state'>): boolean =>
  state !== 'excused' && state !== 'revoked';

const touches = ({ startsAt, endsAt }: Booking, { from, until }: Interval): boolean =>
  startsAt.getTime() < until && endsAt.getTime() > from;

/** The columns: those who serve on one day, or the days. Pure. */
function columnsOf(
  calendar: AgendaCalendar,
  { first, last, timeZone, person }: CalendarPlace,
  { texts, locale }: PageScope,
): Column[] {
  const shown = withoutSeats(calendar.bookings.filter(isInCalendar), calendar);
  if (last > first)
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const day = first + index;
      const resource = calendar.resources.find(({ id }) => id === person) ?? null;
      const bookings = shown.filter(
        (booking) =>
          touches(booking, midnights(timeZone, day)) &&
          (person === null || booking.resources.some(({ id }) => id === person)),
      );
      return { day, resource, label: dayWords(day, locale), bookings, isWholeDay: true };
    });
  const columns = calendar.resources.map((resource): Column => {
    const bookings = shown.filter(({ resources }) => resources.some(({ id }) => id === resource.id));
    return { day: first, resource, label: resource.name, bookings, isWholeDay: false };
  });
  const known = new Set(calendar.resources.map(({ id }) => id));
  const others = shown.filter(({ resources }) => !resources.some(({ id }) => known.has(id)));
  const label = texts.line(columns.length === 0 ? 'calendar.all' : 'calendar.others');
  const rest = { day: first, resource: null, label, bookings: others, isWholeDay: columns.length === 0 };
  const isEmpty =
    others.length === 0 &&
    ![...calendar.sessions, ...calendar.holds].some((one) => standsIn(one, rest, calendar));
  return isEmpty && columns.length > 0 ? columns : [...columns, rest];
}

/** A booking in its column, before it has its place beside others. Pure. */
function itemOf(
  booking: Booking,
  calendar: AgendaCalendar,
  { day, resource }: Pick<Column, 'day' | 'resource'>,
  { listing, timeZone, first, last, runs }: CalendarPlace,
  { texts, locale }: PageScope,
): Omit<CalendarItemView, 'lane' | 'lanes'> {
  const { customer, party, state } = booking;
  // Of several services, a column shows those that are for whom it is of.
  const { startsAt, endsAt } = resource === null ? booking : timeWith(booking, resource.id);
  const time = { from: startsAt.getTime(), until: endsAt.getTime() };
  const service = calendar.services.find(({ id }) => id === booking.serviceId);
  const length = (time.until - time.from) / 60_000;
  const lengths =
    service && booking.parts === null ? durationsOf(service).map(({ duration }) => duration) : [];
  const durations = [...new Set([length, ...lengths])].sort((one, other) => one - other);
  const isWhole = startsAt.getTime() === booking.startsAt.getTime();
  const isMovable = mayReschedule(state) && service !== undefined && isWhole;
  const own = { listing, booking: booking.id };
  const others = last > first ? booking.resources : booking.resources.filter(({ id }) => id !== resource?.id);
  return {
    id: booking.id,
    href: pathTo('merchant.booking', locale, own),
    ...minutesOn(timeZone, day, time),
    state,
    ...(state === 'confirmed' ? {} : { stateLabel: texts.line(`agenda.states.${state}`) }),
    time: timeWords(wallTime(timeZone, time.from).minute, locale),
    customer: booking.guest ?? customer?.name ?? referenceWords(booking.reference),
    service: booking.serviceName,
    ...(others.length === 0 ? {} : { with: others.map(({ name }) => name).join(', ') }),
    ...(party === 1 ? {} : { party: texts.line('agenda.party', { count: party }) }),
    isMovable,
    isStretchable: isMovable && runs && durations.length > 1,
    action: pathTo('merchant.bookingTime', locale, own),
    seen: String(booking.event),
    isMailed: customer?.email != null,
    ...(customer?.phone == null ? {} : { phone: phoneWords(customer.phone) }),
    durations: (runs ? durations : [length]).join(' '),
    servers: (service?.resourceIds ?? []).join(' '),
    day: isoOfDay(wallTime(timeZone, time.from).day),
    ...(resource === null ? {} : { resource: resource.id }),
  };
}

function columnView(
  column: Column,
  index: number,
  calendar: AgendaCalendar,
  place: CalendarPlace,
  scope: PageScope,
): CalendarColumnView {
  const { day, resource, label, bookings } = column;
  const items = bookings
    .filter((booking) => touches(booking, midnights(place.timeZone, day)))
    .map((booking) => itemOf(booking, calendar, column, place, scope));
  const placed = placedInLanes(
    [...items, ...eventsOf(calendar, column, place, scope)].toSorted((one, other) => one.from - other.from),
  );
  return {
    key: `c${String(index)}`,
    label,
    dayLabel: dayWords(day, scope.locale),
    day: isoOfDay(day),
    isToday: day === wallTime(place.timeZone, place.now.getTime()).day,
    ...(resource === null ? {} : { resource: resource.id }),
    isPerson: resource?.kind === 'staff',
    shades: shadesOf(calendar, column, place, scope),
    items: placed.filter((one) => 'id' in one),
    events: placed.filter((one) => 'kind' in one),
  };
}

/** From which hour to which a calendar goes: all that is open, and all that is booked. Pure. */
export function hoursShown(columns: readonly Pick<CalendarColumnView, 'items' | 'events' | 'shades'>[]): {
  readonly from: number;
  readonly until: number;
} {
  const open = columns.flatMap(({ shades }) => gapsOf(shades.filter(({ kind }) => kind === 'closed')));
  const all = [
    ...open.filter(({ until, from }) => until - from < MINUTES_OF_DAY),
    ...columns.flatMap(({ items }) => items),
    // Who is busy elsewhere, for days maybe, makes no hour of this place.
    ...columns.flatMap(({ events }) => events.filter(({ kind }) => kind !== 'busy')),
  ];
  if (all.length === 0) return USUAL_DAY;
  const from = Math.floor(Math.min(...all.map((one) => one.from)) / HOUR) * HOUR;
  const until = Math.ceil(Math.max(...all.map((one) => one.until)) / HOUR) * HOUR;
  return until > from ? { from, until } : USUAL_DAY;
}

/** The hours of one day, and how many people are inside in each, of how many. Pure. */
export function hoursOf(
  { comers, limits }: Pick<AgendaCalendar, 'comers' | 'limits'>,
  { from, until }: { readonly from: number; readonly until: number },
  { first, last, timeZone }: Pick<CalendarPlace, 'first' | 'last' | 'timeZone'>,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): CalendarHourView[] {
  const isDay = first === last;
  const people = stepFunctionOf(0, isDay ? comers.map((one) => ({ ...one, by: one.people })) : []);
  const most = strictest(limits);
  const hours: CalendarHourView[] = [];
  for (let minute = from; minute < until; minute += HOUR) {
    const label = timeWords(minute, locale);
    const hour = {
      from: instantOf(timeZone, first, minute),
      until: instantOf(timeZone, first, minute + HOUR),
    };
    const inside = hour.from < hour.until ? highest(people, hour.from, hour.until) : 0;
    const gauge = lowest(most, hour.from, hour.until);
    const isLimited = isDay && Number.isFinite(gauge);
    const come = (kind: string): number =>
      comers
        .filter((one) => one.kind === kind && one.from < hour.until && one.until > hour.from)
        .reduce((sum, one) => sum + one.people, 0);
    const others = (['order', 'walk-in'] as const)
      .map((kind) => [kind, isDay ? come(kind) : 0] as const)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => texts.line(`calendar.comers.${kind}`, { count }));
    hours.push({
      minute,
      label,
      ...(isLimited && inside > 0
        ? { people: texts.line('calendar.inside', { people: inside, gauge }) }
        : {}),
      others,
      isFull: isLimited && inside >= gauge,
    });
  }
  return hours;
}

/** A step that is found with a thumb, and is one of the agenda. Pure. */
const snapOf = (step: number): number => (step % 15 === 0 ? 15 : step % 10 === 0 ? 10 : 5);

/** The calendar of one day or of some. Pure. */
export function calendarView(calendar: AgendaCalendar, place: CalendarPlace, scope: PageScope): CalendarView {
  const { locale, urls } = scope;
  const { listing, timeZone, now, runs } = place;
  const columns = columnsOf(calendar, place, scope).map((column, index) =>
    columnView(column, index, calendar, place, scope),
  );
  const shown = hoursShown(columns);
  const own = (route: 'merchant.agendaStream' | 'merchant.newBooking' | 'merchant.agendaPause'): string =>
    pathTo(route, locale, { listing });
  const today = wallTime(timeZone, now.getTime());
  return {
    script: urls.agenda,
    stream: own('merchant.agendaStream'),
    ...shown,
    snap: snapOf(calendar.settings.step),
    ...(today.day >= place.first && today.day <= place.last ? { now: today.minute } : {}),
    kind: place.last > place.first ? 'week' : 'day',
    enter: own('merchant.newBooking'),
    ...(runs ? { pause: own('merchant.agendaPause') } : {}),
    page: place.page,
    hours: hoursOf(calendar, shown, place, scope),
    columns,
    resources: calendar.resources.map(({ id, name }: Pick<AgendaResource, 'id' | 'name'>) => ({ id, name })),
  };
}
