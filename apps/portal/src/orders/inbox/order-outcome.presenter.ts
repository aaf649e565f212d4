import { pathTo } from '@halles/contracts';
import {
  mayMove,
  mayUndoStep,
  type Order,
  orderNumber,
  type OrderState,
  RESTORABLE_HOURS,
  type StepAuthor,
  restoreRefusal,
  undoableDelay,
} from '@halles/domain/orders';
import { timeWords, wallTime } from '@halles/domain/hours';
import { MINUTE, phoneWords, SECOND } from '@halles/kernel';
import { problemWords } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import { phoneHref } from '../../wording/contact-words';
import { historyLine, inputWords, stateWords, stepKey } from '../order-words';
import { INBOX, STEPS } from './merchant-order.form';
import type { OrdersState } from './orders-state';
import type { MerchantOrderBody, MerchantOrdersBody } from './merchant-orders.view';

type Steps = Pick<Order, 'state' | 'events' | 'withdrawals' | 'payment' | 'slot'>;

/** The state before the last step, if it may be gone back to but for the time that has passed. Pure. */
function stateBefore(order: Steps): OrderState | null {
  const { state, events } = order;
  const before = events.at(-2)?.state;
  if (before === undefined || before === state) return null;
  return mayMove('merchant', state, before) && mayUndoStep(order, before) ? before : null;
}

/** What takes back the last step of an order: minutes that it was put off by, or the state before; null: nothing does. Pure. */
export function undoOf(order: Steps, now: Date): { delay: number } | { state: OrderState } | null {
  const delay = undoableDelay(order, now);
  if (delay !== null) return { delay };
  const state = stateBefore(order);
  return state === null || restoreRefusal(order, now) !== null ? null : { state };
}

/** The button that takes the last step back, or why one that ended is not restored any more. Pure. */
export function undoView(
  order: Order,
  now: Date,
  { texts }: Pick<PageScope, 'texts'>,
): Pick<MerchantOrderBody, 'undo' | 'noUndo'> {
  // What waits for its customer is taken back by a button of its own.
  if (order.proposedUntil !== null) return {};
  if (undoOf(order, now) !== null) return { undo: texts.line('orders.do.undo') };
  const why = stateBefore(order) === null ? null : restoreRefusal(order, now);
  return why === null ? {} : { noUndo: texts.line(`orders.restore.${why}`, { count: RESTORABLE_HOURS }) };
}

/** Steps of which a customer is mailed; those that are texted too. */
const MAILED: ReadonlySet<string> = new Set(['propose', 'undo']);
const TEXTED: ReadonlySet<string> = new Set([
  'accept',
  'refuse',
  'soldOut',
  'ready',
  'cancel',
  'delay',
  'undo',
]);

/** That it was handed over is not texted, nor that it was not after all. */
const isOfHandOver = (done: string, { events }: Pick<Order, 'events'>): boolean =>
  done === 'undo' && events.at(-2)?.state === 'collected';

/** So long after its time what is held is sent at the latest, as workers look for it now and then. */
const LOOK = 30 * SECOND;

/** When its customer is told of what waits for it, as the minute by which it is done. Pure. */
function dueWords(dueAt: Date, { settings, locale }: PageScope): string {
  const by = Math.ceil((dueAt.getTime() + LOOK) / MINUTE) * MINUTE;
  return timeWords(wallTime(settings.timeZone, by).minute, locale);
}

/** Where the words are for how a customer is told of a step: at once, later, or once more after what they were told wrongly. Pure. */
function reachKey(done: string | undefined, { noticesDueAt }: Pick<Order, 'noticesDueAt'>): string {
  if (done === 'undo') return 'reachedAgain';
  return noticesDueAt !== null && done !== 'propose' ? 'reachedLater' : 'reached';
}

/** What its customer hears of a step, by the ways that there are to them; empty where they hear nothing. Pure. */
function reachWords({ done, reach }: OrdersState, order: Order, scope: PageScope): string {
  const { customer, events, noticesDueAt } = order;
  const { texts } = scope;
  if (done === 'undo' && events.at(-1)?.takesBack === true) return texts.line('orders.untold');
  const step = done ?? '';
  const isTexted = TEXTED.has(step) && !isOfHandOver(step, { events }) && reach?.text === true;
  if (!reach || !customer || (!TEXTED.has(step) && !MAILED.has(step))) return '';
  const words = (way: string): string =>
    texts.line(`orders.${reachKey(done, order)}.${way}`, {
      time: noticesDueAt === null ? '' : dueWords(noticesDueAt, scope),
    });
  if (reach.mail) return words(isTexted ? 'both' : 'mail');
  if (isTexted) return words('text');
  return texts.line('orders.reached.nobody', { phone: phoneWords(customer.phone ?? '') });
}

/** Leads the shop to call a customer who hears of a step by no other way; nothing where they do. Pure. */
function callOf(
  { done, reach }: OrdersState,
  { customer, events }: Pick<Order, 'customer' | 'events'>,
  { texts }: Pick<PageScope, 'texts'>,
): { readonly call?: LinkView } {
  const step = done ?? '';
  const isTexted = TEXTED.has(step) && !isOfHandOver(step, { events }) && reach?.text === true;
  const isUntold = step === 'undo' && events.at(-1)?.takesBack === true;
  if (!reach || reach.mail || isTexted || isUntold || customer?.phone == null) return {};
  if (!TEXTED.has(step) && !MAILED.has(step)) return {};
  const phone = phoneWords(customer.phone);
  return { call: { href: phoneHref(customer.phone), label: texts.line('orders.reached.call', { phone }) } };
}

/** What was done, and of what its customer hears. */
const stepOutcome = (state: OrdersState, order: Order, scope: PageScope): string =>
  [scope.texts.line(stepKey(state.done ?? '', order, 'done')), reachWords(state, order, scope)]
    .filter((words) => words !== '')
    .join(' ');

/** So many steps are told of what became of an order since somebody looked at it. */
const MOST_STEPS = 3;

/** What happened to an order after the step that a refused touch had seen: that is why nothing was done. Pure. */
function sinceWords(
  { since }: OrdersState,
  order: Order,
  authors: readonly StepAuthor[],
  scope: PageScope,
): string {
  const later = !since ? [] : order.events.filter(({ event }) => event > since);
  if (later.length === 0) return '';
  const steps = later.slice(-MOST_STEPS).map((event) => historyLine(event, order, authors, scope));
  return scope.texts.line('orders.since', {
    steps: steps.map(({ when, what }) => `${when} · ${what}`).join('\u00a0; '),
    state: stateWords(order, scope),
  });
}

function problemOf({ form }: OrdersState, scope: PageScope): { readonly problem?: string } {
  // Nothing was written where the scales were to be read: no field of the form is the wrong one.
  const { weights } = form.errors;
  const problem =
    problemWords(scope, form.problem) ?? (weights === undefined ? null : inputWords(scope, weights));
  return problem === null ? {} : { problem };
}

/** That its customer is yet to be told of the last step, for who did not just take it. Pure. */
function pendingWords({ done, reach }: OrdersState, { noticesDueAt }: Order, scope: PageScope): string {
  if (done !== undefined || noticesDueAt === null || !reach || (!reach.mail && !reach.text)) return '';
  const way = reach.mail ? (reach.text ? 'both' : 'mail') : 'text';
  return scope.texts.line(`orders.reachedLater.${way}`, { time: dueWords(noticesDueAt, scope) });
}

/** What was done with the order that a page is of. Pure. */
export const orderOutcome = (
  state: OrdersState,
  order: Order,
  authors: readonly StepAuthor[],
  scope: PageScope,
): Pick<MerchantOrderBody, 'done' | 'pending' | 'call' | 'problem'> => {
  const pending = pendingWords(state, order, scope);
  const { problem } = problemOf(state, scope);
  const lines = [problem, sinceWords(state, order, authors, scope)].filter((words) => words);
  // Read again once its customer answered: its history says how.
  const isAnswered = state.done === 'propose' && order.proposedUntil === null;
  return {
    ...(state.done === undefined || isAnswered ? {} : { done: stepOutcome(state, order, scope) }),
    ...(pending === '' ? {} : { pending }),
    ...callOf(state, order, scope),
    ...(problem === undefined ? {} : { problem: lines.join(' ') }),
  };
};

/** Whether an order is still where a step brought it: what came after is not taken back for it. */
function isOf(done: string, { state, events }: Order): boolean {
  const last = events.at(-1);
  if (last?.actor !== 'merchant') return false;
  if (done === 'delay') return (last.delayMinutes ?? 0) > 0;
  const step = done === 'code' ? 'collect' : done;
  return step in STEPS && STEPS[step as keyof typeof STEPS].to === state && last.delayMinutes === null;
}

/** What was done in a list, with the order that it was done with and the way back. @param list where it leads. Pure. */
export function listOutcome(
  state: OrdersState,
  now: Date,
  scope: PageScope,
  list = INBOX,
): Pick<MerchantOrdersBody, 'done' | 'call' | 'undo' | 'problem'> {
  const { done, order } = state;
  const { texts, locale } = scope;
  const problem = problemOf(state, scope);
  if (done === undefined) return problem;
  if (!order) return { done: texts.line(`orders.done.${done}`), ...problem };
  const words = texts.line('orders.inbox.outcome', {
    number: orderNumber(order.number),
    customer: order.customer?.name ?? texts.line('orders.erased'),
    what: stepOutcome(state, order, scope),
  });
  const call = callOf(state, order, scope);
  if (!isOf(done, order) || undoOf(order, now) === null) return { done: words, ...call, ...problem };
  const action = pathTo('merchant.order', locale, { listing: order.listingId, order: order.id });
  const label = texts.line('orders.do.undo');
  return { done: words, ...call, undo: { action, seen: String(order.event), from: list, label }, ...problem };
}
