import {
  emptySchedule,
  type DatedException,
  type ModeHours,
  type Place,
  type Schedule,
  type ServiceMode,
  type Vacation,
} from './schedule';
import { formatOpeningHours } from './syntax-format';
import { parseOpeningHours, parseRules } from './syntax-parse';

type Read = readonly [mode: ServiceMode, schedule: Schedule];

/**
 * The schedule of a place whose modes each come with a text of their own (`opening_hours`, `opening_hours:delivery`…).
 * Texts that cannot be read are kept as they are.
 */
export function scheduleOfTexts(
  place: Place,
  texts: Readonly<Partial<Record<ServiceMode, string>>>,
): Schedule {
  const unreadable: Partial<Record<ServiceMode, ModeHours>> = {};
  const read: Read[] = [];
  const entries = Object.entries(texts) as [ServiceMode, string][];
  for (const [mode, text] of entries) {
    const parsed = parseOpeningHours(text, place, mode);
    if ('unreadable' in parsed) unreadable[mode] = { text, reason: parsed.reason };
    else read.push([mode, parsed.schedule]);
  }
  const schedule = joined(place, read) ?? apart(place, read, texts);
  return { ...schedule, modes: { ...schedule.modes, ...unreadable } };
}

/**
 * One schedule of several modes whose closures were lifted out of their rules: a vacation that all of them have is the
 * business's own. Null where the whole would not say of each mode what its text says.
 */
function joined(place: Place, read: readonly Read[]): Schedule | null {
  const [first] = read;
  if (!first) return emptySchedule(place);
  const schedule: Schedule = {
    place,
    modes: Object.fromEntries(read.flatMap(([, { modes }]) => Object.entries(modes))),
    publicHolidays: first[1].publicHolidays,
    exceptions: together<DatedException>(read.map(([mode, { exceptions }]) => [mode, exceptions])),
    vacations: together<Vacation>(read.map(([mode, { vacations }]) => [mode, vacations])),
  };
  const isSame = read.every(
    ([mode, own]) => formatOpeningHours(schedule, mode) === formatOpeningHours(own, mode),
  );
  return isSame ? schedule : null;
}

/** Each dated day once, with the modes that it concerns where these are not all. */
function together<T extends object>(
  dated: readonly (readonly [mode: ServiceMode, days: readonly T[]])[],
): T[] {
  const known = new Map<string, { readonly day: T; readonly modes: ServiceMode[] }>();
  for (const [mode, days] of dated)
    for (const day of days) {
      const key = JSON.stringify(day);
      const same = known.get(key);
      if (same) same.modes.push(mode);
      else known.set(key, { day, modes: [mode] });
    }
  return [...known.values()].map(({ day, modes }) =>
    modes.length === dated.length ? day : { ...day, modes },
  );
}

/** What is lifted out of the rules holds for every mode: where it differs each keeps its own in its rules. */
function apart(
  place: Place,
  read: readonly Read[],
  texts: Readonly<Partial<Record<ServiceMode, string>>>,
): Schedule {
  const modes = read.map(([mode]) => [mode, { rules: parseRules(texts[mode] ?? '') }]);
  return { ...emptySchedule(place), modes: Object.fromEntries(modes) as Schedule['modes'] };
}
