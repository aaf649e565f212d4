import { dayOfIso, instantOf, type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { isIsoDate, readWrittenDate } from '@halles/kernel';
import { type FormState, formValuesOf, type InputError, newForm } from '@halles/platform/forms';

/** A year and a day. */
const MAX_DAYS = 367;
/** Until today, where nothing is asked for. */
const USUAL_DAYS = 30;

/** Days of the territory's calendar, both included, as ISO dates. */
export interface AgendaPeriod {
  readonly first: string;
  readonly last: string;
}

/** What the address says of a period; what is wrong comes back in the form as it was typed. */
export interface AskedPeriod {
  /** Null where it is wrong. */
  readonly period: AgendaPeriod | null;
  readonly form: FormState;
}

function errorsOf({ first, last }: AgendaPeriod): Readonly<Record<string, InputError>> {
  const wrong = Object.entries({ du: first, au: last }).filter(([, day]) => !isIsoDate(day));
  if (wrong.length > 0) return Object.fromEntries(wrong.map(([name]) => [name, { key: 'date' }]));
  if (last < first) return { au: { key: 'order' } };
  return dayOfIso(last) - dayOfIso(first) >= MAX_DAYS ? { au: { key: 'tooLong' } } : {};
}

/** The period that an address asks for, of appointments to come too; the last thirty days where it says nothing. Pure. */
export function readAgendaPeriod(
  { du, au }: { readonly du?: string | undefined; readonly au?: string | undefined },
  now: Date,
  timeZone: string,
): AskedPeriod {
  const today = wallTime(timeZone, now.getTime()).day;
  const [first, last] = [du?.trim() ?? isoOfDay(today - USUAL_DAYS + 1), au?.trim() ?? isoOfDay(today)];
  // A day without a year is the last one that was.
  const range = { until: isoOfDay(today) };
  const asked = {
    first: readWrittenDate(first, range) ?? first,
    last: readWrittenDate(last, range, 'last') ?? last,
  };
  const errors = errorsOf(asked);
  const form = { ...newForm(formValuesOf({ du: asked.first, au: asked.last })), errors };
  return { period: Object.keys(errors).length === 0 ? asked : null, form };
}

/** From the first midnight of a period to the last. Pure. */
export const intervalOf = ({ first, last }: AgendaPeriod, timeZone: string): Interval => ({
  from: instantOf(timeZone, dayOfIso(first), 0),
  until: instantOf(timeZone, dayOfIso(last) + 1, 0),
});
