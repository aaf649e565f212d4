import { bookingTimeWords, type SeriesDate } from '@halles/domain/agendas';
import { publicHolidayOn, wallTime } from '@halles/domain/hours';
import { departmentOf } from '@halles/domain/listings';
import { type FieldView, textOf } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { BookingFormBody } from './agendas.view';
import type { BookingDraft } from './booking-draft';
import { REPEAT, SERIES, seriesText, TIMES, WEEKS } from './series.form';

/** The dates that can be had. Pure. */
export const freeDates = ({ repeat }: BookingDraft): number[] =>
  (repeat?.shown?.dates ?? []).filter(({ problem }) => problem === null).map(({ startsAt }) => startsAt);

/** What the form says of the dates that it shows as free; nothing of one alone. Pure. */
export function seriesFields(draft: BookingDraft): { readonly name: string; readonly value: string }[] {
  const { repeat, form } = draft;
  const free = freeDates(draft);
  if (repeat?.shown == null || free.length === 0) return [];
  return [
    ...[REPEAT, TIMES].map((name) => ({ name, value: textOf(form.values, name) })),
    { name: SERIES, value: seriesText(repeat.shown.asked, free) },
  ];
}

/** Why a date cannot be had: a public holiday is named. Pure. */
function whyNot(
  { startsAt, problem }: SeriesDate,
  { place }: BookingDraft,
  { texts, locale }: PageScope,
): string {
  const department = departmentOf(place.listing.address.communeCode);
  const holiday = publicHolidayOn(department, wallTime(place.schedule.place.timeZone, startsAt).day);
  if (problem === 'not-offered' && holiday)
    return texts.line('bookings.repeat.holiday', { day: holiday[locale] });
  return texts.line(`bookings.repeat.why.${problem ?? 'free'}`);
}

/** How often: every so many weeks, or not, and how many times. Pure. */
function fieldsOf({ form, repeat }: BookingDraft, most: number, { texts }: PageScope): FieldView[] {
  const chosen = textOf(form.values, REPEAT);
  return [
    {
      ...{ id: REPEAT, label: texts.line('bookings.repeat.rhythm'), isSelect: true, isUnmarked: true },
      options: ['', ...WEEKS].map((value) => ({
        ...{ id: `${REPEAT}-${value}`, name: REPEAT, value, checked: value === chosen },
        label:
          value === ''
            ? texts.line('bookings.repeat.no')
            : texts.line('bookings.repeat.every', { count: Number(value) }),
      })),
    },
    {
      ...{ id: TIMES, label: texts.line('bookings.repeat.times', { most }), isLine: true, type: 'text' },
      ...{ inputmode: 'numeric', isShort: true, maxlength: 2, isUnmarked: true },
      value: textOf(form.values, TIMES),
      ...(repeat?.isWrong === true ? { error: texts.line('bookings.repeat.wrong', { count: most }) } : {}),
    },
  ];
}

/** Where a booking is repeated, as long as its service lets its customers: what is asked for, and which dates can be had. Pure. */
export function repeatPart(
  draft: BookingDraft,
  action: string,
  hidden: readonly { readonly name: string; readonly value: string }[],
  scope: PageScope,
): Pick<BookingFormBody, 'repeat'> {
  const { repeat, place } = draft;
  if (repeat === null) return {};
  const { texts, locale } = scope;
  const free = freeDates(draft).length;
  const dates = repeat.shown?.dates ?? [];
  return {
    repeat: {
      ...{ action, hidden, fields: fieldsOf(draft, repeat.most, scope) },
      see: texts.line('bookings.repeat.see'),
      ...(dates.length === 0
        ? {}
        : {
            lead: texts.line(`bookings.repeat.${free === 0 ? 'none' : 'lead'}`, {
              ...{ count: free, all: dates.length },
            }),
          }),
      rows: dates.map((one) => ({
        when: bookingTimeWords(new Date(one.startsAt), place.schedule.place.timeZone, locale),
        note: whyNot(one, draft, scope),
        isFree: one.problem === null,
      })),
    },
  };
}
