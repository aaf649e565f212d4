import type { CountedBy } from '@halles/domain/deliveries';
import { type Listing, publishedEmail } from '@halles/domain/listings';
import {
  amendmentOutcome,
  changesIn,
  declinedOf,
  hasAppointment,
  confirmableUntil,
  isPaidInAdvance,
  type Order,
  type OrderAmendedModel,
  type OrderAmendment,
  orderConfirmLink,
  orderLink,
  orderNumber,
  type OrderMail,
  type OrderNotice,
  type OrderWithdrawal,
  onlinePaymentState,
  payableUntil,
  pinOf,
  isKeptWhileClosed,
  shopReasonOf,
  receptionPlace,
  sellerWords,
  wantedLines,
  withdrawnLines,
  withdrawnPositions,
} from '@halles/domain/orders';
import { mailboxOf } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { normalizeAddress } from '@halles/platform/mail';
import { PortalLinks, type SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

/** What every mail about an order says of it: of one that its customer withdrew from in part, what is left. Pure. */
export function contentsOfOrder(order: Order, listing: Listing) {
  const lines = wantedLines(order);
  return {
    listing: listing.name,
    number: orderNumber(order.number),
    slot: order.slot,
    kind: order.kind,
    lines,
    totalCents: lines.reduce((sum, { totalCents }) => sum + totalCents, order.feeCents),
    feeCents: order.feeCents,
    fulfilment: order.fulfilment,
    point: order.point && receptionPlace({ point: order.point, address: null }),
    paymentInstructions: order.paymentInstructions ?? null,
    isPaidInAdvance: isPaidInAdvance(order),
    hasAdvance: order.advance != null,
    payment: onlinePaymentState(order),
    cancellation: order.cancellation ?? null,
  };
}

/** Notices of what is collected against its code. */
const WITH_CODE: ReadonlySet<OrderNotice> = new Set(['accepted', 'weighed', 'ready', 'delayed', 'restored']);

/** What makes links of mails: where the portal is, and what signs. */
export interface MailLinks {
  readonly config: Config;
  readonly signed: SignedLinks;
}

/** A page of an order that needs no account, for its customer. */
export const customerUrl = (
  ctx: TenantContext,
  { id, locale }: Pick<Order, 'id' | 'locale'>,
  { config, signed }: MailLinks,
  page: 'order' | 'order.amendment' = 'order',
): string =>
  new PortalLinks(config, ctx.tenant).to(page, locale, {
    token: signed.issue(ctx, orderLink, { id, serial: 0 }),
  });

/**
 * To whom a mail about an order goes that anybody may have given the address of, in the language of the order. Their answer goes to
 * the shop, where it publishes an address; else to the territory. Pure.
 */
export function toCustomer(
  { locale }: Pick<Order, 'locale'>,
  address: string,
  listing: Pick<Listing, 'email' | 'provenance'> | null,
) {
  const email = listing && publishedEmail(listing);
  const shop = email === null ? null : normalizeAddress(email);
  return {
    locale,
    to: { name: '', address, isProven: false },
    // No name: to an address that nobody proved no header names a shop.
    ...(shop === null ? {} : { replyTo: { name: '', address: shop } }),
  };
}

/** Notices of when to be there. */
const OF_TIME: ReadonlySet<OrderNotice> = new Set([
  'accepted',
  'unconfirmed',
  'delayed',
  'delay-undone',
  'ready',
  'restored',
]);
/** Notices after which nobody comes. */
const OF_AN_END: ReadonlySet<OrderNotice> = new Set(['refused', 'cancelled', 'unanswered', 'released']);

/** What a mail brings for the calendar of the customer: a time, or the end of one that was sent before; null: nothing. Pure. */
export function calendarIn(
  order: Pick<Order, 'fulfilment' | 'state' | 'events'>,
  notice: OrderNotice,
): 'time' | 'end' | null {
  if (OF_TIME.has(notice)) return hasAppointment(order) ? 'time' : null;
  const wasSent = order.fulfilment !== 'post' && order.events.some(({ state }) => state === 'accepted');
  return OF_AN_END.has(notice) && wasSent ? 'end' : null;
}

/** Why its shop ended it. Pure. */
const reasonOf = ({ events }: Pick<Order, 'events'>) => {
  const last = events.at(-1);
  return last ? shopReasonOf(last) : null;
};

/** Notices of an order that its shop accepted, and goes on with. */
const OF_ACCEPTED: ReadonlySet<OrderNotice> = new Set([
  ...(['accepted', 'restored', 'weighed', 'delayed', 'ready', 'not-ready', 'collected'] as const),
  'not-handed-over',
]);

/**
 * What of the words of its customer a mail repeats, whose address may be somebody else's: where it goes once its shop, which goes
 * there, accepted it; all of it where the address is proven. Pure.
 */
export function customerWordsIn(
  { fulfilment, address, note }: Pick<Order, 'fulfilment' | 'address' | 'note'>,
  notice: OrderNotice,
  isProven: boolean,
): { readonly deliverTo: string | null; readonly note: string | null } {
  const isBrought = fulfilment === 'delivery' || fulfilment === 'post';
  return {
    deliverTo:
      isBrought && (isProven || OF_ACCEPTED.has(notice)) ? receptionPlace({ point: null, address }) : null,
    note: isProven ? note : null,
  };
}

/** What the mail to its customer says of an order. */
export const statusOf = (
  ctx: TenantContext,
  order: Order,
  listing: Listing,
  { notice, isConfirmation }: { readonly notice: OrderNotice; readonly isConfirmation: boolean },
  links: MailLinks,
) => ({
  ...contentsOfOrder(order, listing),
  notice,
  isConfirmation,
  code: WITH_CODE.has(notice) && order.fulfilment !== 'post' ? order.code : '',
  place: placeOf(listing),
  seller: sellerWords(listing),
  orderUrl: customerUrl(ctx, order, links),
  reason: reasonOf(order),
  isKept: notice === 'accepted' && isKeptWhileClosed(order),
  isUnproven: notice === 'collected' && order.events.at(-1)?.handOver?.withoutProof === true,
  calendar: calendarIn(order, notice),
  directionsUrl:
    calendarIn(order, notice) === 'time' && pinOf(order, listing)
      ? `${customerUrl(ctx, order, links)}#directions`
      : '',
});

/** What the mail that asks its customer says of what a shop proposes. */
export const proposalOf = (
  ctx: TenantContext,
  order: Order,
  amendment: OrderAmendment,
  listing: Listing,
  links: MailLinks,
) => ({
  ...contentsOfOrder(order, listing),
  changes: changesIn(amendment),
  declined: declinedOf(amendment),
  lines: amendment.lines,
  totalCents: amendment.totalCents + order.feeCents,
  payment: onlinePaymentState({ ...order, totalCents: amendment.totalCents + order.feeCents }),
  beforeCents: order.totalCents,
  until: amendment.expiresAt,
  slot: amendment.slot ?? order.slot,
  message: order.list?.message ?? null,
  place: placeOf(listing),
  seller: sellerWords(listing),
  answerUrl: customerUrl(ctx, order, links, 'order.amendment'),
});

/** What the mail that asks its customer to confirm an order says of it. */
export const toConfirmOf = (
  ctx: TenantContext,
  order: Order,
  listing: Listing,
  { config, signed }: MailLinks,
) => ({
  ...contentsOfOrder(order, listing),
  until: confirmableUntil(order),
  place: placeOf(listing),
  seller: sellerWords(listing),
  confirmUrl: new PortalLinks(config, ctx.tenant).to('order.confirm', order.locale, {
    token: signed.issue(ctx, orderConfirmLink, { id: order.id, serial: 0 }),
  }),
});

/** What the mail about an order that is to be paid, or was not in time, says of it. */
export const toPayOf = (
  ctx: TenantContext,
  order: Order,
  listing: Listing,
  isLapsed: boolean,
  links: MailLinks,
) => ({
  ...contentsOfOrder(order, listing),
  isLapsed,
  until: payableUntil(order),
  place: placeOf(listing),
  seller: sellerWords(listing),
  orderUrl: customerUrl(ctx, order, links),
});

/** What a step tells of an order that its customer was to pay: that they may yet, or that it lapsed; null: nothing of that. Pure. */
export function payNoticeOf(order: Order, event: number, now: Date): 'to-pay' | 'lapsed' | null {
  const step = order.events.find((one) => one.event === event);
  if (step?.reason === 'not-paid') return 'lapsed';
  return step?.state === 'to-pay' && order.state === 'to-pay' && payableUntil(order) > now ? 'to-pay' : null;
}

/** What the customer answered last to what the shop proposed, where nothing came after it. Pure. */
export function amendmentAnswer({ events }: Pick<Order, 'events'>): OrderAmendedModel['outcome'] | null {
  const last = events.at(-1);
  const outcome = last && amendmentOutcome(events, { event: last.event - 1 });
  if (outcome !== 'agreed' && outcome !== 'declined' && outcome !== 'lapsed') return null;
  const before = events.at(-2)?.state;
  return before === 'accepted' || before === 'preparing' ? `weight-${outcome}` : outcome;
}

/** The same of what was withdrawn from alone. Pure. */
export const withdrawnOf = (order: Order, listing: Listing, withdrawals: readonly OrderWithdrawal[]) => ({
  ...contentsOfOrder(order, listing),
  lines: withdrawals.flatMap((withdrawal) => withdrawnLines(order, withdrawal)),
  totalCents: withdrawals.reduce((sum, { amountCents }) => sum + amountCents, 0),
  feeCents: withdrawals.reduce((sum, { feeCents }) => sum + feeCents, 0),
});

/** Whether something of an order was not withdrawn from, nor given back. Pure. */
export const isWithdrawnInPart = (order: Pick<Order, 'lines' | 'withdrawals'>): boolean =>
  withdrawnPositions(order).size < order.lines.length;

/**
 * Of which withdrawals their shop is told after the last one: of all whose money is still owed, with the one that is due
 * first, or of all that is not to be handed over. Pure.
 * @param isOnline the card is refunded by itself, mostly before the mail goes: the last withdrawal is told of all the same
 */
export function noticeOfWithdrawals(
  all: readonly OrderWithdrawal[],
  isOnline = false,
): {
  readonly withdrawals: readonly OrderWithdrawal[];
  readonly refundDue: OrderWithdrawal | null;
} {
  const isOwed = all.at(-1)?.isRefundDue === true;
  const withdrawals = all.filter(
    (one, index) =>
      one.isRefundDue === isOwed && (one.refundedAt === null || (isOnline && index === all.length - 1)),
  );
  return { withdrawals, refundDue: isOwed ? (withdrawals[0] ?? null) : null };
}

/**
 * Who causes what its shop is told of an order, by the address or the number that they gave with it: a withdrawal names its
 * sender anew each time, and may name anybody. Pure.
 */
export const causedByCustomer = ({ customer }: Pick<Order, 'customer'>): CountedBy => ({
  causedBy: customer?.email ? mailboxOf(customer.email) : (customer?.phone ?? ''),
});

/** Notices of an order whose contract is made. */
const OF_A_CONTRACT: ReadonlySet<OrderNotice> = new Set([
  'accepted',
  'weighed',
  'delayed',
  'ready',
  'not-ready',
  'collected',
  'not-handed-over',
  'restored',
]);
/** States of an order whose contract is made: what is mailed of them confirms it, if nothing did before. */
const MADE: ReadonlySet<OrderMail['about']> = new Set([
  'accepted',
  'delayed',
  'preparing',
  'weighed',
  'ready',
  'collected',
  'restored',
]);

/**
 * Whether a notice confirms the contract: the one that it is accepted, the one that it stands again, or, where that was never sent because something else came
 * of the order at once, the first one that is. Pure.
 */
export const isConfirmation = (
  notice: OrderNotice,
  mails: readonly Pick<OrderMail, 'to' | 'about' | 'status' | 'means'>[],
): boolean =>
  notice === 'accepted' ||
  notice === 'restored' ||
  (OF_A_CONTRACT.has(notice) &&
    !mails.some(
      ({ to, about, status, means }) =>
        to === 'customer' && means === 'mail' && status === 'sent' && MADE.has(about),
    ));
