import type { OrderKind } from '@halles/contracts';

/** What a reservation is called otherwise than an order, from the first button on: its customer owes nothing and orders nothing. */
const OF_RESERVATIONS: ReadonlySet<string> = new Set([
  'order',
  'form.title',
  'form.heading',
  'form.lead',
  'form.next',
  'form.paused',
  'form.nothing',
  'page.again',
  'page.cancelHint',
  'page.cancelSure.question',
  'page.cancelSure.unpaid',
  'page.cancelSure.yes',
  'page.cancelSure.keep',
  'page.lead.received',
  'page.lead.preparing',
  'page.lead.refused',
  'page.lead.cancelled',
  'done.accept',
  'done.refuse',
  'done.soldOut',
  'done.collect',
  'done.code',
  'done.cancel',
  'inbox.order',
  'restored.lead',
]);

/** Where the words are for something of an order, or of a reservation where that has its own. Pure. */
export const kindKey = (kind: OrderKind, key: string): string =>
  kind === 'reservation' && OF_RESERVATIONS.has(key) ? `orders.reservation.${key}` : `orders.${key}`;
