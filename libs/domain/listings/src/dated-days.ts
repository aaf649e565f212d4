import { isDeepStrictEqual } from 'node:util';
import {
  isOneLine,
  LONGEST_NOTE,
  MOST_EXCEPTIONS,
  MOST_VACATIONS,
  type ProfileException,
  type ProfileVacation,
  type PublicHolidayHours,
} from '@halles/contracts';
import { type DatedException, dayOfIso, type IsoDate, isoOfDay, type Schedule } from '@halles/domain/hours';

/** What is laid over the hours of a week. Null: not said. */
export interface Closures {
  readonly publicHolidays: PublicHolidayHours | null;
  readonly exceptions: readonly ProfileException[] | null;
  readonly vacations: readonly ProfileVacation[] | null;
}

/** How many stretches of a dated day a form has room for. */
const MOST_SPANS = 2;

/** Dated days and times off, as a profile says them. */
export interface DatedDays {
  readonly exceptions: ProfileException[];
  readonly vacations: ProfileVacation[];
}

const isPlain = ({ modes, spans, note = '' }: DatedException): boolean =>
  modes === undefined && spans.length <= MOST_SPANS && note.length <= LONGEST_NOTE && isOneLine(note);

/** Whether a profile, and the form of it, could say the dated days of some hours: not those of one mode alone, nor many. Pure. */
export const hasRoomFor = ({ exceptions, vacations }: Pick<Schedule, 'exceptions' | 'vacations'>): boolean =>
  exceptions.length <= MOST_EXCEPTIONS &&
  vacations.length <= MOST_VACATIONS &&
  exceptions.every(isPlain) &&
  vacations.every(({ modes }) => modes === undefined);

const isAway = ({ vacations }: Closures, day: IsoDate): boolean =>
  (vacations ?? []).some(({ from, returns }) => from <= day && day < returns);

/** The holidays that are told by their date and laid over the hours. */
const datedHolidays = (own: Closures): IsoDate[] =>
  Object.keys(own.publicHolidays?.days ?? {})
    .filter((day) => !isAway(own, day))
    .toSorted();

/**
 * The other way round than `withClosures`: what is shown without the dated days and the times off that a profile says. Pure.
 * @param own what was laid over the hours
 */
export function withoutClosures(shown: Schedule, own: Closures): Schedule {
  const holidays = new Set(datedHolidays(own));
  const isOwn = <T>(list: readonly T[] | null, one: unknown): boolean =>
    (list ?? []).some((other) => isDeepStrictEqual(other, one));
  return {
    ...shown,
    exceptions: shown.exceptions.filter(
      (one) => !(one.from === one.until && holidays.has(one.from)) && !isOwn(own.exceptions, one),
    ),
    vacations: shown.vacations.filter((one) => !isOwn(own.vacations, one)),
  };
}

type Stretch = Readonly<Record<'from' | 'until', IsoDate>>;

const dayAfter = (day: IsoDate, days = 1): IsoDate => isoOfDay(dayOfIso(day) + days);

/** The parts of a stretch of days without some of them, which are in their order. */
function partsWithout({ from, until }: Stretch, days: readonly IsoDate[]): Stretch[] {
  const inside = days.filter((day) => from <= day && day <= until);
  const begins = [from, ...inside.map((day) => dayAfter(day))];
  const ends = [...inside.map((day) => dayAfter(day, -1)), until];
  return begins.flatMap((begin, at) => {
    const end = ends[at] ?? until;
    return begin <= end ? [{ from: begin, until: end }] : [];
  });
}

/**
 * The dated days to come that the hours of other sources tell and a profile does not, as it would say them: without the
 * holidays that it tells by their date, which come first. Null where it has no room for them. Pure.
 * @param shown the hours with what the profile says laid over them
 */
export function datedDaysElsewhere(shown: Schedule, own: Closures, today: IsoDate): DatedDays | null {
  const others = withoutClosures(shown, own);
  if (!hasRoomFor(others)) return null;
  const holidays = datedHolidays(own);
  const days = {
    exceptions: others.exceptions.flatMap(({ from, until, spans, note }) =>
      partsWithout({ from, until }, holidays).map((part) => ({
        ...part,
        spans: [...spans],
        ...(note === undefined ? {} : { note }),
      })),
    ),
    vacations: others.vacations.flatMap(({ from, returns }) =>
      partsWithout({ from, until: dayAfter(returns, -1) }, holidays).map((part) => ({
        from: part.from,
        returns: dayAfter(part.until),
      })),
    ),
  };
  const ahead = {
    exceptions: days.exceptions.filter(({ until }) => until >= today),
    vacations: days.vacations.filter(({ returns }) => returns > today),
  };
  return hasRoomFor(ahead) ? ahead : null;
}
