import { type BookingInput, MAX_IN_SERIES } from '@halles/contracts';
import { type FormValues, textOf } from '@halles/platform/forms';
import { furtherText } from '../agenda-offers';

/** So many weeks lie between the bookings of a series; empty: it is one alone. */
export const REPEAT = 'repeter';
/** So many they are. */
export const TIMES = 'fois';
/** Names the dates of a series that were shown as free, behind what they were asked for by. */
export const SERIES = 'serie';

/** So many weeks lie between the bookings of a series. */
export const WEEKS = ['1', '2', '3', '4'] as const;

/** How often a booking is repeated. */
export interface Repeat {
  readonly weeks: number;
  readonly times: number;
}

/** How often a booking is repeated; null: it is one alone; undefined: that is no number that may be. Pure. */
export function repeatOf(
  weeks: string,
  times: string,
  most: number = MAX_IN_SERIES,
): Repeat | null | undefined {
  if (weeks === '') return null;
  const count = /^\d{1,2}$/.test(times) ? Number(times) : 0;
  if (!WEEKS.some((one) => one === weeks) || count < 2 || count > most) return undefined;
  return { weeks: Number(weeks), times: count };
}

/** The same of a form. Pure. */
export const repeatIn = (values: FormValues, most: number): Repeat | null | undefined =>
  repeatOf(textOf(values, REPEAT), textOf(values, TIMES), most);

/** What a series was asked for by: another one is shown anew. Pure. */
export const seriesKey = (
  {
    startsAt,
    serviceId,
    duration,
    further = [],
    party,
    personId,
    need = null,
  }: Pick<BookingInput, 'startsAt' | 'serviceId' | 'duration' | 'further' | 'party' | 'personId' | 'need'>,
  { weeks, times }: Repeat,
): string =>
  [
    ...[startsAt, serviceId, duration ?? '', party, personId ?? '', weeks, times],
    ...(further.length === 0 ? [] : [furtherText(further)]),
    ...(need === null ? [] : [need]),
  ].join('_');

/** What a form says of the dates that it showed as free. Pure. */
export const seriesText = (asked: string, dates: readonly number[]): string => `${asked}|${dates.join(',')}`;

/** The dates of a series that were shown as free, where that is what is asked for; none where it is not. Pure. */
export function readSeries(text: string, asked: string): number[] {
  const [of, dates = ''] = text.split('|');
  if (of !== asked) return [];
  return dates
    .split(',')
    .filter((one) => /^\d{12,14}$/.test(one))
    .map(Number);
}
