import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { isIsoDate, readWrittenDate } from '@halles/kernel';
import { type FormState, formValuesOf, type InputError, newForm } from '@halles/platform/forms';

/** A year and a day: a leap year, or a financial year that was moved. */
const MAX_DAYS = 367;

/** Days of the territory's calendar, both included. */
export interface SalesPeriod {
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
}

/** What the address says of a period; what is wrong comes back in the form as it was typed. */
export interface RequestedPeriod {
  /** Null where it is wrong. */
  readonly period: SalesPeriod | null;
  readonly form: FormState;
}

/** From the first of this month until today. Pure. */
function thisMonth(now: Date, timeZone: string): SalesPeriod {
  const today = isoOfDay(wallTime(timeZone, now.getTime()).day);
  return { first: `${today.slice(0, 8)}01`, last: today };
}

function errorsOf({ first, last }: SalesPeriod): Readonly<Record<string, InputError>> {
  const errors: Record<string, InputError> = {};
  if (!isIsoDate(first)) errors['du'] = { key: 'date' };
  if (!isIsoDate(last)) errors['au'] = { key: 'date' };
  if (Object.keys(errors).length > 0) return errors;
  if (last < first) return { au: { key: 'order' } };
  return dayOfIso(last) - dayOfIso(first) >= MAX_DAYS ? { au: { key: 'tooLong' } } : {};
}

/** The period that an address asks for; this month where it says nothing. Pure. */
export function readPeriod(
  { du, au }: { readonly du?: string | undefined; readonly au?: string | undefined },
  now: Date,
  timeZone: string,
): RequestedPeriod {
  const usual = thisMonth(now, timeZone);
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

/** The instants that a period is between, the last not included. Pure. */
export const spanOf = (
  { first, last }: SalesPeriod,
  timeZone: string,
): { readonly from: Date; readonly until: Date } => ({
  from: new Date(instantOf(timeZone, dayOfIso(first), 0)),
  until: new Date(instantOf(timeZone, dayOfIso(last) + 1, 0)),
});
