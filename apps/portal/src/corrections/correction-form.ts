import {
  type FormReader,
  formReader,
  type FormValues,
  formValuesOf,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';
import type { CorrectionChanges } from '@halles/domain/corrections';
import {
  type Place,
  type WeeklyHours,
  formatRules,
  isUnreadable,
  rulesOfEditable,
  weekOfRules,
} from '@halles/domain/hours';
import { type Listing, departmentOf } from '@halles/domain/listings';
import { type Locale, phoneWords } from '@halles/kernel';
import { readPhone, WEEKDAYS, readHours, fillSpans } from '../profiles';

/** The plain week that a listing keeps in its shop, public holidays aside; null where its hours say more, or nothing. Pure. */
export function weekOf({ schedule }: Pick<Listing, 'schedule'>): WeeklyHours | null {
  const shop = schedule?.modes.shop;
  if (!shop || isUnreadable(shop)) return null;
  return weekOfRules(shop.rules.filter(({ onPublicHoliday }) => onPublicHoliday === undefined));
}

/** The form with what the directory shows now. Pure. */
export function fillCorrection(listing: Listing): FormValues {
  const week = weekOf(listing) ?? {};
  return formValuesOf({
    phone: listing.phone && phoneWords(listing.phone).replaceAll('\u00a0', ' '),
    ...(Object.assign({}, ...WEEKDAYS.map((day) => fillSpans(`d${day}`, week[day] ?? []))) as object),
  });
}

const textOfWeek = (week: WeeklyHours | null): string | null =>
  week === null ? null : formatRules(rulesOfEditable({ week, seasons: [], days: [] }));

/**
 * What of a form differs from what the directory shows, or what is wrong with it. An empty field takes nothing away: who
 * has no telephone any more says so with an account. Pure.
 */
export const correctionForm = (
  listing: Listing,
  place: Place,
  locale: Locale,
): FormReader<CorrectionChanges> =>
  formReader<CorrectionChanges>((values) => {
    if (textOf(values, 'closed') === 'yes') return { input: { state: { state: 'closed', since: null } } };
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
        ...(text !== null && text !== textOfWeek(weekOf(listing)) ? { shopHours: text } : {}),
      },
    };
  });

/** Where a listing is, for what is typed of it. Pure. */
export const placeOf = (listing: Listing, timeZone: string): Place => ({
  timeZone,
  department: departmentOf(listing.address.communeCode),
});
