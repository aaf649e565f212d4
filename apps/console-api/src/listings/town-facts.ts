import type { CorrectFacts, ListingProfile, TownFacts } from '@halles/contracts';
import type { TownChanges } from '@halles/domain/corrections';
import {
  dateWords,
  dayOfIso,
  type EditableHours,
  editableOfRules,
  emptySchedule,
  formatOpeningHours,
  type HoursSeason,
  type IsoDate,
  isUnreadable,
  opensOnAnyDay,
  parseOpeningHours,
  type Place,
  recurringHours,
  rulesOfEditable,
  type Schedule,
  type WeeklyHours,
  weekOfRules,
  type YearDay,
} from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { type HoursChanges, startingHours } from '@halles/domain/profiles';
import { dayHoursWords, type FieldError, type Locale, phoneWords, readDayHours } from '@halles/kernel';
import { InvalidInput } from '@halles/platform/http';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** What a field says, or what is wrong with it: all errors are told at once. */
type Read<T> = { readonly value: T } | { readonly error: FieldError };

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** What the public reads of a listing, and what its profile says. */
export interface CurrentFacts {
  /** As the public sees it; null where it does not. */
  readonly shown: Listing | null;
  readonly content: ListingProfile;
  readonly place: Place;
  /** By the calendar of the place. */
  readonly today: IsoDate;
}

/** The hours of the shop as they stand, whoever said them. */
const currentHours = (page: CurrentFacts): string | null =>
  page.content.shopHours ?? startOf(page).shopHours ?? null;

/** What the profile takes over with the first hours that are corrected. */
const startOf = ({ content, shown, today }: CurrentFacts): HoursChanges =>
  startingHours(content, { schedule: shown?.schedule ?? null, today });

/** Hours as weeks that a form shows, and the schedule that they are a part of. */
interface EditableWeeks {
  readonly schedule: Schedule;
  readonly hours: EditableHours;
}

/** Null where the hours say more than weeks. */
function weeksOf(text: string, place: Place): EditableWeeks | null {
  const parsed = parseOpeningHours(text, place);
  if (!('schedule' in parsed)) return null;
  const { schedule } = parsed;
  const { shop } = schedule.modes;
  if (!shop || isUnreadable(shop)) return null;
  const week = weekOfRules(shop.rules);
  const hours = editableOfRules(shop.rules) ?? (week && { week, seasons: [], days: [] });
  return hours && { schedule, hours };
}

const weekWords = (week: WeeklyHours): string[] => DAYS.map((day) => dayHoursWords(week[day] ?? []));

/** A season by its dates, whatever the year. */
function seasonName({ from, until }: HoursSeason): TownFacts['seasons'][number]['name'] {
  // A leap year: it has all days.
  const day = ({ month, day: date }: YearDay): number =>
    dayOfIso(`2028-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
  const [first, last] = [day(from), day(until)];
  return {
    fr: `Du ${dateWords(first, 'fr')} au ${dateWords(last, 'fr')}`,
    en: `From ${dateWords(first, 'en')} to ${dateWords(last, 'en')}`,
  };
}

/** Seasons and nth weekdays of months as people read them; null for none. */
function recurringWords({ schedule, hours }: EditableWeeks, today: IsoDate): TownFacts['recurring'] {
  if (hours.seasons.length + hours.days.length === 0) return null;
  const linesIn = (locale: Locale): string[] =>
    recurringHours(schedule, today, { locale, beside: 'usual-week' }).map(
      (one) => one.when + (locale === 'fr' ? '\u00a0: ' : ': ') + one.hours,
    );
  return { fr: linesIn('fr'), en: linesIn('en') };
}

function nthWeekdaysOf(days: EditableHours['days']): TownFacts['nthWeekdays'] {
  if (days.length === 0) return 'none';
  return days.some(({ spans }) => spans.length > 0) ? 'open' : 'closed';
}

/** What the town may correct of a page, as it stands. Pure. */
export function presentFacts(
  page: CurrentFacts,
): Omit<TownFacts, 'version' | 'isOwned' | 'map' | 'communes' | 'last' | 'lastByLink'> {
  const { shown, content, place, today } = page;
  const hours = currentHours(page);
  const weeks = hours === null ? null : weeksOf(hours, place);
  const phone = shown?.phone ?? content.phone;
  return {
    state:
      content.hidden === true && shown === null ? 'hidden' : (shown?.state ?? content.state?.state ?? 'open'),
    closedOn: shown?.closedOn ?? null,
    name: shown?.name ?? content.name,
    phone: phone === null ? null : phoneWords(phone),
    week: weeks && weekWords(weeks.hours.week),
    seasons: (weeks?.hours.seasons ?? []).map((season) => ({
      name: seasonName(season),
      week: weekWords(season.week),
    })),
    recurring: weeks && recurringWords(weeks, today),
    nthWeekdays: nthWeekdaysOf(weeks?.hours.days ?? []),
    hasOtherHours: hours !== null && weeks === null,
    address: shown && {
      line: shown.address.line ?? '',
      postalCode: shown.address.postalCode ?? '',
      communeCode: shown.address.communeCode,
    },
  };
}

/**
 * What a correction changes of the profile. Hours that another source told are taken over with the first that are corrected.
 * Pure.
 * @throws InvalidInput where the telephone is none, it would never open, or it closes on a day to come
 */
export function changesOfFacts(edit: CorrectFacts, page: CurrentFacts): TownChanges {
  const { state, closedOn, name, phone, week, seasons, address } = edit;
  const number = phone === undefined ? null : readPhone(phone);
  const hours = week === undefined && seasons === undefined ? null : readHours(edit, page);
  const since = closedOn != null && closedOn > page.today ? { error: CLOSED_LATER } : null;
  const errors = [since, number, hours].flatMap((read) => (read && 'error' in read ? [read.error] : []));
  if (errors.length > 0) throw new InvalidInput({}, errors);
  return {
    ...(state === undefined ? {} : stateOf(state, closedOn ?? null)),
    ...(name === undefined ? {} : { name }),
    ...(number && 'value' in number ? { phone: number.value } : {}),
    ...(hours && 'value' in hours ? { ...startOf(page), shopHours: hours.value } : {}),
    ...(address === undefined ? {} : { address }),
  };
}

function stateOf(state: NonNullable<CorrectFacts['state']>, since: string | null): TownChanges {
  if (state === 'hidden') return { hidden: true };
  return { state: state === 'closed' ? { state, since } : { state }, hidden: null };
}

const weekOf = (week: readonly string[]): WeeklyHours =>
  Object.fromEntries(DAYS.map((day) => [day, readDayHours(week[day - 1] ?? '') ?? []]));

/** The weeks that are corrected in the place of those that stand; the nth weekdays of months stay as they are. */
function readHours({ week, seasons }: CorrectFacts, page: CurrentFacts): Read<string | null> {
  const text = currentHours(page);
  const standing = text === null ? null : weeksOf(text, page.place);
  const known = standing?.hours ?? { week: {}, seasons: [], days: [] };
  if (seasons && seasons.length !== known.seasons.length) return { error: SEASONS_CHANGED };
  const hours: EditableHours = {
    ...known,
    week: week ? weekOf(week) : known.week,
    seasons: known.seasons.map((season, at) => {
      const corrected = seasons?.[at];
      return corrected ? { ...season, week: weekOf(corrected) } : season;
    }),
  };
  if (!opensOnAnyDay(hours)) return { error: NEVER_OPEN };
  const rules = rulesOfEditable(hours);
  const base = standing?.schedule ?? emptySchedule(page.place);
  return { value: formatOpeningHours({ ...base, modes: { shop: { rules } } }) };
}

const SEASONS_CHANGED = {
  pointer: '/seasons',
  message: {
    fr: 'Les saisons ont changé depuis\u00a0: relisez la fiche.',
    en: 'The seasons have changed since: read the page again.',
  },
};

const NEVER_OPEN = {
  pointer: '/week',
  message: {
    fr: 'Indiquez au moins un jour ouvert\u00a0; un commerce qui n’ouvre plus est fermé définitivement.',
    en: 'Say at least one day on which it is open; a business that opens no more is closed for good.',
  },
};

const CLOSED_LATER = {
  pointer: '/closedOn',
  message: {
    fr: 'Donnez une date passée, ou laissez vide.',
    en: 'Give a date in the past, or leave it empty.',
  },
};

function readPhone(text: string | null): Read<string | null> {
  if (text === null) return { value: null };
  const number = parsePhoneNumberFromString(text, 'FR');
  if (number?.isPossible() === true) return { value: number.number };
  const message = { fr: 'Un numéro comme 06 39 98 12 34.', en: 'A number such as 06 39 98 12 34.' };
  return { error: { pointer: '/phone', message } };
}
