import { isoDate, MAX_LINE_GRAMS, MAX_LINES, pathTo } from '@halles/contracts';
import { gramsOf } from '@halles/domain/catalogue';
import {
  AMENDMENT_HOURS,
  MAX_DELAY,
  type OrderReason,
  type OrderState,
  SHOP_REASONS,
  type ShopReason,
  type WeightInput,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import {
  allOf,
  buttonForm,
  defineActions,
  formReader,
  type FormReader,
  type FormValues,
  type InputError,
  type InputErrors,
  oneOf,
  type PostedForm,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import { isUuid } from '../../params';
import { CONTROLLED } from './ordering-controls.form';
import { SEEN, seenOf } from '../order-page/cancel.form';

/** What the buttons of an order do: the state that it goes to, and why. */
export const STEPS = {
  accept: { to: 'accepted', reason: null },
  refuse: { to: 'refused', reason: 'other' },
  soldOut: { to: 'refused', reason: 'sold-out' },
  prepare: { to: 'preparing', reason: null },
  ready: { to: 'ready', reason: null },
  collect: { to: 'collected', reason: null },
  noShow: { to: 'not-collected', reason: 'no-show' },
  cancel: { to: 'cancelled', reason: 'other' },
} as const satisfies Readonly<
  Record<string, { readonly to: OrderState; readonly reason: OrderReason | null }>
>;
export type Step = keyof typeof STEPS;

/** What the address of a list or of an order says was just done. */
export const DONE_STEPS = [
  ...(Object.keys(STEPS) as Step[]),
  ...CONTROLLED,
  'undo',
  'delay',
  'code',
  'weigh',
  'refunded',
  'notRefunded',
  'counterPaid',
  'counterUnpaid',
  'advancePaid',
  'advanceUnpaid',
  'advanceReturned',
  'advanceNotReturned',
  'giveBack',
  'sendAgain',
  'propose',
  'dropProposal',
  'enter',
  'closedDay',
] as const;
export type DoneStep = (typeof DONE_STEPS)[number];

/** `commande`, in the address of a list: the order with which something was just done. */
export const outcomeFields = { commande: z.uuid().optional().catch(undefined) };

/** Minutes that an order may be put off by with one touch. */
export const DELAYS = [5, 10, 15, 20, 30, 60] as const;
/** Those of them that have a button in the inbox. */
export const INBOX_DELAYS = [5, 10, 15, 30] as const;
export const MINUTES_A_DAY = 24 * 60;
/** The same for what is sent, in whole days. */
export const SENDING_DELAYS = [1, 2, 3, 7].map((days) => days * MINUTES_A_DAY);
const EVERY_DELAY: readonly number[] = [...DELAYS, ...SENDING_DELAYS];

/** Field that says where a button of an order was touched: in an inbox, or on the page of a day. */
export const FROM = 'from';
export const INBOX = 'inbox';
/** The inbox of all shops of somebody, and of one of them alone: `shops-42`. */
const SHOPS = /^shops(?:-(\d{1,9}))?$/;

/** Name of the inbox of all shops of somebody. @param shown the one whose orders are shown alone. Pure. */
export const listOfShops = (shown: number | null): string =>
  shown === null ? 'shops' : `shops-${String(shown)}`;

/** The event that a touch had seen. Pure. */
export const seenIn = ({ values }: PostedForm): number => seenOf(textOf(values, SEEN));

/** Where a button was touched: whoever touched it in a list stays there; null: on the page of the order. Pure. */
export const listIn = ({ values }: PostedForm): string | null => listOf(textOf(values, FROM));

/** The list with that name; null: there is none. Pure. */
export function listOf(from: string): string | null {
  return from === INBOX || SHOPS.test(from) || isoDate.safeParse(from).success ? from : null;
}

/** The list that a touch leads back to. Pure. @param list `INBOX`, that of all shops, or a day */
export function pathOfList(list: string, listing: number, locale: Locale): string {
  if (list === INBOX) return pathTo('merchant.orders', locale, { listing });
  const [isOfShops, shown] = SHOPS.exec(list) ?? [];
  if (isOfShops === undefined) return `${pathTo('merchant.orderDay', locale, { listing })}?jour=${list}`;
  const all = pathTo('merchant.inbox', locale);
  return shown === undefined ? all : `${all}?commerce=${shown}`;
}

/** A button that says nothing more than what its reader saw. */
export const seenForm: FormReader<number> = formReader((values) => ({ input: seenOf(textOf(values, SEEN)) }));

const delay: FormReader<{ seen: number; minutes: number }> = formReader((values) => {
  const minutes = EVERY_DELAY.find((one) => String(one) === textOf(values, 'minutes'));
  return minutes === undefined
    ? { errors: { minutes: { key: 'minutes' } } }
    : { input: { seen: seenOf(textOf(values, SEEN)), minutes } };
});

/** The same of a shop that was told that it is closed then, or was offered its next opening. */
export const askedDelay: FormReader<{ seen: number; minutes: number }> = formReader((values) => {
  const text = textOf(values, 'minutes');
  const minutes = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return minutes < DELAYS[0] || minutes > MAX_DELAY
    ? { errors: { minutes: { key: 'minutes' } } }
    : { input: { seen: seenOf(textOf(values, SEEN)), minutes } };
});

/** The withdrawals that the page showed. */
const withdrawals: FormReader<string[]> = formReader((values) => ({
  input: allOf(values, 'withdrawal').filter(isUuid),
}));

/** Name of the field that says what a line weighs. @param position of the line, from 1 */
export const weightOfLine = (position: number): string => `weight-${String(position)}`;

/** Name of the field that confirms an unlikely weight: its value is what was confirmed, in grams. @param position of the line, from 1 */
export const sureOfLine = (position: number): string => `sure-${String(position)}`;

/** That an order is refused or cancelled, and why; whatever else was chosen says nothing more. */
export const becauseForm: FormReader<{ seen: number; reason: ShopReason }> = formReader((values) => ({
  input: {
    seen: seenOf(textOf(values, SEEN)),
    reason: oneOf(values, 'reason', SHOP_REASONS) ?? 'other',
  },
}));

interface Weights {
  readonly seen: number;
  readonly weights: ReadonlyMap<number, number>;
  /** Places of the lines whose weight was confirmed as it is. */
  readonly sure: ReadonlySet<number>;
}

/** What the scales said of each line; a field that is left empty says nothing. */
function readWeights(values: FormValues): { readonly input: Weights } | { readonly errors: InputErrors } {
  const read = new Map<number, number>();
  const sure = new Set<number>();
  const errors: Record<string, InputError> = {};
  for (let position = 1; position <= MAX_LINES; position += 1) {
    const text = textOf(values, weightOfLine(position));
    if (text === '') continue;
    const grams = gramsOf(text);
    if (grams === null || grams > MAX_LINE_GRAMS) errors[weightOfLine(position)] = { key: 'scales' };
    else read.set(position, grams);
    if (textOf(values, sureOfLine(position)) === String(grams)) sure.add(position);
  }
  if (Object.keys(errors).length > 0) return { errors };
  return read.size === 0
    ? { errors: { weights: { key: 'weights' } } }
    : { input: { seen: seenOf(textOf(values, SEEN)), weights: read, sure } };
}

const weights: FormReader<Weights> = formReader(readWeights);

/** What who declines a weight has instead: the goods at the most that was agreed upon, or nothing. */
export const ON_REFUSAL = ['agreed-price', 'removed'] as const;

/** The same as a question to who ordered; what is not chosen is what comes first. */
const askedWeights: FormReader<Weights & Pick<WeightInput, 'hours' | 'keepsAgreedPrice'>> = formReader(
  (values) => {
    const read = readWeights(values);
    if ('errors' in read) return read;
    const hours = AMENDMENT_HOURS.find((one) => String(one) === textOf(values, 'hours'));
    const keepsAgreedPrice = oneOf(values, 'refusal', ON_REFUSAL) !== 'removed';
    return { input: { ...read.input, hours: hours ?? AMENDMENT_HOURS[0], keepsAgreedPrice } };
  },
);

/** The buttons that put an order off. */
export const delayActions = { delay, delayAnyway: askedDelay, delayTo: askedDelay };

/** The buttons of one order; Enter presses none of them. */
export const merchantOrderForm = defineActions({
  button: 'do',
  actions: {
    none: buttonForm,
    accept: seenForm,
    acceptAnyway: seenForm,
    refuse: seenForm,
    soldOut: seenForm,
    prepare: seenForm,
    ready: seenForm,
    collect: seenForm,
    noShow: seenForm,
    cancel: seenForm,
    refuseBecause: becauseForm,
    cancelBecause: becauseForm,
    weigh: weights,
    askWeight: askedWeights,
    undo: seenForm,
    dropProposal: seenForm,
    ...delayActions,
    sendAgain: seenForm,
    refunded: withdrawals,
    notRefunded: withdrawals,
    counterPaid: seenForm,
    counterUnpaid: seenForm,
    advancePaid: seenForm,
    advanceUnpaid: seenForm,
    advanceReturned: seenForm,
    advanceNotReturned: seenForm,
  },
  otherwise: 'none',
});
