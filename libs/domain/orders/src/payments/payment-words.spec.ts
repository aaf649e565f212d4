import type { Order } from '../order';
import { onlinePaymentState, paymentWords } from './payment-words';

const payment = {
  ...{ cents: 2_090, capturedCents: 0, refundedCents: 0, isContested: false, problem: null },
  ...{ paidAt: null, refundedAt: null },
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
    'En ligne, 20,90\u00a0€ réservés sur la carte, débités seulement si le commerce accepte\u00a0; 1,00\u00a0€ restent à payer directement',
  ],
])('%s', (_, of, expected) => {
  expect(words(of)).toBe(expected);
});
