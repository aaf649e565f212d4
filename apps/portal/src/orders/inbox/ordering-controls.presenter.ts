import { pathTo } from '@halles/contracts';
import { instantOf, timeWords, wallTime } from '@halles/domain/hours';
import { type OrderingControls, RUSH_MINUTES, type ShopSlot, untilWords } from '@halles/domain/orders';
import { slotTimeWords } from '@halles/domain/pickup-slots';
import { MINUTE } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import { dayWords } from '../order-words';
import type { ControlsView, SlotControlView } from './ordering-controls.view';

/** What is switched on in a shop, and its next slots. */
export interface ShownControls extends OrderingControls {
  readonly seen: string;
  readonly slots: readonly ShopSlot[];
}

/** Times that may be chosen: the next half-hours of the day. */
const MAX_TIMES = 8;
const STEP = 30;
const MINUTES_OF_DAY = 1_440;
/** Nobody says that something lasts for less. */
const LEAST = 15;
/** The one that is chosen for who only touches a button is so far ahead. */
const USUAL = 60;
/** Slots that are a touch away; the others are in a fold. */
const NEXT_SLOTS = 4;

/** Until when something may be switched on: half-hours of today and midnight, each once. Pure. */
export function timesFrom(
  now: Date,
  timeZone: string,
): { readonly times: readonly number[]; readonly midnight: number } {
  const { day, minute } = wallTime(timeZone, now.getTime());
  const midnight = instantOf(timeZone, day + 1, 0);
  const first = Math.ceil((minute + LEAST) / STEP) * STEP;
  const minutes = Array.from({ length: MAX_TIMES }, (_, index) => first + index * STEP);
  const times = minutes.filter((one) => one < MINUTES_OF_DAY).map((one) => instantOf(timeZone, day, one));
  return { times: [...times.filter((time) => time > now.getTime()), midnight], midnight };
}

const noticesOf = (
  { rush, pausedUntil }: ShownControls,
  now: Date,
  scope: PageScope,
): ControlsView['notices'] => {
  const { texts, locale, settings } = scope;
  const until = (moment: Date): string => untilWords(moment, now, settings.timeZone, locale);
  return [
    ...(pausedUntil === null
      ? []
      : [
          {
            text: texts.line('orders.controls.paused', { time: until(pausedUntil) }),
            button: { value: 'endPause', label: texts.line('orders.controls.do.endPause') },
          },
        ]),
    ...(rush === null
      ? []
      : [
          {
            text: texts.line('orders.controls.rushed', { count: rush.minutes, time: until(rush.until) }),
            button: { value: 'endRush', label: texts.line('orders.controls.do.endRush') },
          },
        ]),
  ];
};

function slotView(slot: ShopSlot, scope: PageScope): SlotControlView {
  const { texts, locale, settings } = scope;
  const time = slotTimeWords(slot, settings.timeZone, locale);
  const words = slot.isClosedByRule ? 'slotClosedByRule' : slot.isClosed ? 'slotClosed' : 'slot';
  const value = slot.isClosed ? 'openSlot' : 'closeSlot';
  return {
    value: String(slot.from),
    words: texts.line(`orders.controls.${words}`, { time, count: slot.orders }),
    isClosed: slot.isClosed,
    button: slot.isClosedByRule
      ? null
      : {
          value,
          label: texts.line(`orders.controls.do.${value}`),
          name: texts.line(`orders.controls.name.${value}`, {
            time: `${dayWords(slot.from, settings.timeZone, scope)}, ${time}`,
          }),
        },
  };
}

/** Slots by day. Pure. */
function slotDays(slots: readonly ShopSlot[], scope: PageScope): ControlsView['next'] {
  const days = new Map<string, SlotControlView[]>();
  for (const slot of slots) {
    const label = dayWords(slot.from, scope.settings.timeZone, scope);
    const views = days.get(label) ?? [];
    days.set(label, views);
    views.push(slotView(slot, scope));
  }
  return [...days].map(([label, views]) => ({ label, slots: views }));
}

/** What a shop may do about the orders to come, and what of it is on. Pure. */
export function presentControls(
  listingId: number,
  controls: ShownControls,
  now: Date,
  scope: PageScope,
): ControlsView {
  const { texts, locale, settings } = scope;
  const { times, midnight } = timesFrom(now, settings.timeZone);
  const usual = times.find((time) => time >= now.getTime() + USUAL * MINUTE) ?? midnight;
  const timeLabel = (time: number): string =>
    time === midnight
      ? texts.line('orders.controls.midnight')
      : timeWords(wallTime(settings.timeZone, time).minute, locale);
  return {
    action: pathTo('merchant.orders', locale, { listing: listingId }),
    seen: controls.seen,
    notices: noticesOf(controls, now, scope),
    times: times.map((time) => ({ value: String(time), label: timeLabel(time), selected: time === usual })),
    midnight: String(midnight),
    rushes: RUSH_MINUTES.map((minutes) => ({
      value: `rush${String(minutes)}`,
      label: texts.line('orders.controls.do.rush', { count: minutes }),
    })),
    next: slotDays(controls.slots.slice(0, NEXT_SLOTS), scope),
    later: slotDays(controls.slots.slice(NEXT_SLOTS), scope),
  };
}
