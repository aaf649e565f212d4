import { hoursFields, type ListingProfile, type ProfileChanges } from '@halles/contracts';
import { formatOpeningHours, isUnreadable, SERVICE_MODES, type Schedule } from '@halles/domain/hours';

/** The fields that hours are said in. */
export type HoursChanges = Pick<
  ProfileChanges,
  (typeof hoursFields)[keyof typeof hoursFields] | 'publicHolidays'
>;

/**
 * Hours that another source told, as an editor would have typed them: the week of each mode apart from holidays and dated
 * days. What could not be read stays with who wrote it. Pure.
 */
export function adoptedHours(schedule: Schedule): HoursChanges {
  const { publicHolidays } = schedule;
  const week: Schedule = { ...schedule, publicHolidays: 'as-usual', exceptions: [], vacations: [] };
  const modes = SERVICE_MODES.flatMap((mode) => {
    const hours = schedule.modes[mode];
    if (!hours || isUnreadable(hours)) return [];
    return [[hoursFields[mode], formatOpeningHours(week, mode)] as const];
  });
  if (modes.length === 0) return {};
  if (publicHolidays === 'as-usual') return Object.fromEntries(modes);
  const general = publicHolidays.length === 0 ? 'closed' : [...publicHolidays];
  return { ...Object.fromEntries(modes), publicHolidays: { general, days: {} } };
}

/** Whether a profile has hours of its own, in any mode. Pure. */
export const statesHours = (content: ListingProfile): boolean =>
  SERVICE_MODES.some((mode) => content[hoursFields[mode]] !== null);

/**
 * The hours of other sources, where the profile has none of its own yet: what every editor of it starts from, and publishes
 * with the first hours that are changed. Empty else. Pure.
 * @param schedule what the public reads now
 */
export function startingHours(content: ListingProfile, schedule: Schedule | null): HoursChanges {
  if (statesHours(content) || schedule === null) return {};
  const { publicHolidays, ...hours } = adoptedHours(schedule);
  const keepsOwnHolidays = content.publicHolidays !== null || publicHolidays === undefined;
  return keepsOwnHolidays ? hours : { ...hours, publicHolidays };
}
