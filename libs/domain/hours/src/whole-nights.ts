import { MINUTES_OF_DAY } from './day-states';
import { isUnreadable, SERVICE_MODES, type Schedule } from './schedule';
import { split } from './syntax-lift';
import { weeklyRules, weekOfRules } from './weekly';

/**
 * The same hours, with nights that belong to the evening on which they began. In OpenStreetMap syntax
 * `Th 18:00-01:00; Fr 18:00-02:00; PH off` ends the night of Thursday at midnight, and opens after midnight the night of
 * a holiday: the letter of the specification, hardly what the author meant. A plain week of one mode, with its holidays
 * and dated days, is given the sense that people give it; whatever says more is returned as it is.
 */
export function withWholeNights(schedule: Schedule): Schedule {
  const [mode, ...others] = SERVICE_MODES.filter((name) => schedule.modes[name]);
  const hours = mode && schedule.modes[mode];
  if (!hours || others.length > 0 || isUnreadable(hours)) return schedule;
  const runsOverMidnight = hours.rules.some(({ spans }) => spans.some(({ until }) => until > MINUTES_OF_DAY));
  if (!runsOverMidnight) return schedule;
  const { rules, publicHolidays, exceptions, vacations } = split(hours.rules);
  const week = weekOfRules(rules);
  if (!week) return schedule;
  return {
    ...schedule,
    modes: { [mode]: { rules: weeklyRules(week) } },
    publicHolidays: publicHolidays === 'as-usual' ? schedule.publicHolidays : publicHolidays,
    exceptions: [...exceptions, ...schedule.exceptions],
    vacations: [...vacations, ...schedule.vacations],
  };
}
