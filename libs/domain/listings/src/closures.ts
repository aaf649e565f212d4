import type { DayState } from '@halles/contracts';
import {
  type DatedException,
  type IsoDate,
  type Schedule,
  type TimeSpan,
  weekTable,
  withoutHolidays,
} from '@halles/domain/hours';
import { type Closures, hasRoomFor } from './dated-days';

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** The hours that a day would have if it were no holiday, mode by mode. */
function usualDay(usual: Schedule, date: IsoDate): DatedException[] {
  const [day] = weekTable(usual, date, 'fr').days;
  return (day?.hours ?? []).map(({ mode, spans }): DatedException => ({
    from: date,
    until: date,
    modes: [mode],
    spans: spans.map(({ opens, closes }): TimeSpan => ({ from: minutesOf(opens), until: minutesOf(closes) })),
  }));
}

function holidayExceptions(usual: Schedule, days: Readonly<Record<IsoDate, DayState>>): DatedException[] {
  return Object.entries(days).flatMap(([date, state]) =>
    state === 'as-usual'
      ? usualDay(usual, date)
      : [{ from: date, until: date, spans: state === 'closed' ? [] : state }],
  );
}

function generalOf(schedule: Schedule, general: DayState | null): Schedule['publicHolidays'] {
  if (general === null) return schedule.publicHolidays;
  if (general === 'as-usual') return 'as-usual';
  return general === 'closed' ? [] : general;
}

/**
 * A schedule with closures laid over it. Dated days and times off that are said take the place of those in the hours, where
 * a profile has room for these: who says a list was shown the other one. On one day an exception comes before a vacation, a vacation before the public
 * holiday as it is told by its date, this one before what holds on every holiday. Pure.
 */
export function withClosures(schedule: Schedule, closures: Closures | undefined): Schedule {
  if (!closures) return schedule;
  const { publicHolidays, exceptions, vacations } = closures;
  // A holiday on which it is as usual is as on the same weekday without holidays, whatever others tell of the date.
  const usual: Schedule = { ...withoutHolidays(schedule), exceptions: [], vacations: [] };
  const days = holidayExceptions(usual, publicHolidays?.days ?? {}).filter(
    ({ from }) => !(vacations ?? []).some((vacation) => vacation.from <= from && from < vacation.returns),
  );
  const isReplaced = hasRoomFor(schedule);
  return {
    ...(publicHolidays?.general === 'as-usual' ? withoutHolidays(schedule) : schedule),
    publicHolidays: generalOf(schedule, publicHolidays?.general ?? null),
    ...(publicHolidays?.general === 'as-usual' ? { statesPublicHolidays: true as const } : {}),
    exceptions: [
      ...(exceptions !== null && isReplaced ? [] : schedule.exceptions),
      ...days,
      ...(exceptions ?? []).map(({ from, until, spans, note }) => ({
        from,
        until,
        spans,
        ...(note === undefined ? {} : { note }),
      })),
    ],
    vacations: [...(vacations !== null && isReplaced ? [] : schedule.vacations), ...(vacations ?? [])],
  };
}
