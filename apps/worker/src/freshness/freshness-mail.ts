import type { FreshnessCheckModel, OpenQuestion } from '@halles/domain/freshness';
import {
  comingDays,
  COMING_DAYS,
  dateWords,
  dayOfIso,
  isoOfDay,
  recurringHours,
  type Schedule,
  wallTime,
  weekTable,
} from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { hostOf, type Locale, phoneWords } from '@halles/kernel';

type Days = FreshnessCheckModel['week'];

/** One day on a line: « 9 h – 12 h 30, 14 h – 19 h »; each way of serving with its name where there are several. */
function hoursOn(schedule: Schedule, day: string, locale: Locale): Days[number] | null {
  const { days, modes } = weekTable(schedule, day, locale);
  const [first] = days;
  if (!first || modes.length === 0) return null;
  const texts = first.hours.map(({ mode, text }) => {
    const title = modes.length === 1 ? null : modes.find((one) => one.mode === mode)?.title;
    return title == null ? text : locale === 'fr' ? `${title}\u00a0: ${text}` : `${title}: ${text}`;
  });
  const note = first.note === null ? '' : ` (${first.note})`;
  return { name: `${first.name} ${first.dateText}`, hours: texts.join(' · ') + note };
}

/** Where a business is, on one line. Pure. */
export const placeOf = ({ address }: Pick<Listing, 'address'>): string =>
  [address.line ?? address.street, address.communeName].filter((part) => part !== null).join(', ');

/**
 * What a question shows: the hours of the week and of the special days to come, and the contacts, as the page has them. Pure.
 * @param now ms since 1970
 */
export function freshnessCheckModel(
  { question, listing, account, schoolBreak }: OpenQuestion,
  { timeZone, confirmUrl }: { readonly timeZone: string; readonly confirmUrl: string },
  now: number,
): FreshnessCheckModel {
  const { schedule } = listing;
  const { locale } = account;
  const today = wallTime(timeZone, now).day;
  const written = schedule === null ? [] : weekTable(schedule, isoOfDay(today), locale).asWritten;
  return {
    occasion: question.occasion,
    school: schoolBreak && {
      name: schoolBreak.name[locale],
      from: dateWords(dayOfIso(schoolBreak.from), locale),
      until: dateWords(dayOfIso(schoolBreak.resumes) - 1, locale),
    },
    name: account.name,
    listing: listing.name,
    place: placeOf(listing),
    week:
      schedule === null
        ? []
        : [0, 1, 2, 3, 4, 5, 6].flatMap(
            (offset) => hoursOn(schedule, isoOfDay(today + offset), locale) ?? [],
          ),
    asWritten: written.map(({ text }) => text),
    recurring: (schedule === null
      ? []
      : recurringHours(schedule, isoOfDay(today), { locale, beside: 'days' })
    ).map(({ when, hours }) => ({ name: when, hours })),
    coming: (schedule === null ? [] : comingDays(schedule, isoOfDay(today), COMING_DAYS, locale)).map(
      ({ when, name, hours }) => ({ name: `${when}, ${name}`, hours }),
    ),
    phone: listing.phone === null ? null : phoneWords(listing.phone),
    website: listing.website === null ? null : hostOf(listing.website),
    email: listing.email,
    confirmUrl,
  };
}
