import {
  type FormReader,
  formReader,
  type FormValues,
  formValuesOf,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';
import type { ListingProfile } from '@halles/contracts';
import type { CorrectionChanges } from '@halles/domain/corrections';
import {
  type IsoDate,
  parseOpeningHours,
  type Place,
  type WeeklyHours,
  formatOpeningHours,
  formatRules,
  isUnreadable,
  rulesOfEditable,
  type Schedule,
  weekOfRules,
} from '@halles/domain/hours';
import { type Listing, departmentOf } from '@halles/domain/listings';
import { startingHours } from '@halles/domain/profiles';
import { type Locale, phoneWords } from '@halles/kernel';
import { readPhone, WEEKDAYS, readHours, fillSpans } from '../profiles';

/** A page as it stands before a correction. */
export interface StandingPage {
  /** As the public sees it. */
  readonly listing: Listing;
  /** What its profile says. */
  readonly content: ListingProfile;
  readonly place: Place;
  /** By the calendar of the place. */
  readonly today: IsoDate;
}

/** The hours of the shop apart from holidays and dated days, whoever said them; null for none. Pure. */
const shopHoursOf = ({ listing: { schedule }, content, today }: StandingPage): string | null =>
  content.shopHours ?? startingHours(content, { schedule, today }).shopHours ?? null;

/** The same as a schedule; null where they cannot be read. */
function shopScheduleOf(page: StandingPage): Schedule | null {
  const text = shopHoursOf(page);
  const parsed = text === null ? null : parseOpeningHours(text, page.place);
  return parsed && 'schedule' in parsed ? parsed.schedule : null;
}

/** The plain week that a business keeps in its shop; null where its hours say more, or nothing. Pure. */
export function weekOf(page: StandingPage): WeeklyHours | null {
  const shop = shopScheduleOf(page)?.modes.shop;
  return !shop || isUnreadable(shop) ? null : weekOfRules(shop.rules);
}

/** A week that was typed, with the dated days that stand in the hours beside their week. */
function withStandingDays(text: string, page: StandingPage): string {
  const standing = shopScheduleOf(page);
  const typed = parseOpeningHours(text, page.place);
  if (standing === null || !('schedule' in typed)) return text;
  return formatOpeningHours({ ...standing, modes: typed.schedule.modes }) ?? text;
}

/** The form with what the directory shows now. Pure. */
export function fillCorrection(page: StandingPage): FormValues {
  const { phone } = page.listing;
  const week = weekOf(page) ?? {};
  return formValuesOf({
    phone: phone && phoneWords(phone).replaceAll('\u00a0', ' '),
    ...(Object.assign({}, ...WEEKDAYS.map((day) => fillSpans(`d${day}`, week[day] ?? []))) as object),
  });
}

const textOfWeek = (week: WeeklyHours | null): string | null =>
  week === null ? null : formatRules(rulesOfEditable({ week, seasons: [], days: [] }));

/**
 * What of a form differs from what the directory shows, or what is wrong with it. An empty field takes nothing away: who
 * has no telephone any more says so with an account. Pure.
 */
export const correctionForm = (page: StandingPage, locale: Locale): FormReader<CorrectionChanges> =>
  formReader<CorrectionChanges>((values) => {
    if (textOf(values, 'closed') === 'yes') return { input: { state: { state: 'closed', since: null } } };
    const { listing, place } = page;
    const phone = readPhone(textOf(values, 'phone'), place.department);
    const hours = readHours({ ...values, asText: ['no'] }, place, locale);
    const errors: InputErrors = {
      ...('error' in phone ? { phone: phone.error } : {}),
      ...('errors' in hours ? hours.errors : {}),
    };
    if (Object.keys(errors).length > 0) return { errors };
    const typed = 'value' in phone ? phone.value : null;
    const text = 'text' in hours ? hours.text : null;
    return {
      input: {
        ...(typed !== null && typed !== listing.phone ? { phone: typed } : {}),
        ...(text !== null && text !== textOfWeek(weekOf(page))
          ? { shopHours: withStandingDays(text, page) }
          : {}),
      },
    };
  });

/** Where a listing is, for what is typed of it. Pure. */
export const placeOf = (listing: Listing, timeZone: string): Place => ({
  timeZone,
  department: departmentOf(listing.address.communeCode),
});
