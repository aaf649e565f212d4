import type { Order } from '../order';
import { onlinePaymentState, paymentWords } from './payment-words';

const payment = {
  ...{ cents: 2_090, capturedCents: 0, refundedCents: 0, isContested: false, problem: null },
  ...{ paidAt: null, refunds: [] },
};
const order = (more: Partial<Order>): Order =>
  ({ totalCents: 2_090, unweighed: 0, withdrawals: [], ...more }) as unknown as Order;
const words = (of: Order): string => {
  const standing = onlinePaymentState(of);
  return standing === null ? '' : paymentWords(standing, { locale: 'fr', timeZone: 'Europe/Paris' });
};

it.each([
  [
    'nothing is left at the counter of what is yet to be paid online',
    order({ state: 'to-pay', payment: { ...payment, state: 'unpaid' } }),
    'En ligne, 20,90\u00a0€ à payer par carte',
  ],
  [
    'what became dearer than the card holds is left',
    order({ state: 'received', totalCents: 2_190, payment: { ...payment, state: 'authorised' } }),
    'En ligne, 20,90\u00a0€ réservés sur la carte, débités seulement si le commerce accepte\u00a0; 1,00\u00a0€ reste à payer directement',
  ],
  [
    'each refund is told with its day, and what went back otherwise without one',
    order({
      state: 'collected',
      withdrawals: [{ isRefundDue: true, amountCents: 890 }] as unknown as Order['withdrawals'],
      payment: {
        ...{ ...payment, state: 'captured', capturedCents: 2_090, refundedCents: 890 },
        refunds: [
          { cents: 420, at: new Date('2026-12-05T09:00:00Z') },
          { cents: 320, at: new Date('2026-12-08T09:00:00Z') },
        ],
      },
    }),
    'Payée en ligne, 20,90\u00a0€ par carte\u00a0; 4,20\u00a0€ remboursés sur la carte le 5\u00a0décembre\u00a0; 3,20\u00a0€ remboursés sur la carte le 8\u00a0décembre\u00a0; 1,50\u00a0€ remboursé sur la carte',
  ],
  [
    'what went back is left, of what is not handed over and became dearer again',
    order({
      state: 'accepted',
      payment: { ...payment, state: 'captured', capturedCents: 2_090, refundedCents: 500 },
    }),
    'Payée en ligne, 20,90\u00a0€ par carte\u00a0; 5,00\u00a0€ remboursés sur la carte\u00a0; 5,00\u00a0€ restent à payer directement',
  ],
])('%s', (_, of, expected) => {
  expect(words(of)).toBe(expected);
});
