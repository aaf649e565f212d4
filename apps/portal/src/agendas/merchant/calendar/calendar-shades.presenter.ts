import { absenceKey, absenceTimes, type AgendaCalendar, openOn } from '@halles/domain/agendas';
import { type Schedule, weekdayOf } from '@halles/domain/hours';
import type { PageScope } from '../../../rendering/page-scope';
import { gapsOf, midnights, minutesOn } from './calendar-minutes';
import type { CalendarShadeView as Shade } from './calendar.view';

/** Of whom and of which day a column is. */
export interface ShadedColumn {
  readonly day: number;
  readonly resource: AgendaCalendar['resources'][number] | null;
}

/** Of whom a calendar is asked for, and when. */
interface CalendarPlace {
  readonly timeZone: string;
  readonly now: Date;
  /** Whether who looks frees what is blocked. */
  readonly runs: boolean;
}

/** When somebody said that they are away on a day, each with what it is taken out by. Pure. */
const absencesOf = (
  resource: ShadedColumn['resource'],
  day: number,
  { timeZone, runs }: Pick<CalendarPlace, 'timeZone' | 'runs'>,
  { texts }: PageScope,
): Shade[] =>
  (resource?.absences ?? []).flatMap((absence) =>
    absenceTimes([absence], timeZone, midnights(timeZone, day)).map((time): Shade => {
      const label = texts.line(absence.isWeekly === true ? 'calendar.awayWeekly' : 'calendar.away');
      return {
        kind: 'away',
        ...minutesOn(timeZone, day, time),
        label: absence.reason === undefined ? label : `${label} · ${absence.reason}`,
        ...(runs ? { absence: { key: absenceKey(absence), who: resource?.id ?? '' } } : {}),
      };
    }),
  );

/** When the place, or whom a column is of, is busy by a calendar of their own. Pure. */
const busyIn = (
  { busy }: Pick<AgendaCalendar, 'busy'>,
  { day, resource }: ShadedColumn,
  timeZone: string,
  { texts }: PageScope,
): Shade[] =>
  busy
    .filter(({ resourceId }) => resourceId === null || resourceId === resource?.id)
    .map((time) => minutesOn(timeZone, day, time))
    .filter(({ from, until }) => from < until)
    .map((time) => ({ kind: 'busy', ...time, label: texts.line('calendar.busy') }));

/** When appointments are kept for those who say that they need them. Pure. */
const reservedOn = (
  { reserved }: Pick<AgendaCalendar, 'reserved'>,
  day: number,
  { texts }: PageScope,
): Shade[] =>
  reserved
    .filter(({ weekday }) => weekday === weekdayOf(day))
    .map(({ kind, from, until }) => {
      const need = texts.line(`bookings.needs.${kind}`);
      return { kind: 'reserved', from, until, label: texts.line('calendar.reserved', { need }) };
    });

/** When nobody can come in a column, or those alone who need it. Pure. */
export function shadesOf(
  calendar: AgendaCalendar,
  column: ShadedColumn,
  place: CalendarPlace,
  scope: PageScope,
): Shade[] {
  const { day, resource } = column;
  const { timeZone, now, runs } = place;
  const { texts } = scope;
  const on = (own: Schedule | null) => openOn(calendar, own, day).map((one) => minutesOn(timeZone, day, one));
  const shade = (kind: 'closed' | 'away', gaps: ReturnType<typeof gapsOf>): Shade[] =>
    gaps.map((gap) => ({ kind, ...gap, label: texts.line(`calendar.${kind}`) }));
  const open = on(null);
  const closed = calendar.schedule === null ? [] : shade('closed', gapsOf(open));
  const there = resource?.schedule ? on(resource.schedule) : open;
  const away = gapsOf(there).flatMap((gap) =>
    open
      .map(({ from, until }) => ({ from: Math.max(from, gap.from), until: Math.min(until, gap.until) }))
      .filter(({ from, until }) => from < until),
  );
  const blocked = calendar.settings.pauses
    .filter(({ until }) => until > now.getTime())
    .map((pause) => ({ pause, ...minutesOn(timeZone, day, pause) }))
    .filter(({ from, until }) => from < until)
    .map(({ pause, from, until }): Shade => {
      const label = texts.line('calendar.blocked');
      const free = runs ? { pause: `${pause.from}-${pause.until}` } : {};
      return { kind: 'blocked', from, until, label, ...free };
    });
  const absences = absencesOf(resource, day, place, scope);
  const busy = busyIn(calendar, column, timeZone, scope);
  const reserved = reservedOn(calendar, day, scope);
  return [...reserved, ...closed, ...shade('away', away), ...absences, ...blocked, ...busy];
}
