import { hoursFields, type ProfileChanges } from '@halles/contracts';
import { formatOpeningHours, isUnreadable, SERVICE_MODES, type Schedule } from '@halles/domain/hours';
import type { Fact, Listing } from '@halles/domain/listings';

/** Hours as an editor would have typed them: the week apart from holidays and dated days. */
function hoursChanges(schedule: Schedule): ProfileChanges {
  const { publicHolidays } = schedule;
  const week: Schedule = { ...schedule, publicHolidays: 'as-usual', exceptions: [], vacations: [] };
  const modes = SERVICE_MODES.flatMap((mode) => {
    const hours = schedule.modes[mode];
    // What could not be read is confirmed as it stands, and stays with who wrote it.
    if (!hours || isUnreadable(hours)) return [];
    return [[hoursFields[mode], formatOpeningHours(week, mode)] as const];
  });
  if (modes.length === 0) return {};
  if (publicHolidays === 'as-usual') return Object.fromEntries(modes);
  const general = publicHolidays.length === 0 ? 'closed' : [...publicHolidays];
  return { ...Object.fromEntries(modes), publicHolidays: { general, days: {} } };
}

/**
 * What somebody says by confirming a page: what a register, a list or a map told becomes their word, so that a later
 * import does not change what they looked at. What a merchant or an agent said is theirs already. Pure.
 */
export function adoptedChanges(listing: Listing): ProfileChanges {
  const isAdopted = (fact: Fact): boolean => {
    const source = listing.provenance[fact]?.source;
    return source !== undefined && source !== 'merchant' && source !== 'agent';
  };
  const { name, phone, email, website, category, schedule } = listing;
  return {
    ...(isAdopted('name') ? { name } : {}),
    ...(isAdopted('phone') ? { phone } : {}),
    ...(isAdopted('email') ? { email } : {}),
    ...(isAdopted('website') ? { website } : {}),
    ...(isAdopted('category') ? { category } : {}),
    ...(isAdopted('hours') && schedule !== null ? hoursChanges(schedule) : {}),
  };
}
