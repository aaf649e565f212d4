import { dayOfIso, instantOf, type Interval } from '@halles/domain/hours';
import { isIsoDate, readWrittenDate } from '@halles/kernel';
import { defineForm, type FormState, formValuesOf, type InputError, newForm } from '@halles/platform/forms';
import { z } from 'zod';

/** A year and a day: a leap year, or a financial year that was moved. */
const MAX_DAYS = 367;

/** `du`, `au`: the days of the period. What is no text is no day either, and said to be none. */
export const periodQuery = z.object({
  du: z.string().max(40).optional().catch(''),
  au: z.string().max(40).optional().catch(''),
});
export type PeriodQuery = z.output<typeof periodQuery>;

/** The form that asks for one. @param texts where its words are: `fields`, and `errors` named `date`, `order` and `tooLong` */
export const periodForm = (texts: string) =>
  defineForm({
    texts,
    schema: z.object({ du: z.string().min(1), au: z.string().min(1) }),
    fields: { du: { type: 'date', maxlength: 10 }, au: { type: 'date', maxlength: 10 } },
  });

/** Days of the territory's calendar, both included, as ISO dates. */
export interface Period {
  readonly first: string;
  readonly last: string;
}

/** What the address says of a period; what is wrong comes back in the form as it was typed. */
export interface RequestedPeriod {
  /** Null where it is wrong. */
  readonly period: Period | null;
  readonly form: FormState;
}

function errorsOf({ first, last }: Period): Readonly<Record<string, InputError>> {
  const wrong = Object.entries({ du: first, au: last }).filter(([, day]) => !isIsoDate(day));
  if (wrong.length > 0) return Object.fromEntries(wrong.map(([name]) => [name, { key: 'date' }]));
  if (last < first) return { au: { key: 'order' } };
  return dayOfIso(last) - dayOfIso(first) >= MAX_DAYS ? { au: { key: 'tooLong' } } : {};
}

/**
 * The period that an address asks for: 367 days at most. Pure.
 * @param usual where it says nothing; a day that is written without a year is the last one until its end
 */
export function readPeriod({ du, au }: PeriodQuery, usual: Period): RequestedPeriod {
  const [first, last] = [du?.trim() ?? usual.first, au?.trim() ?? usual.last];
  const range = { until: usual.last };
  const asked = {
    first: readWrittenDate(first, range) ?? first,
    last: readWrittenDate(last, range, 'last') ?? last,
  };
  const errors = errorsOf(asked);
  const form = { ...newForm(formValuesOf({ du: asked.first, au: asked.last })), errors };
  return { period: Object.keys(errors).length === 0 ? asked : null, form };
}

/** From the first midnight of a period to that behind its last day. Pure. */
export const intervalOf = ({ first, last }: Period, timeZone: string): Interval => ({
  from: instantOf(timeZone, dayOfIso(first), 0),
  until: instantOf(timeZone, dayOfIso(last) + 1, 0),
});
