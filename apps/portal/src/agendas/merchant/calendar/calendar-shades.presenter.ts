import { absenceKey, absenceTimes, type AgendaCalendar, openOn } from '@halles/domain/agendas';
import { type Schedule } from '@halles/domain/hours';
import type { PageScope } from '../../../rendering/page-scope';
import { gapsOf, midnights, minutesOn } from './calendar-minutes';
import type { CalendarShadeView } from './calendar.view';

type Shade = Omit<CalendarShadeView, 'isCovered'>;

/** Of whom and of which day a column is. */
export interface ShadedColumn {
  readonly day: number;
  readonly resource: AgendaCalendar['resources'][number] | null;
}

/** Of whom a calendar is asked for, and when. */
interface CalendarPlace {
  readonly timeZone: string;
  readonly now: Date;
}

/** When somebody said that they are away on a day, each with what it is taken out by. Pure. */
const absencesOf = (
  resource: ShadedColumn['resource'],
  day: number,
  timeZone: string,
  { texts }: PageScope,
): Shade[] =>
  (resource?.absences ?? []).flatMap((absence) =>
    absenceTimes([absence], timeZone, midnights(timeZone, day)).map((time): Shade => {
      const label = texts.line(absence.isWeekly === true ? 'calendar.awayWeekly' : 'calendar.away');
      return {
        kind: 'away',
        ...minutesOn(timeZone, day, time),
        label: absence.reason === undefined ? label : `${label} · ${absence.reason}`,
        absence: { key: absenceKey(absence), who: resource?.id ?? '' },
      };
    }),
  );

/** When nobody can come in a column. Pure. */
export function shadesOf(
  calendar: AgendaCalendar,
  { day, resource }: ShadedColumn,
  { timeZone, now }: CalendarPlace,
  scope: PageScope,
): Shade[] {
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
      return { kind: 'blocked', from, until, label, pause: `${pause.from}-${pause.until}` };
    });
  return [...closed, ...shade('away', away), ...absencesOf(resource, day, timeZone, scope), ...blocked];
}
