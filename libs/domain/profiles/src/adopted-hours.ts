import {
  hoursFields,
  type ListingProfile,
  type ProfileChanges,
  type ProfileField,
  type PublicHolidayHours,
} from '@halles/contracts';
import {
  formatOpeningHours,
  type IsoDate,
  isUnreadable,
  SERVICE_MODES,
  type Schedule,
} from '@halles/domain/hours';
import { datedDaysElsewhere, withoutClosures } from '@halles/domain/listings';

/** The fields that hours are said in. */
export type HoursChanges = Pick<
  ProfileChanges,
  (typeof hoursFields)[keyof typeof hoursFields] | 'publicHolidays' | 'exceptions' | 'vacations'
>;

/** The shown hours of other sources, and the day on which somebody reads them. */
export interface ShownHours {
  readonly schedule: Schedule;
  /** By the calendar of the place. */
  readonly today: IsoDate;
}

/** What other sources tell of all public holidays, beside the days that the profile tells; null where it says that itself. */
function holidaysElsewhere(
  { publicHolidays: own }: ListingProfile,
  { publicHolidays: shown }: Schedule,
): ListingProfile['publicHolidays'] {
  if (shown === 'as-usual' || (own !== null && own.general !== null)) return null;
  return { general: shown.length === 0 ? 'closed' : [...shown], days: own?.days ?? {} };
}

/**
 * Hours that another source told, as an editor would have typed them beside what the profile says: the week of each mode
 * apart from holidays, dated days and time off, and these where the profile says none of its own. Dated days that it has no
 * room for stay in the hours. What could not be read stays with who wrote it. Pure.
 * @param content what the profile says
 */
export function adoptedHours(content: ListingProfile, { schedule, today }: ShownHours): HoursChanges {
  const days = datedDaysElsewhere(schedule, content, today);
  const others = days === null ? withoutClosures(schedule, content) : { exceptions: [], vacations: [] };
  const { exceptions, vacations } = others;
  const week: Schedule = { ...schedule, publicHolidays: 'as-usual', exceptions, vacations };
  const modes = SERVICE_MODES.flatMap((mode) => {
    const hours = schedule.modes[mode];
    if (!hours || isUnreadable(hours)) return [];
    return [[hoursFields[mode], formatOpeningHours(week, mode)] as const];
  });
  if (modes.length === 0) return {};
  const publicHolidays = holidaysElsewhere(content, schedule);
  const isLeft = (kind: 'exceptions' | 'vacations'): boolean =>
    content[kind] === null && (days?.[kind] ?? []).length > 0;
  return {
    ...Object.fromEntries(modes),
    ...(publicHolidays === null ? {} : { publicHolidays }),
    ...(days && isLeft('exceptions') ? { exceptions: days.exceptions } : {}),
    ...(days && isLeft('vacations') ? { vacations: days.vacations } : {}),
  };
}

/** Whether a profile has hours of its own, in any mode. Pure. */
export const statesHours = (content: ListingProfile): boolean =>
  SERVICE_MODES.some((mode) => content[hoursFields[mode]] !== null);

/**
 * The hours of other sources, where the profile has none of its own yet: what every editor of it starts from, and publishes
 * with the first hours that are changed. Empty else. Pure.
 * @param shown what the public reads now; null where it reads none
 */
export function startingHours(
  content: ListingProfile,
  { schedule, today }: { readonly schedule: Schedule | null; readonly today: IsoDate },
): HoursChanges {
  return statesHours(content) || schedule === null ? {} : adoptedHours(content, { schedule, today });
}

/** Public holidays as they are typed beside what is taken over for all of them: what is said of all stays. Pure. */
export const holidaysOver = (
  typed: PublicHolidayHours | null,
  adopted: PublicHolidayHours | null,
): PublicHolidayHours => ({
  general: typed?.general ?? adopted?.general ?? null,
  days: typed?.days ?? {},
});

/** Changes to publish, and the fields among them that nobody typed: they are taken over from other sources. */
export interface StartedChanges {
  readonly changes: ProfileChanges;
  readonly adopted: readonly ProfileField[];
}

/**
 * Changes with what the profile takes over beside them: the first hours of one's own take over the rest of what other sources
 * tell of hours, which nobody would read any more. Pure.
 * @param content what is published; a draft is none of it, or what is taken over would hang on what was looked at before
 */
export function withStartingHours(
  content: ListingProfile,
  changes: ProfileChanges,
  shown: Parameters<typeof startingHours>[1],
): StartedChanges {
  if (!SERVICE_MODES.some((mode) => hoursFields[mode] in changes)) return { changes, adopted: [] };
  const start = startingHours(content, shown);
  const { publicHolidays: typed } = changes;
  const { publicHolidays: others } = start;
  return {
    changes: {
      ...start,
      ...changes,
      ...(typed !== undefined && others ? { publicHolidays: holidaysOver(typed, others) } : {}),
    },
    adopted: (Object.keys(start) as ProfileField[]).filter((field) => !(field in changes)),
  };
}
