import { hoursFields, type ProfileChanges } from '@halles/contracts';
import { formatOpeningHours, isUnreadable, SERVICE_MODES, type Schedule } from '@halles/domain/hours';

/**
 * Hours that another source told, as an editor would have typed them: the week of each mode apart from holidays and dated
 * days. What could not be read stays with who wrote it. Pure.
 */
export function adoptedHours(schedule: Schedule): ProfileChanges {
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
