import { allergenWords } from '@halles/domain/catalogue';
import {
  type Order,
  choicesWords,
  countedWords,
  feeLabel,
  fulfilmentWords,
  isCollected,
  isWorkedOn,
  type ListedOrder,
  mostOf,
  type OrderEvent,
  type OrderLine,
  type OrderState,
  type OrderSummary,
  quantityWords,
  shopReasonOf,
  receptionPlace,
  receptionTime,
  restores,
  type StepAuthor,
  weightNote,
  withdrawnLines,
  withdrawnPositions,
  withdrawnWords,
} from '@halles/domain/orders';
import { dateWords, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { slotTimeWords } from '@halles/domain/pickup-slots';
import { phoneWords, priceWords } from '@halles/kernel';
import type { InputError } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import { phoneHref } from '../wording/contact-words';
import { proofWords } from './hand-over/hand-over-words';
import type { MerchantOrderBody } from './inbox/merchant-orders.view';
import type { FeeView, OrderLineView } from './order.view';
import { kindKey } from '../wording/order-kind-words';

/** How the state of an order is coloured. */
export const TONE: Readonly<Record<OrderState, 'open' | 'closed' | 'soon'>> = {
  'to-confirm': 'soon',
  'to-pay': 'soon',
  received: 'soon',
  accepted: 'open',
  preparing: 'open',
  ready: 'open',
  collected: 'open',
  'not-collected': 'closed',
  refused: 'closed',
  cancelled: 'closed',
};

/** Who ordered, and how to reach them. Pure. */
export function contactFacts(
  { customer }: Pick<OrderSummary, 'customer'>,
  { texts }: PageScope,
): MerchantOrderBody['facts'] {
  const fact = (key: string, value: string, href?: string) => ({
    term: texts.line(`orders.facts.${key}`),
    value,
    ...(href === undefined ? {} : { href }),
  });
  return [
    fact('name', customer?.name ?? texts.line('orders.erased')),
    ...(customer?.collector == null ? [] : [fact('collector', customer.collector)]),
    ...(customer?.phone == null
      ? []
      : [fact('phone', phoneWords(customer.phone), phoneHref(customer.phone))]),
    ...(customer?.email == null ? [] : [fact('email', customer.email, `mailto:${customer.email}`)]),
  ];
}

/** "Retirée par Paul Martin"; nothing where its customer comes. Pure. */
export const collectorView = (
  { customer }: Pick<OrderSummary, 'customer'>,
  { texts }: Pick<PageScope, 'texts'>,
): { readonly collector?: string } =>
  customer?.collector == null
    ? {}
    : { collector: texts.line('orders.collectedBy', { person: customer.collector }) };

/** States that say how an order is received: what is brought or sent has words of its own. */
const OF_RECEPTION: ReadonlySet<OrderState> = new Set(['ready', 'collected', 'not-collected']);

/** Where the words are for something of an order: those of its fulfilment where it has some. Pure. */
export const wordsKey = (
  { fulfilment, state }: Pick<OrderSummary, 'fulfilment' | 'state'>,
  key: string,
): string =>
  isCollected(fulfilment) || !OF_RECEPTION.has(state) ? `${key}.${state}` : `${key}Of.${fulfilment}.${state}`;

/** "Prête", "Livrée". Pure. */
export const stateWords = (
  order: Pick<OrderSummary, 'fulfilment' | 'state'>,
  { texts }: Pick<PageScope, 'texts'>,
): string => texts.line(wordsKey(order, 'orders.states'));

/** How an order is received and where, for its shop; nothing of one that is collected there. Pure. */
export function receptionFacts(
  order: Pick<OrderSummary, 'fulfilment' | 'point' | 'address'>,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): MerchantOrderBody['facts'] {
  if (order.fulfilment === 'pickup') return [];
  return [
    { term: texts.line('orders.facts.mode'), value: fulfilmentWords(order.fulfilment, locale) },
    { term: texts.line('orders.facts.to'), value: receptionPlace(order) ?? texts.line('orders.erased') },
  ];
}

/** The time of an order on its day; of one that is sent, that it is. Pure. */
export const timeOf = (
  { fulfilment, slot }: Pick<OrderSummary, 'fulfilment' | 'slot'>,
  { settings, locale }: Pick<PageScope, 'settings' | 'locale'>,
): string =>
  fulfilment === 'post'
    ? fulfilmentWords(fulfilment, locale)
    : slotTimeWords({ from: slot.from.getTime(), until: slot.until.getTime() }, settings.timeZone, locale);

/** Steps that hand an order over, or fail to: what is brought or sent is not handed over in the shop. */
const OF_HANDING_OVER: ReadonlySet<string> = new Set(['collect', 'without', 'noShow', 'code']);

/** Where the words are for a step, as its button names it (`do`) or as what was done (`done`). Pure. */
export const stepKey = (
  step: string,
  { fulfilment, kind }: Pick<OrderSummary, 'fulfilment' | 'kind'>,
  of: 'do' | 'done' = 'do',
): string =>
  isCollected(fulfilment) || !OF_HANDING_OVER.has(step)
    ? kindKey(kind, `${of}.${step}`)
    : `orders.${of}Of.${fulfilment}.${step}`;

/** "Livraison · 12 rue des Halles, 26000 Valence"; nothing of one that is collected in the shop. Pure. */
export function receptionView(
  order: Pick<OrderSummary, 'fulfilment' | 'point' | 'address'>,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly reception?: string } {
  if (order.fulfilment === 'pickup') return {};
  const place = receptionPlace(order) ?? texts.line('orders.erased');
  return { reception: `${fulfilmentWords(order.fulfilment, locale)} · ${place}` };
}

/** The slot of an order in words. Pure. */
export const slotOf = (
  order: Pick<OrderSummary, 'slot' | 'fulfilment'>,
  { settings, locale }: PageScope,
): string => receptionTime(order, settings.timeZone, locale);

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

/** What is wrong with an input of the basket, in words. Pure. */
export const inputWords = (
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
  error: InputError,
  group = 'orders.errors',
): string =>
  'key' in error
    ? texts.line(`${group}.${error.key}`, error.words)
    : 'changedTo' in error
      ? texts.line('forms.changed', { now: error.changedTo.join(', ') })
      : error.message[locale];

/** What became of lines, by their places from 1: taken off before the goods were received, withdrawn from or given back after. Pure. */
export const withdrawnNotes = (
  order: Pick<Order, 'lines' | 'withdrawals'>,
): ReadonlyMap<number, WithdrawnNote> =>
  new Map(
    [...withdrawnPositions(order)].map((position) => {
      const last = order.withdrawals.findLast(({ positions }) => positions.includes(position));
      return [position, last?.isByShop ? 'givenBack' : last?.isRefundDue ? 'withdrawn' : 'removed'];
    }),
  );

type WithdrawnNote = 'removed' | 'withdrawn' | 'givenBack';

/** Lines with their prices in words. @param withdrawn what became of those that are not bought any more. Pure. */
export const lineViews = (
  lines: readonly OrderLine[],
  { locale, texts }: Pick<PageScope, 'locale' | 'texts'>,
  withdrawn: ReadonlyMap<number, WithdrawnNote> = new Map(),
): OrderLineView[] =>
  lines.map((line, index) => {
    const { name, choices, totalCents } = line;
    const allergens = allergenWords(line.allergens, locale);
    const weight = weightNote(line, locale);
    const note = withdrawn.get(index + 1);
    return {
      name,
      ...(choices.length === 0 ? {} : { choices: choicesWords(choices, locale, line.weight !== null) }),
      ...(allergens === null ? {} : { allergens }),
      quantity: quantityWords(line, locale),
      ...(weight === null ? {} : { weight }),
      total: priceWords(totalCents, locale),
      ...(note === undefined ? {} : { withdrawn: texts.line(`orders.withdrawal.${note}`) }),
    };
  });

/** What is in an order, in one line and without prices: "2 × Pain de campagne (Tranché), 1,5 kg Rôti". Pure. */
export const contentsWords = (
  { contents }: Pick<ListedOrder, 'contents'>,
  { locale }: Pick<PageScope, 'locale'>,
): string =>
  contents
    .map((line) => {
      const chosen = line.choices.map(({ name }) => name).join(', ');
      return countedWords(line, chosen === '' ? line.name : `${line.name} (${chosen})`, locale);
    })
    .join(', ');

/** What delivery or sending costs; nothing where it is collected. Pure. */
export const feeView = (
  { fulfilment, feeCents }: Pick<OrderSummary, 'fulfilment' | 'feeCents'>,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly fee?: FeeView } =>
  isCollected(fulfilment)
    ? {}
    : {
        fee: {
          label: feeLabel(fulfilment, locale),
          amount: feeCents === 0 ? texts.line('orders.free') : priceWords(feeCents, locale),
        },
      };

/** The most that lines and a fee where a price is an estimate; nothing where it is known. Pure. */
export function mostView(
  lines: readonly OrderLine[],
  feeCents: number,
  { locale }: Pick<PageScope, 'locale'>,
): { readonly most?: string } {
  const most = mostOf(lines);
  return most === null ? {} : { most: priceWords(most + feeCents, locale) };
}

/** The same of an order, without what its customer withdrew from. Pure. */
export const mostOfOrder = (
  { unweighed, mostCents }: Pick<OrderSummary, 'unweighed' | 'mostCents'>,
  { locale }: Pick<PageScope, 'locale'>,
): { readonly most?: string } => (unweighed === 0 ? {} : { most: priceWords(mostCents, locale) });

/** What is put off by more is not counted in minutes: the new time says it. */
const MAX_MINUTES = 180;

const OF_AMENDMENTS: ReadonlySet<OrderEvent['reason']> = new Set([
  'proposed',
  'dropped',
  'agreed',
  'declined',
  'lapsed',
]);

/** What of an order its steps are told by. */
type SteppedOrder = Pick<Order, 'fulfilment' | 'isList' | 'events' | 'lines' | 'withdrawals'>;

/** What a step of an order was, in words, with the reason that the shop gave for it. Pure. */
export function stepWords(
  event: OrderEvent,
  order: SteppedOrder,
  scope: Pick<PageScope, 'texts' | 'locale'>,
): string {
  const { fulfilment, isList, events } = order;
  const { texts } = scope;
  const { state, reason, delayMinutes, weighed } = event;
  if (event.event === 1 && event.actor === 'town') return texts.line('orders.staff.entered');
  if (weighed && (reason === 'agreed' || reason === 'declined'))
    return texts.line(`orders.amendment.weight.steps.${reason}`);
  if (weighed) return texts.line(`orders.weighing.step.${weighed}`);
  if (delayMinutes !== null && delayMinutes < 0) return texts.line('orders.delayUndone');
  if (delayMinutes !== null)
    return texts.line(`orders.delayed${delayMinutes > MAX_MINUTES ? 'Far' : ''}Of.${fulfilment}`, {
      count: delayMinutes,
    });
  if (reason === 'not-paid') return texts.line('payments.lapsed');
  if (reason === 'not-confirmed') return texts.line('orders.confirmation.lapsed');
  if (OF_AMENDMENTS.has(reason))
    return texts.line(`${isList ? 'lists' : 'orders'}.amendment.steps.${String(reason)}`);
  const before = events.find((one) => one.event === event.event - 1);
  if (restores(before?.state, state)) return texts.line('orders.restored.step');
  const given = shopReasonOf(event);
  if (given !== null)
    return texts.line('orders.because.step', {
      step: texts.line(wordsKey({ fulfilment, state }, 'orders.states')),
      reason: texts.line(`orders.because.steps.${given}`),
    });
  return reason === 'withdrawal'
    ? withdrawalStepWords(event, order, scope)
    : texts.line(wordsKey({ fulfilment, state }, 'orders.states'));
}

/** Of what its customer withdrew with a step, for how much, and whether that ended the order. Pure. */
function withdrawalStepWords(
  { state, at }: OrderEvent,
  { lines, withdrawals }: SteppedOrder,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string {
  const withdrawal = withdrawals.find((one) => !one.isByShop && one.at.getTime() === at.getTime());
  if (!withdrawal) return texts.line('orders.withdrawal.handling.heading');
  return texts.line(`orders.withdrawal.step.${state === 'cancelled' ? 'whole' : 'part'}`, {
    what: withdrawnLines({ lines }, withdrawal)
      .map((line) => withdrawnWords(line, locale))
      .join(', '),
    amount: priceWords(withdrawal.amountCents, locale),
  });
}

/** What is written down with a step, for its shop. Pure. */
const noteWords = (event: OrderEvent, scope: Pick<PageScope, 'texts'>): string[] => [
  ...(event.overrides ?? []).map((one) => scope.texts.line(`orders.staff.overridden.${one}`)),
  ...proofWords(event, scope),
];

/** A step of an order for its shop: what it was, when, and who took it, with the name of who did of the shop. Pure. */
export function historyLine(
  event: OrderEvent,
  order: SteppedOrder,
  authors: readonly StepAuthor[],
  scope: PageScope,
): { readonly when: string; readonly what: string } {
  const { texts } = scope;
  const author = authors.find((one) => one.event === event.event);
  const who =
    author?.name == null
      ? texts.line(author?.isByLink === true ? 'orders.actors.link' : `orders.actors.${event.actor}`)
      : texts.line(author.isByLink ? 'orders.actors.linkOf' : 'orders.actors.person', {
          person: author.name,
        });
  return {
    when: momentWords(event.at, scope),
    what: [
      texts.line('orders.by', { what: stepWords(event, order, scope), who }),
      ...noteWords(event, scope),
    ].join(' · '),
  };
}

/** What of an order that was withdrawn from in part is paid for. Pure. */
export function paidOf(
  { state, totalCents, withdrawnCents, payment }: OrderSummary,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly paid?: string } {
  // Of one that is paid online, the words of its payment tell.
  const isOnline = payment !== null && payment.state !== 'cancelled';
  if (withdrawnCents === 0 || state === 'cancelled' || isOnline) return {};
  const amount = priceWords(totalCents - withdrawnCents, locale);
  return { paid: texts.line(`orders.withdrawal.${isWorkedOn(state) ? 'left' : 'paid'}`, { amount }) };
}
