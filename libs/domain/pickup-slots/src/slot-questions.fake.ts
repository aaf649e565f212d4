import {
  dayOfIso,
  instantOf,
  isoOfDay,
  scheduleOfTexts,
  wallTime,
  type Schedule,
} from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import type { BasketSize, SlotQuestion, SlotRules } from './slot-rules';

export const PARIS = { timeZone: 'Europe/Paris', department: '26' };
export const BASKET: BasketSize = { lines: 2, items: 3, cents: 1_250, noticeDays: 0 };
export const RULES: SlotRules = {
  length: 30,
  step: 30,
  last: 'ends-by-closing',
  capacity: {},
  notice: 0,
  preparation: [],
  rush: 0,
  horizon: 7,
  pauses: [],
};
export const HOURS = 'Mo-Fr 07:00-13:00,15:00-19:00; Sa 07:00-13:00; PH off';

export const at = (date: string, time: string, zone = PARIS.timeZone): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantOf(zone, dayOfIso(date), hour * 60 + minute);
};
export const shop = (text = HOURS, place = PARIS): Schedule => scheduleOfTexts(place, { pickup: text });
export const ask = (
  now: number,
  rules: Partial<SlotRules> = {},
  more: Partial<SlotQuestion> = {},
): SlotQuestion => ({
  schedule: shop(),
  mode: 'pickup',
  basket: BASKET,
  now,
  ...more,
  rules: { ...RULES, ...rules },
});
export const clock = (zone: string, instant: number): string => {
  const { day, minute } = wallTime(zone, instant);
  return `${isoOfDay(day)} ${new Date(minute * MINUTE).toISOString().slice(11, 16)}`;
};

/** A Tuesday. */
export const TUESDAY = '2026-12-01';
