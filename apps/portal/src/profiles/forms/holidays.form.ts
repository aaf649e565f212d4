import { isDeepStrictEqual } from 'node:util';
import { oneOf, type FormValues, formValuesOf, type InputError, textOf } from '@halles/platform/forms';
import type { DayState, ListingProfile, PublicHolidayHours } from '@halles/contracts';
import {
  comingDays,
  dayOfIso,
  type IsoDate,
  isoOfDay,
  publicHolidays,
  standingHolidays,
  type TimeSpan,
  weekdayWords,
} from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';
import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../../rendering/page-scope';
import { together, fillSpans, readDatedSpans, SPANS_A_DAY } from './spans';
import type { HoursInputs } from '../hours-inputs';
import type { EditorForm, Known, ReadForm } from './editor-form';

const STATES = ['closed', 'as-usual', 'hours'] as const;
const YEAR = 366;

interface Holiday {
  readonly date: IsoDate;
  readonly name: { readonly fr: string; readonly en: string };
}

/** The public holidays of the place in the twelve months from today on. Pure. */
export function holidaysAhead({ today, place }: Pick<Known, 'today' | 'place'>): Holiday[] {
  const first = dayOfIso(today);
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .flatMap((one) => publicHolidays(place.department, one))
    .filter(({ day }) => day >= first && day < first + YEAR)
    .map(({ day, name }) => ({ date: isoOfDay(day), name }));
}

/** The name of the inputs of a holiday. */
const nameOf = (date: IsoDate): string => `h${date}`;

const fillState = (name: string, state: DayState | null): Record<string, string> =>
  state === null
    ? {}
    : typeof state === 'string'
      ? { [name]: state }
      : { [name]: 'hours', ...fillSpans(name, state) };

const stateOf = (spans: readonly TimeSpan[]): DayState => (spans.length === 0 ? 'closed' : [...spans]);

const nothing: PublicHolidayHours = { general: null, days: {} };

const ownDays = (published: ListingProfile['publicHolidays']): PublicHolidayHours['days'] =>
  published?.days ?? {};

/**
 * What the hours tell of the public holidays where nobody of the page says it: of all of them, and of each that another
 * rule of the hours changes. Nothing where the form has no room for it.
 */
function holidaysByOthers(known: Known): PublicHolidayHours {
  const { content, elsewhere, listing } = known;
  if (content.publicHolidays?.general != null) return nothing;
  if (elsewhere.publicHolidays) return { ...elsewhere.publicHolidays, days: {} };
  if (listing?.schedule?.publicHolidays !== 'as-usual') return nothing;
  const dates = holidaysAhead(known)
    .map(({ date }) => date)
    .filter((date) => !(date in ownDays(content.publicHolidays)));
  const standing = standingHolidays(listing.schedule, dates);
  if (!standing) return nothing;
  const { general, days } = standing;
  if ([general, ...Object.values(days)].some((spans) => spans.length > SPANS_A_DAY)) return nothing;
  const states = Object.entries(days).map(([date, spans]) => [date, stateOf(spans)] as const);
  return { general: stateOf(general), days: Object.fromEntries(states) };
}

/** It opens with what the public reads. */
function fill({ publicHolidays: published }: ListingProfile, known: Known): FormValues {
  const others = holidaysByOthers(known);
  const days = { ...others.days, ...ownDays(published) };
  return formValuesOf({
    ...fillState('general', published?.general ?? others.general),
    ...together(Object.entries(days).map(([date, state]) => fillState(nameOf(date), state))),
  });
}

function readState(
  raw: FormValues,
  name: string,
  locale: Locale,
  errors: Record<string, InputError>,
): DayState | null {
  const read = readDatedSpans(raw, name, locale);
  const state = oneOf(raw, name, STATES);
  if (state === null && textOf(raw, name) !== '') errors[name] = { key: 'dayState' };
  if (state !== 'hours') return state;
  if ('error' in read) errors[`${name}from1`] = read.error;
  else if (read.spans.length === 0) errors[`${name}from1`] = { key: 'dayHours' };
  else return [...read.spans];
  return null;
}

function read(raw: FormValues, known: Known): ReadForm {
  const { locale } = known;
  const errors: Record<string, InputError> = {};
  const typed = readState(raw, 'general', locale, errors);
  const others = holidaysByOthers(known);
  // What is left as others tell it stays their word: who says the hours of one holiday says nothing of the next.
  const isLeft =
    (known.content.publicHolidays?.general ?? null) === null && isDeepStrictEqual(typed, others.general);
  const days: PublicHolidayHours['days'] = {};
  for (const { date } of holidaysAhead(known)) {
    const state = readState(raw, nameOf(date), locale, errors);
    const other = others.days[date];
    // A day that others change and that is emptied is to be as all are.
    const chosen = isLeft && other !== undefined && state === null ? typed : state;
    if (chosen !== null && !(isLeft && isDeepStrictEqual(chosen, other))) days[date] = chosen;
  }
  const general = isLeft ? null : typed;
  const isEmpty = general === null && Object.keys(days).length === 0;
  return { changes: { publicHolidays: isEmpty ? null : { general, days } }, errors };
}

/** What the page says of the holidays to come, by their dates. */
function shownHolidays({ listing, today }: Known, locale: Locale): ReadonlyMap<IsoDate, string> {
  if (listing === null || listing.schedule === null) return new Map();
  const days = comingDays(listing.schedule, today, YEAR, locale);
  return new Map(days.flatMap(({ from, hours }) => (hours === null ? [] : [[from, hours] as const])));
}

function present(inputs: HoursInputs, known: Known, { texts, locale }: PageScope): object {
  const optionTexts = 'options.dayState';
  const shown = shownHolidays(known, locale);
  return {
    general: {
      select: inputs.select('general', 'pro.holidays.general', {
        options: ['', ...STATES],
        optionTexts: 'options.generalState',
      }),
      day: inputs.day('general', texts.line('pro.holidays.theseHours')),
    },
    holidays: holidaysAhead(known).map(({ date, name }) => {
      const id = nameOf(date);
      const weekday = weekdayWords(dayOfIso(date), locale);
      return {
        name: name[locale],
        date: `${weekday} ${formatDay(date, locale)}`,
        select: inputs.select(id, 'pro.holidays.that', {
          options: ['', ...STATES],
          optionTexts,
          words: { name: name[locale] },
          shown: shown.get(date) ?? null,
        }),
        day: inputs.day(id, name[locale]),
      };
    }),
  };
}

/** Every public holiday of the year on one page. */
export const holidaysForm: EditorForm = {
  page: 'holidays',
  section: { icon: 'calendar', order: 20 },
  fields: ['publicHolidays'],
  fill,
  read,
  parts: () => [],
  own: { view: 'profiles/holidays', present },
};
