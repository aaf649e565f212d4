import { MINUTE } from '@halles/kernel';
import { byCode, openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';
import type { Order } from '../order';
import { OrderHandOvers } from '../hand-over/order-hand-overs.service';
import { Sales } from '../sales/sales.service';
import { CounterPayments } from './counter-payments.service';
import { toCollectCents } from './payment';
import { onlinePaymentState, paymentWords } from './payment-words';

const UNTIL = new Date(ORDERED_AT.getTime() + 10 * 24 * 60 * MINUTE);

describe('what a shop takes at the counter of orders that were to be paid online', () => {
  let paid: PaidOrders;
  let counter: CounterPayments;
  let shop: number;

  beforeAll(async () => {
    paid = await openPaidOrders();
    counter = paid.on.services.get(CounterPayments);
  });
  afterAll(() => paid.close());
  beforeEach(async () => {
    paid.stripe.recover();
    ({ shop } = await paid.aPaidShop());
  });

  const words = (order: Order): string => {
    const standing = onlinePaymentState(order);
    return standing ? paymentWords(standing, { locale: 'fr', timeZone: 'Europe/Paris' }) : '';
  };
  const journal = async () => {
    const { online, unpaid, sold } = await paid.on.services
      .get(Sales)
      .totals(paid.on.world.here, { listingId: shop, from: ORDERED_AT, until: UNTIL });
    return { online: online.sold, unpaid, atCounter: sold.includingTax - online.sold - unpaid };
  };
  const refused = async () => {
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    paid.stripe.failNext(/capture/, 'refused');
    return { order: await paid.settled(await paid.on.moved(order, 'accepted')), payment };
  };
  const of = ({ id: orderId, event: seen }: Order) => ({ orderId, listingId: shop, seen });

  it('is nothing until the shop says it, in the words of the page and in the journal', async () => {
    const { order, payment } = await refused();
    expect([words(order), toCollectCents(order)]).toEqual([
      'Le paiement en ligne n’a pas abouti\u00a0; 4,20\u00a0€ restent à payer directement',
      420,
    ]);
    const collected = await paid.on.moved(order, 'collected');
    expect([words(collected), await journal()]).toEqual([
      'Le paiement en ligne n’a pas abouti\u00a0; 4,20\u00a0€ restent à payer directement',
      { online: 0, unpaid: 420, atCounter: 0 },
    ]);
    await counter.note(paid.on.world.here, of(collected));
    await counter.note(paid.on.world.here, of(collected));
    const noted = await paid.settled(collected);
    expect([words(noted), await journal()]).toEqual([
      'Le paiement en ligne n’a pas abouti\u00a0; 4,20\u00a0€ payés directement au commerce',
      { online: 0, unpaid: 0, atCounter: 420 },
    ]);
    // The card is not charged besides.
    expect(paid.moneyOf(payment)).toMatch(/^canceled /);
    await counter.takeBack(paid.on.world.here, of(noted));
    expect((await journal()).unpaid).toBe(420);
  });

  it('is charged to the card after all where nothing was taken, and is nobody’s to take then', async () => {
    const { order, payment } = await refused();
    const collected = await paid.settled(await paid.on.moved(order, 'collected'));
    expect([paid.moneyOf(payment), words(collected), await journal()]).toEqual([
      'succeeded 0 420 0',
      expect.stringMatching(/^Payée en ligne/) as string,
      { online: 420, unpaid: 0, atCounter: 0 },
    ]);
    await expect(counter.note(paid.on.world.here, of(collected))).rejects.toMatchObject({
      code: 'order-moved',
    });
  });

  it('is said with the hand-over, in the same transaction', async () => {
    const { order } = await refused();
    const handOvers = paid.on.services.get(OrderHandOvers);
    const move = { ...of(order), actor: 'merchant', accountId: null } as const;
    await handOvers.collect(paid.on.world.here, move, { ...byCode(order.code), isRestPaid: true });
    expect(await journal()).toEqual({ online: 0, unpaid: 0, atCounter: 420 });
  });

  it('is not what the shop gave back by itself at its provider, which the journal has as a return of that day', async () => {
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    const collected = await paid.settled(
      await paid.on.moved(await paid.settled(await paid.on.moved(order, 'accepted')), 'collected'),
    );
    Object.assign(paid.stripe.intent(payment).latest_charge ?? {}, { amount_refunded: 200 });
    const after = await paid.settled(collected);
    expect([words(after), toCollectCents(after), await journal()]).toEqual([
      expect.stringContaining('2,00\u00a0€ remboursés sur la carte') as string,
      0,
      { online: 420, unpaid: 0, atCounter: 0 },
    ]);
  });

  it('is said by the shop of the order alone, of what it saw', async () => {
    const { order } = await refused();
    const other = await paid.aPaidShop();
    const { here, there } = paid.on.world;
    await expect(counter.note(here, { ...of(order), listingId: other.shop })).rejects.toMatchObject({
      code: 'order-not-found',
    });
    await expect(counter.note(there, of(order))).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(counter.note(here, { ...of(order), seen: order.event - 1 })).rejects.toMatchObject({
      code: 'order-moved',
    });
  });
});
