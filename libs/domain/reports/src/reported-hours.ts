import { isDeepStrictEqual } from 'node:util';
import { hoursFields, type ListingProfile } from '@halles/contracts';
import {
  changedWeekdays,
  dayOfIso,
  type IsoDate,
  isoOfDay,
  listWords,
  modeTitle,
  type Place,
  SERVICE_MODES,
  type ServiceMode,
  weekdayNames,
  weekdayOf,
} from '@halles/domain/hours';
import type { FieldChanges } from '@halles/domain/profiles';
import { foldText } from '@halles/domain/text';
import type { Bilingual, Locale } from '@halles/kernel';

/** What a report of hours is about, as far as it says so. */
export interface ReportedHours {
  /** ISO, 1 (Monday) to 7; empty where it names none. */
  readonly weekdays: readonly number[];
  /** Empty where it names none. */
  readonly modes: readonly ServiceMode[];
  /** Whether it speaks of public holidays, of time off, or of a day that is not as usual. */
  readonly isOfSpecialDays: boolean;
  /** Whether it speaks of one date, like « ce dimanche » or « aujourd’hui », and not of what is so every week. */
  readonly isOfDate: boolean;
}

/** What of a page's hours reads otherwise than before. */
export interface ChangedHours {
  readonly weeks: readonly { readonly mode: ServiceMode; readonly weekdays: readonly number[] }[];
  readonly isOfHolidays: boolean;
  /** The days, both included, of exceptions and of time off that were added, changed or taken away. */
  readonly days: readonly { readonly from: IsoDate; readonly until: IsoDate }[];
}

const WEEKDAYS = [
  'lundis?|mondays?',
  'mardis?|tuesdays?',
  'mercredis?|wednesdays?',
  'jeudis?|thursdays?',
  'vendredis?|fridays?',
  'samedis?|saturdays?|week ?ends?',
  'dimanches?|sundays?|week ?ends?',
];

/** Of the shop itself nothing is asked: « le magasin » is said of every way in which it serves. */
const MODES: Readonly<Partial<Record<ServiceMode, RegExp>>> = {
  pickup: /\b(?:retraits?|a emporter|click|drive|pick ?up|takeaway|collect)\b/,
  delivery: /\b(?:livraisons?|livrent?|livrez|deliver(?:y|ies|s)?)\b/,
  appointment: /\b(?:rendez ?vous|rdv|appointments?)\b/,
  phone: /\b(?:par telephone|au telephone|by (?:tele)?phone|on the phone)\b/,
};

const SPECIAL =
  /\b(?:feries?|conges?|vacances|exceptionnel\w*|noel|nouvel an|paques|holidays?|vacations?|christmas|easter|time off)\b/;

const ANY_WEEKDAY = WEEKDAYS.join('|');
const MONTHS =
  'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december';

/** Words of one date, in a folded text. */
const DATES: readonly RegExp[] = [
  /\b(?:aujourd hui|hier|demain|today|yesterday|tomorrow|tonight|cette semaine|(?:this|last|next) week)\b/,
  new RegExp(
    `\\b(?:ce|cet|this|last|next) (?:${ANY_WEEKDAY}|matin|midi|soir|apres midi|morning|afternoon|evening)\\b`,
  ),
  new RegExp(`\\b(?:${ANY_WEEKDAY}|semaine) (?:derniere?|prochaine?|passee?)\\b`),
  new RegExp(
    `\\b\\d{1,2}(?:er|st|nd|rd|th)? (?:of )?(?:${MONTHS})\\b|\\b(?:${MONTHS}) \\d{1,2}(?:st|nd|rd|th)?\\b`,
  ),
];
/** « 29/11 », whose stroke a folded text has lost. */
const DATE_FIGURES = /(?<!\d)\d{1,2}\/\d{1,2}(?!\d)/;

/** « du lundi au vendredi », `Monday to Friday`: from which weekday to which. */
const RANGE_WORDS =
  /^(?: (?:matin|midi|soir|apres midi|morning|noon|afternoon|evening))? (?:au|a|jusqu au|to|until|till|through)$/;

/** The weekdays that a text names, and those between two that it names as the ends of a range. */
function weekdaysIn(text: string): number[] {
  const found = WEEKDAYS.flatMap((words, at) =>
    [...text.matchAll(new RegExp(`\\b(?:${words})\\b`, 'g'))].map((match) => ({
      weekday: at + 1,
      from: match.index,
      until: match.index + match[0].length,
    })),
  ).sort((a, b) => a.from - b.from);
  const named = new Set<number>();
  for (const [at, { weekday, until }] of found.entries()) {
    named.add(weekday);
    const next = found[at + 1];
    if (!next || !RANGE_WORDS.test(text.slice(until, next.from).trimEnd())) continue;
    for (let day = weekday; day !== next.weekday; day = (day % 7) + 1) named.add(day);
  }
  return [...named].sort((a, b) => a - b);
}

/** What a report of hours is about, by the words of its writer, French or English. Pure. */
export function readReportedHours(message: string | null): ReportedHours {
  const text = foldText(message ?? '');
  return {
    weekdays: weekdaysIn(text),
    modes: SERVICE_MODES.filter((mode) => MODES[mode]?.test(text)),
    isOfSpecialDays: SPECIAL.test(text),
    isOfDate: DATES.some((words) => words.test(text)) || DATE_FIGURES.test(message ?? ''),
  };
}

type Dated = { readonly from: IsoDate; readonly until?: IsoDate; readonly returns?: IsoDate };

const lastOf = ({ from, until, returns }: Dated): IsoDate =>
  until ?? (returns === undefined ? from : isoOfDay(dayOfIso(returns) - 1));

/** The entries that are in one list and not in the other. */
function movedDays(before: unknown, after: unknown): { readonly from: IsoDate; readonly until: IsoDate }[] {
  const entriesOf = (value: unknown): readonly Dated[] => (value ?? []) as readonly Dated[];
  const [was, is] = [entriesOf(before), entriesOf(after)];
  const without = (some: readonly Dated[], others: readonly Dated[]): Dated[] =>
    some.filter((one) => !others.some((other) => isDeepStrictEqual(one, other)));
  return [...without(was, is), ...without(is, was)].map((one) => ({ from: one.from, until: lastOf(one) }));
}

/**
 * What changed of a page's hours, of what changed of it in all. Pure.
 * @param today ISO date at the place
 */
export function changedHoursOf(changes: FieldChanges, place: Place, today: IsoDate): ChangedHours {
  const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const differs = (field: keyof ListingProfile): boolean => {
    const change = changes[field];
    return change !== undefined && !isDeepStrictEqual(change.before, change.after);
  };
  const weeks = SERVICE_MODES.flatMap((mode) => {
    const change = changes[hoursFields[mode]];
    if (!change) return [];
    const texts = { before: textOf(change.before), after: textOf(change.after) };
    return [{ mode, weekdays: changedWeekdays(mode, texts, place, today) }];
  });
  return {
    weeks: weeks.filter(({ weekdays }) => weekdays.length > 0),
    // Hours whose weeks are as before say something else of public holidays.
    isOfHolidays: differs('publicHolidays') || weeks.some(({ weekdays }) => weekdays.length === 0),
    days: (['exceptions', 'vacations'] as const).flatMap((field) =>
      movedDays(changes[field]?.before, changes[field]?.after),
    ),
  };
}

/** How far from the day of a report one looks for the days that it may be about. */
const NEAR = 7;

/** Whether days with hours of their own include one that a report may be about: near it, and of a weekday that it names. */
function includesReported(
  { from, until }: ChangedHours['days'][number],
  weekdays: readonly number[],
  reported: number,
): boolean {
  return Array.from({ length: 2 * NEAR + 1 }, (_, at) => reported - NEAR + at).some(
    (day) =>
      day >= dayOfIso(from) &&
      day <= dayOfIso(until) &&
      (weekdays.length === 0 || weekdays.includes(weekdayOf(day))),
  );
}

/**
 * Whether what changed of the hours may be what a report asked for: a weekday and a mode that it names, where it names any, or
 * days about its own that are not as usual. A report of a weekday or of a mode is of every week, unless it speaks of a date:
 * one day with hours of its own leaves what it reported as it was. Pure.
 * @param reportedOn ISO date of the report
 */
export function concernsReport(
  { weekdays, modes, isOfSpecialDays, isOfDate }: ReportedHours,
  changed: ChangedHours,
  reportedOn: IsoDate,
): boolean {
  const isOfWeek = changed.weeks.some(
    (week) =>
      (modes.length === 0 || modes.includes(week.mode)) &&
      (weekdays.length === 0 || week.weekdays.some((weekday) => weekdays.includes(weekday))),
  );
  if (isOfWeek) return true;
  if (isOfSpecialDays && (changed.isOfHolidays || changed.days.length > 0)) return true;
  if (!isOfDate && (weekdays.length > 0 || modes.length > 0)) return false;
  return changed.days.some((days) => includesReported(days, weekdays, dayOfIso(reportedOn)));
}

const SPECIAL_WORDS = {
  holidays: { fr: 'jours fériés', en: 'public holidays' },
  days: { fr: 'congés ou jours exceptionnels', en: 'time off or exceptional days' },
} as const satisfies Record<string, Bilingual>;

/** What a report names, in words; null where it names nothing. Pure. */
export function reportedHoursWords(
  { weekdays, modes, isOfSpecialDays }: ReportedHours,
  locale: Locale,
): string | null {
  const words = [
    ...modes.map((mode) => modeTitle(mode, locale).toLocaleLowerCase(locale)),
    ...weekdayNames(weekdays, locale),
    ...(isOfSpecialDays ? [SPECIAL_WORDS.days[locale]] : []),
  ];
  return words.length === 0 ? null : listWords(words, locale);
}

/** What changed of the hours, in words. Pure. */
export function changedHoursWords({ weeks, isOfHolidays, days }: ChangedHours, locale: Locale): string {
  return [
    ...weeks.map(
      ({ mode, weekdays }) =>
        `${modeTitle(mode, locale).toLocaleLowerCase(locale)} (${listWords(weekdayNames(weekdays, locale), locale)})`,
    ),
    ...(isOfHolidays ? [SPECIAL_WORDS.holidays[locale]] : []),
    ...(days.length > 0 ? [SPECIAL_WORDS.days[locale]] : []),
  ].join(', ');
}

/**
 * What is said to who answers a report of hours after a change of others; null where what changed may be what it asked for.
 * Pure.
 */
export function otherHours(
  message: string | null,
  changes: FieldChanges,
  place: Place,
  { reportedOn, today }: { readonly reportedOn: IsoDate; readonly today: IsoDate },
): { readonly reported: Bilingual | null; readonly changed: Bilingual } | null {
  const reported = readReportedHours(message);
  const changed = changedHoursOf(changes, place, today);
  if (concernsReport(reported, changed, reportedOn)) return null;
  const [fr, en] = [reportedHoursWords(reported, 'fr'), reportedHoursWords(reported, 'en')];
  return {
    reported: fr === null || en === null ? null : { fr, en },
    changed: { fr: changedHoursWords(changed, 'fr'), en: changedHoursWords(changed, 'en') },
  };
}
