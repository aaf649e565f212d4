import { dateWords, wallTime } from '@halles/domain/hours';
import { capitalised, type Locale, pluralForm, priceWords } from '@halles/kernel';
import type { Order } from '../order';
import { isAwaited } from '../order-state';
import type { CardRefund, OrderPayment } from './order-payment';
import { isChargeFailed, leftCents, owedCents } from './payment';

/** How far the payment online of an order is. */
export interface OnlinePaymentState {
  /**
   * `held`: authorised, and the shop has not accepted. `unweighed`: it waits for the scales. `charging`: it is being captured.
   * `released`: nothing is charged. `failed`: the bank let go of what the order still owes, or it is refused.
   */
  readonly kind: 'to-pay' | 'unpaid' | 'held' | 'unweighed' | 'charging' | 'released' | 'failed' | 'paid';
  /** That are to be paid, are held, or were paid. */
  readonly cents: number;
  readonly refundedCents: number;
  /** That are to be refunded besides. */
  readonly dueBackCents: number;
  /** That are left to pay beside what is paid online. */
  readonly leftCents: number;
  /** That its shop says were paid at the counter. */
  readonly counterCents: number;
  /** Null where it was not, or was not by us. */
  readonly paidAt: Date | null;
  /** What was refunded, each with its day; those of which we know none last. */
  readonly refunds: readonly (Omit<CardRefund, 'at'> & { readonly at: Date | null })[];
}

type PaidOrder = Pick<Order, 'state' | 'totalCents' | 'unweighed' | 'withdrawals' | 'payment'>;

/** How far the payment online of an order is; null where it is paid at the counter. Pure. */
export function onlinePaymentState(order: PaidOrder): OnlinePaymentState | null {
  const { payment } = order;
  if (payment === null) return null;
  const kind = kindOf(order, payment);
  const { paidAt, refundedCents } = payment;
  const net = payment.capturedCents - refundedCents;
  return {
    ...{ kind, paidAt, refunds: refundsOf(payment), refundedCents, cents: centsOf(order, payment, kind) },
    counterCents: payment.counterCents ?? 0,
    dueBackCents: kind === 'paid' ? Math.max(net - (owedCents(order) ?? net), 0) : 0,
    leftCents: kind !== 'unpaid' && !isOver(order) ? leftCents(order) : 0,
  };
}

/** Each refund with its day; what went back otherwise than by us, or was not answered, has none. */
function refundsOf({ refunds, refundedCents }: OrderPayment): OnlinePaymentState['refunds'] {
  const left = refunds.reduce((sum, { cents }) => sum - cents, refundedCents);
  // Some of them did not arrive after all: nobody knows which.
  if (left < 0) return refundedCents === 0 ? [] : [{ cents: refundedCents, at: null }];
  return left === 0 ? refunds : [...refunds, { cents: left, at: null }];
}

const isOver = (order: PaidOrder): boolean => order.state === 'not-collected' || owedCents(order) === 0;

function kindOf(order: PaidOrder, payment: OrderPayment): OnlinePaymentState['kind'] {
  switch (payment.state) {
    case 'unpaid':
      return order.state === 'to-pay' ? 'to-pay' : 'unpaid';
    case 'cancelled':
      return isOver(order) && !payment.counterCents ? 'released' : 'failed';
    case 'captured':
      return 'paid';
    case 'authorised':
      if (isOver(order) && !payment.counterCents) return 'released';
      if (isChargeFailed(order)) return 'failed';
      if (isAwaited(order.state) || order.state === 'received') return 'held';
      return order.unweighed > 0 ? 'unweighed' : 'charging';
  }
}

function centsOf(order: PaidOrder, payment: OrderPayment, kind: OnlinePaymentState['kind']): number {
  if (kind === 'paid') return payment.capturedCents;
  return kind === 'charging' ? Math.min(owedCents(order) ?? payment.cents, payment.cents) : payment.cents;
}

/** Whether an order is paid online, or was to be: not where the bank let go of what it still owes. Pure. */
export const isPaidOnline = (standing: Pick<OnlinePaymentState, 'kind'> | null): boolean =>
  standing !== null && standing.kind !== 'failed';

interface Amounts {
  readonly amount: string;
  readonly cents: number;
  readonly on: string;
}

/** "réservé" of an amount below two euros, "réservés" of more: French counts 1.50 as one. Pure. */
const agreed = (word: string, cents: number): string =>
  pluralForm(cents / 100, 'fr') === 'one' ? word : `${word}s`;

const WORDS: Readonly<
  Record<Locale, Readonly<Record<OnlinePaymentState['kind'], (amounts: Amounts) => string>>>
> = {
  fr: {
    'to-pay': ({ amount }) => `en ligne, ${amount} à payer par carte`,
    unpaid: () => 'rien n’a été payé en ligne, et rien n’est débité',
    held: ({ amount, cents }) =>
      `en ligne, ${amount} ${agreed('réservé', cents)} sur la carte, ${agreed('débité', cents)} seulement si le commerce accepte`,
    unweighed: ({ amount, cents }) =>
      `en ligne, ${amount} ${agreed('réservé', cents)} sur la carte, ${agreed('débité', cents)} du prix exact une fois tout pesé`,
    charging: ({ amount }) => `en ligne, ${amount} à débiter de la carte`,
    released: ({ amount, cents }) =>
      pluralForm(cents / 100, 'fr') === 'one'
        ? `rien n’est débité, la réservation de ${amount} sur la carte est libérée`
        : `rien n’est débité, les ${amount} réservés sur la carte sont libérés`,
    failed: () => 'le paiement en ligne n’a pas abouti',
    paid: ({ amount, on }) => `payée en ligne${on}, ${amount} par carte`,
  },
  en: {
    'to-pay': ({ amount }) => `online, ${amount} to be paid by card`,
    unpaid: () => 'nothing was paid online, and nothing is charged',
    held: ({ amount }) => `online, ${amount} held on the card, charged only if the shop accepts`,
    unweighed: ({ amount }) =>
      `online, ${amount} held on the card, charged at the exact price once all is weighed`,
    charging: ({ amount }) => `online, ${amount} to be charged to the card`,
    released: ({ amount }) => `nothing is charged, the ${amount} held on the card are released`,
    failed: () => 'the payment online failed',
    paid: ({ amount, on }) => `paid online${on}, ${amount} by card`,
  },
};

const MORE: Readonly<
  Record<Locale, Readonly<Record<'refunded' | 'dueBack' | 'left' | 'counter', (amounts: Amounts) => string>>>
> = {
  fr: {
    refunded: ({ amount, cents, on }) => `${amount} ${agreed('remboursé', cents)} sur la carte${on}`,
    dueBack: ({ amount }) => `${amount} en cours de remboursement sur la carte`,
    left: ({ amount, cents }) =>
      `${amount} ${pluralForm(cents / 100, 'fr') === 'one' ? 'reste' : 'restent'} à payer directement`,
    counter: ({ amount, cents }) => `${amount} ${agreed('payé', cents)} directement au commerce`,
  },
  en: {
    refunded: ({ amount, on }) => `${amount} refunded to the card${on}`,
    dueBack: ({ amount }) => `${amount} being refunded to the card`,
    left: ({ amount }) => `${amount} left to pay directly`,
    counter: ({ amount }) => `${amount} paid directly to the shop`,
  },
};

/** "Payée en ligne le 5 décembre, 4,20 € par carte ; 2,00 € remboursés sur la carte le 6 décembre", and so on of each refund. Pure. */
export function paymentWords(
  { kind, cents, refunds, dueBackCents, leftCents: left, counterCents, paidAt }: OnlinePaymentState,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): string {
  const on = (at: Date | null): string =>
    at === null
      ? ''
      : ` ${locale === 'fr' ? 'le' : 'on'} ${dateWords(wallTime(timeZone, at.getTime()).day, locale)}`;
  const more = (name: keyof (typeof MORE)['fr'], amount: number, at: Date | null = null): string[] =>
    amount === 0
      ? []
      : [MORE[locale][name]({ amount: priceWords(amount, locale), cents: amount, on: on(at) })];
  const words = [
    WORDS[locale][kind]({ amount: priceWords(cents, locale), cents, on: on(paidAt) }),
    ...refunds.flatMap((refund) => more('refunded', refund.cents, refund.at)),
    ...more('dueBack', dueBackCents),
    ...more('left', left),
    ...more('counter', counterCents),
  ].join(locale === 'fr' ? '\u00a0; ' : '; ');
  return capitalised(words);
}
