import type { OrderSummary } from '@halles/domain/orders';
import { dateWords, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { slotWords } from '@halles/domain/pickup-slots';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import type { OrderLineView } from './order.view';

/** The slot of an order in words. Pure. */
export const slotOf = ({ slot }: Pick<OrderSummary, 'slot'>, { settings, locale }: PageScope): string =>
  slotWords({ from: slot.from.getTime(), until: slot.until.getTime() }, settings.timeZone, locale);

/** "lundi 7 décembre". Pure. */
export function dayWords(moment: number, timeZone: string, { locale }: Pick<PageScope, 'locale'>): string {
  const { day } = wallTime(timeZone, moment);
  return `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;
}

/** "lundi 7 décembre, 9 h 12". Pure. */
export function momentWords(at: Date, { settings, locale }: PageScope): string {
  const moment = at.getTime();
  const { minute } = wallTime(settings.timeZone, moment);
  return `${dayWords(moment, settings.timeZone, { locale })}, ${timeWords(minute, locale)}`;
}

/** Lines with their prices in words. Pure. */
export const lineViews = (
  lines: readonly { readonly name: string; readonly quantity: number; readonly totalCents: number }[],
  { locale }: Pick<PageScope, 'locale'>,
): OrderLineView[] =>
  lines.map(({ name, quantity, totalCents }) => ({
    name,
    quantity: String(quantity),
    total: priceWords(totalCents, locale),
  }));
