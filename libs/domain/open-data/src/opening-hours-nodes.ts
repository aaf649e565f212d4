import {
  COMING_DAYS,
  type ComingDays,
  comingDays,
  dayOfIso,
  type IsoDate,
  isoOfDay,
  type OtherDay,
  type Schedule,
  type SeasonWeek,
  type UsualDay,
  usualWeek,
} from '@halles/domain/hours';
import type { JsonLdNode } from './json-ld-node';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** Weeks that are looked at: what they have in common is the rule, the rest is published by date. */
const WEEKS = 4;
const YEAR = 365;

/** `26:00` of a night is `02:00`, which schema.org reads as the next day's; a whole day ends at 23:59. */
function clock(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (hours === 24 && minutes === 0) return '23:59';
  return `${String(hours % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** One a span of a week, its weekdays together. */
function weekHours(days: readonly UsualDay[], validity: JsonLdNode = {}): JsonLdNode[] {
  const spans = new Map<string, { opens: string; closes: string; weekdays: number[] }>();
  for (const { weekday, spans: ofDay } of days)
    for (const { opens, closes } of ofDay) {
      const span = spans.get(`${opens}-${closes}`) ?? { opens, closes, weekdays: [] };
      span.weekdays.push(weekday);
      spans.set(`${opens}-${closes}`, span);
    }
  return [...spans.values()].map(({ opens, closes, weekdays }) => ({
    '@type': 'OpeningHoursSpecification',
    ...validity,
    dayOfWeek: weekdays.map((weekday) => `https://schema.org/${DAYS[weekday - 1] ?? ''}`),
    opens: clock(opens),
    closes: clock(closes),
  }));
}

/** A season; its closed days are told too, since the usual week may open them. */
function seasonHours({ from, until, days }: SeasonWeek): JsonLdNode[] {
  const closed = [{ opens: '00:00', closes: '00:00' }];
  return weekHours(
    days.map((day) => (day.spans.length === 0 ? { ...day, spans: closed } : day)),
    { validFrom: from, ...(until === null ? {} : { validThrough: until }) },
  );
}

/** By schedule, which is one value for all pages that show it: what was made of it on the day that was asked for last. */
const published = new WeakMap<Schedule, { readonly today: IsoDate; readonly hours: readonly JsonLdNode[] }>();

/**
 * The hours in the shop as OpeningHoursSpecification: the week of all the year, each season of the year ahead with its
 * dates, one for each day of the four weeks ahead that differs from the week it lies in, the days of shorter parts of the year, then the days after them that are
 * announced by date: public holidays for as long as the page shows them, exceptions and time off for a year (https://schema.org/openingHoursSpecification; a closed day opens and closes at 00:00, as Google reads
 * it). Empty where hours are unknown or unreadable.
 */
export function openingHoursOf(schedule: Schedule | null, today: IsoDate): readonly JsonLdNode[] {
  if (schedule === null) return [];
  const known = published.get(schedule);
  if (known?.today === today) return known.hours;
  const hours = hoursFrom(schedule, today);
  published.set(schedule, { today, hours });
  return hours;
}

function hoursFrom(schedule: Schedule, today: IsoDate): JsonLdNode[] {
  const week = usualWeek(schedule, today, WEEKS, 'fr', 'base');
  if (week === null) return [];
  const dated = announced(schedule, today);
  const later = week.later.filter(({ date }) => !dated.some((one) => one.from <= date && date <= one.until));
  return [
    ...weekHours(week.days),
    ...week.seasons.flatMap(seasonHours),
    ...[...week.others, ...later].flatMap(({ date, spans: ofDay }) => specialHours(date, date, ofDay)),
    ...dated.flatMap(({ from, until, spans }) => specialHours(from, until, spans)),
  ];
}

/** Days after the weeks that are looked at which are announced by date. */
function announced(
  schedule: Schedule,
  today: IsoDate,
): (Pick<ComingDays, 'from' | 'until'> & Pick<OtherDay, 'spans'>)[] {
  const first = dayOfIso(today);
  const days = schedule.exceptions.length + schedule.vacations.length === 0 ? COMING_DAYS : YEAR;
  const endOfHolidays = isoOfDay(first + COMING_DAYS);
  return comingDays(schedule, isoOfDay(first + WEEKS * 7), days - WEEKS * 7, 'fr')
    .filter(({ kind, from }) => kind !== 'public-holiday' || from < endOfHolidays)
    .flatMap(({ from, until, spans }) => (spans === null ? [] : [{ from, until, spans }]));
}

function specialHours(from: IsoDate, until: IsoDate, spans: OtherDay['spans']): JsonLdNode[] {
  const shown = spans.length === 0 ? [{ opens: '00:00', closes: '00:00' }] : spans;
  return shown.map(({ opens, closes }) => ({
    '@type': 'OpeningHoursSpecification',
    validFrom: from,
    validThrough: until,
    opens: clock(opens),
    closes: clock(closes),
  }));
}
