import {
  dayOfIso,
  instantOf,
  isoOfDay,
  scheduleOfTexts,
  wallTime,
  type Schedule,
} from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import type { BookableResource, BookedService, BookingQuestion, BookingRules } from './booking-rules';
import { stepFunctionOf, type Change } from '@halles/domain/place-days';

export const PARIS = { timeZone: 'Europe/Paris', department: '26' };
/** A Tuesday. */
export const TUESDAY = '2026-12-01';

export const at = (date: string, time: string, zone = PARIS.timeZone): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantOf(zone, dayOfIso(date), hour * 60 + minute);
};

/** The local date and time of an instant: `2026-12-01 09:30`. */
export const clock = (instant: number, zone = PARIS.timeZone): string => {
  const { day, minute } = wallTime(zone, instant);
  return `${isoOfDay(day)} ${new Date(minute * MINUTE).toISOString().slice(11, 16)}`;
};

export const opening = (
  text = 'Mo-Sa 09:00-12:00,14:00-18:00; PH off',
  place: { readonly timeZone: string; readonly department: string } = PARIS,
): Schedule => scheduleOfTexts(place, { appointment: text });

export const resource = (
  id: string,
  more: Partial<Omit<BookableResource, 'id' | 'taken'>> & { readonly taken?: readonly Change[] } = {},
): BookableResource => ({
  schedule: null,
  away: [],
  capacity: 1,
  partyMax: null,
  ...more,
  id,
  taken: stepFunctionOf(0, more.taken ?? []),
});

export const service = (more: Partial<BookedService> = {}): BookedService => ({
  duration: 30,
  bufferBefore: 0,
  bufferAfter: 0,
  needs: [[resource('anne')]],
  ...more,
});

export const ask = (
  now: number,
  rules: Partial<BookingRules> = {},
  more: Partial<Omit<BookingQuestion, 'rules' | 'now'>> = {},
): BookingQuestion => ({
  schedule: opening(),
  services: [service()],
  party: 1,
  gauge: null,
  ...more,
  now,
  rules: { step: 30, notice: 0, horizon: 7, pauses: [], ...rules },
});
