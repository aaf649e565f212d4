import type { CorrectFacts, ListingProfile, TownFacts } from '@halles/contracts';
import type { TownChanges } from '@halles/domain/corrections';
import {
  formatRules,
  isUnreadable,
  parseOpeningHours,
  type Place,
  type TimeSpan,
  weeklyRules,
  weekOfRules,
} from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { startingHours } from '@halles/domain/profiles';
import { dayHoursWords, phoneWords, readDayHours } from '@halles/kernel';
import { InvalidInput } from '@halles/platform/http';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** What the public reads of a listing, and what its profile says. */
export interface StandingPage {
  /** As the public sees it; null where it does not. */
  readonly shown: Listing | null;
  readonly content: ListingProfile;
  readonly place: Place;
}

/** The hours of the shop as they stand, whoever said them. */
const standingHours = ({ content, shown }: StandingPage): string | null =>
  content.shopHours ?? startingHours(content, shown?.schedule ?? null).shopHours ?? null;

/** A plain week in words; null where the hours say more. */
function weekOf(text: string, place: Place): string[] | null {
  const parsed = parseOpeningHours(text, place);
  const hours = 'schedule' in parsed ? parsed.schedule.modes.shop : undefined;
  const week = hours && !isUnreadable(hours) ? weekOfRules(hours.rules) : null;
  return week && DAYS.map((day) => dayHoursWords(week[day] ?? []));
}

/** What the town may correct of a page, as it stands. Pure. */
export function presentFacts(
  page: StandingPage,
): Pick<TownFacts, 'state' | 'closedOn' | 'name' | 'phone' | 'week' | 'hasOtherHours' | 'address'> {
  const { shown, content, place } = page;
  const hours = standingHours(page);
  const week = hours === null ? null : weekOf(hours, place);
  const phone = shown?.phone ?? content.phone;
  return {
    state:
      content.hidden === true && shown === null ? 'hidden' : (shown?.state ?? content.state?.state ?? 'open'),
    closedOn: shown?.closedOn ?? null,
    name: shown?.name ?? content.name,
    phone: phone === null ? null : phoneWords(phone),
    week,
    hasOtherHours: hours !== null && week === null,
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
 * @throws InvalidInput where the telephone is none
 */
export function changesOfFacts(edit: CorrectFacts, { content, shown }: StandingPage): TownChanges {
  const { state, closedOn, name, phone, week, address } = edit;
  return {
    ...(state === undefined ? {} : stateOf(state, closedOn ?? null)),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone: phoneOf(phone) }),
    ...(week === undefined
      ? {}
      : { ...startingHours(content, shown?.schedule ?? null), shopHours: hoursOf(week) }),
    ...(address === undefined ? {} : { address }),
  };
}

function stateOf(state: NonNullable<CorrectFacts['state']>, since: string | null): TownChanges {
  if (state === 'hidden') return { hidden: true };
  return { state: state === 'closed' ? { state, since } : { state }, hidden: null };
}

function hoursOf(week: readonly string[]): string {
  const spans: Record<number, readonly TimeSpan[]> = Object.fromEntries(
    DAYS.map((day) => [day, readDayHours(week[day - 1] ?? '') ?? []]),
  );
  return formatRules(weeklyRules(spans));
}

function phoneOf(text: string | null): string | null {
  if (text === null) return null;
  const number = parsePhoneNumberFromString(text, 'FR');
  if (number?.isPossible() === true) return number.number;
  const message = { fr: 'Un numéro comme 01 23 45 67 89.', en: 'A number such as 05 56 00 00 00.' };
  throw new InvalidInput({}, [{ pointer: '/phone', message }]);
}
