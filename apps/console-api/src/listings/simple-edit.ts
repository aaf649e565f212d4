import type {
  EditOnBehalf,
  ListingEditor,
  ListingProfile,
  ProfileChanges,
  SimpleEdit,
} from '@halles/contracts';
import {
  formatRules,
  formatTime,
  isUnreadable,
  parseOpeningHours,
  type TimeSpan,
  weeklyRules,
  weekOfRules,
} from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { plainOfRichText, richTextOfPlain, startingHours } from '@halles/domain/profiles';
import type { Bilingual, FieldError } from '@halles/kernel';
import { InvalidInput } from '@halles/platform/http';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const DAY_MINUTES = 1_440;

const MESSAGES = {
  '/phone': { fr: 'Un numéro comme 01 23 45 67 89.', en: 'A number such as 05 56 00 00 00.' },
  '/week': { fr: 'Des heures comme 09:00-12:30.', en: 'Hours such as 09:00-12:30.' },
  '/description': { fr: 'Ce texte est trop long.', en: 'This text is too long.' },
} satisfies Record<string, Bilingual>;

const error = (pointer: keyof typeof MESSAGES): InvalidInput => {
  const found: FieldError = { pointer, message: MESSAGES[pointer] };
  return new InvalidInput({}, [found]);
};
type InvalidInput = InstanceType<typeof InvalidInput>;

const minutesOf = (text: string): number => {
  const [hours = 0, minutes = 0] = text.trim().split(':').map(Number);
  return hours * 60 + minutes;
};

function spansOf(day: string): TimeSpan[] {
  if (day === '') return [];
  return day.split(',').map((span) => {
    const [from = '', until = ''] = span.split('-');
    const begin = minutesOf(from);
    const end = minutesOf(until);
    // What ends before it begins goes on into the next day.
    return { from: begin, until: end <= begin ? end + DAY_MINUTES : end };
  });
}

/** A plain week as a person typed it, in the syntax of OpenStreetMap; null for one without any hour. Pure. */
export function hoursOfWeek(week: readonly string[]): string | null {
  const spans = Object.fromEntries(DAYS.map((day) => [day, spansOf(week[day - 1] ?? '')]));
  const rules = weeklyRules(spans);
  return rules.length === 0 ? null : formatRules(rules);
}

/** The same the other way round; null where the hours say more than a plain week, or nothing. Pure. */
export function weekOfHours(text: string | null, timeZone: string): string[] | null {
  if (text === null) return null;
  const week = parsedWeek(text, timeZone);
  if (!week) return null;
  const time = (minutes: number): string =>
    formatTime(minutes > DAY_MINUTES ? minutes - DAY_MINUTES : minutes);
  return DAYS.map((day) =>
    (week[day] ?? []).map(({ from, until }) => `${time(from)}-${time(until)}`).join(', '),
  );
}

function parsedWeek(text: string, timeZone: string) {
  // Which public holidays there are changes nothing in a plain week: metropolitan France stands for all.
  const parsed = parseOpeningHours(text, { timeZone, department: '75' });
  const hours = 'schedule' in parsed ? parsed.schedule.modes.shop : undefined;
  return !hours || isUnreadable(hours) ? null : weekOfRules(hours.rules);
}

/**
 * What stands on the page in the fields of the simple form, whoever said it: an agent changes what the public reads, and a
 * field that was left alone is never emptied. Pure.
 * @param shown as the public sees it; null where it does not
 */
export function standing(
  content: ListingProfile,
  shown: Pick<Listing, 'schedule' | 'phone'> | null,
): ListingProfile {
  return {
    ...content,
    ...startingHours(content, shown?.schedule ?? null),
    phone: content.phone ?? shown?.phone ?? null,
  };
}

/** What the simple form shows of what stands. Pure. */
export function presentSimple(
  content: ListingProfile,
  timeZone: string,
): Omit<ListingEditor['profile'], 'version'> {
  const { phone, shopHours, descriptionFr, state } = content;
  const week = weekOfHours(shopHours, timeZone);
  return {
    phone,
    week,
    hasOtherHours: shopHours !== null && week === null,
    description: descriptionFr && plainOfRichText(descriptionFr),
    isClosed: state?.state === 'closed',
  };
}

/**
 * What the simple form changes, as the profile is changed.
 * @param today ISO date, from which a closing counts
 * @throws InvalidInput
 */
export function editOf(
  { version, phone, week, description, isClosed }: SimpleEdit,
  today: string,
): EditOnBehalf {
  const changes: { -readonly [K in keyof ProfileChanges]: ProfileChanges[K] } = {};
  if (phone !== undefined) changes.phone = phoneOf(phone);
  if (week !== undefined) changes.shopHours = hoursOfWeek(week);
  if (description !== undefined) changes.descriptionFr = textOf(description);
  if (isClosed !== undefined)
    changes.state = isClosed ? { state: 'closed', since: today } : { state: 'open' };
  return { version, changes };
}

function phoneOf(text: string | null): string | null {
  if (text === null || text === '') return null;
  const number = parsePhoneNumberFromString(text, 'FR');
  if (number?.isPossible() !== true) throw error('/phone');
  return number.number;
}

function textOf(text: string | null): ListingProfile['descriptionFr'] {
  if (text === null || text === '') return null;
  const rich = richTextOfPlain(text);
  if (rich === 'too-long') throw error('/description');
  return rich && [...rich];
}
