import { MINUTE } from '@halles/kernel';
import { PaymentGateway } from '@halles/platform/payments';
import { UnitOfWork } from '@halles/platform/tenancy';
import { platformOf } from '@halles/testing';
import {
  anOrder,
  basketOf,
  moveOf,
  openPaidOrders,
  ORDERED_AT,
  type PaidOrders,
} from '@halles/testing/orders';
import type { Order } from '../order';
import { OrderConfirmations } from '../confirmations/order-confirmations.service';
import { SaleTermsService } from '../terms/sale-terms.service';
import { OrderAmendments } from '../amendments/order-amendments.service';
import { OrderWeighing } from '../order-weighing.service';
import { PaymentOffers } from './payment-offers.service';

const later = (minutes: number): Date => new Date(ORDERED_AT.getTime() + minutes * MINUTE);

describe('orders that are paid online', () => {
  let paid: PaidOrders;

  beforeAll(async () => {
    paid = await openPaidOrders();
  });
  afterAll(() => paid.close());
  afterEach(() => {
    paid.at(ORDERED_AT);
    paid.stripe.recover();
  });

  const actsOf = (order: Order) =>
    paid.on.rowsOf<{ act: string }>(
      `SELECT kind || ' ' || cents || ' ' || coalesce(outcome, 'open') AS act FROM order_payment_act WHERE order_id = $1 ORDER BY number`,
      [order.id],
    );

  const withdrawn = (listingId: number, { id: orderId }: Order, ...positions: number[]) =>
    paid.on.withdrawals.withdraw(
      paid.on.world.here,
      { orderId, listingId, positions, name: 'Odile', email: 'odile@example.org' },
      { timeZone: 'Europe/Paris', department: '33' },
    );

  it('wait for their customer, hold what they took, and come to the shop once they are authorised', async () => {
    const { shop, account } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop, { stock: 2 });
    const order = await paid.toPay(shop, bread);
    expect([order.state, order.payment?.state, await paid.on.stockOf(shop, bread)]).toEqual([
      'to-pay',
      'unpaid',
      1,
    ]);
    expect((await paid.on.handling.listOpen(paid.on.world.here, shop, 10)).toDo).toEqual([]);
    const payment = await paid.pay(order);
    const received = await paid.settled(order);
    expect([received.state, received.payment?.state, paid.moneyOf(payment)]).toEqual([
      ...['received', 'authorised', 'requires_capture 420 0 0'],
    ]);
    expect(paid.stripe.lastSession.metadata).toEqual({
      tenant: paid.on.world.here.tenant.slug,
      order: order.id,
    });
    expect(account).toMatch(/^acct_/);
    expect((await paid.on.handling.listOpen(paid.on.world.here, shop, 10)).toDo).toHaveLength(1);
  });

  it('are captured once they are accepted, and their shop’s page knows it', async () => {
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    const accepted = await paid.settled(await paid.on.moved(order, 'accepted'));
    expect([paid.moneyOf(payment), accepted.payment]).toMatchObject([
      'succeeded 0 420 0',
      { state: 'captured', capturedCents: 420, refundedCents: 0, problem: null },
    ]);
    expect(await actsOf(order)).toEqual([{ act: 'capture 420 done' }]);
    expect([accepted.payment?.paidAt, accepted.payment?.refunds]).toEqual([ORDERED_AT, []]);
  });

  it.each(['refused', 'cancelled'] as const)('are let go of when they are %s', async (state) => {
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    const ended = await paid.settled(await paid.on.moved(order, state));
    expect([paid.moneyOf(payment), ended.payment?.state]).toEqual(['canceled 0 0 0', 'cancelled']);
    // The money is gone: no touch brings the order back.
    await expect(paid.on.moved(ended, 'received')).rejects.toMatchObject({ code: 'order-moved' });
  });

  it('are refunded when they are cancelled after that', async () => {
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    const accepted = await paid.settled(await paid.on.moved(order, 'accepted'));
    await paid.settled(await paid.on.moved(accepted, 'cancelled'));
    expect(paid.moneyOf(payment)).toBe('succeeded 0 420 420');
  });

  it('are left alone by a copy of their territory, which offers none of its own', async () => {
    const { here } = paid.on.world;
    const copy = { ...here, tenant: { ...here.tenant, isCopy: true } };
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    const accepted = await paid.settled(await paid.on.moved(order, 'accepted'));
    const cancelled = await paid.on.moved(accepted, 'cancelled');
    await paid.payments.settle(copy, cancelled.id);
    expect(await paid.payments.retry(copy, AbortSignal.timeout(10_000))).toBe(0);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 420 0');
    expect([paid.accounts.isOfferedTo(here), paid.accounts.isOfferedTo(copy)]).toEqual([true, false]);
    const offers = paid.on.services.get(PaymentOffers);
    const takesOnline = (ctx: typeof here) =>
      paid.on.world.work.read(ctx, (tx) => offers.takesOnline(tx, shop));
    expect([await takesOnline(here), await takesOnline(copy)]).toEqual([true, false]);
    await paid.settled(cancelled);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 420 420');
  });

  it('lapse when nobody pays: page closed, goods and slot given back, and who pays at the last moment is paid back', async () => {
    const { shop } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop, { stock: 1 });
    const order = await paid.toPay(shop, bread);
    await paid.payments.checkoutUrl(paid.on.world.here, order, {
      returnUrl: 'https://x.example',
      locale: 'fr',
    });
    const session = paid.stripe.lastSession;
    const confirmations = paid.on.services.get(OrderConfirmations);
    paid.at(later(34));
    expect((await paid.settled(order)).state).toBe('to-pay');
    paid.at(later(36));
    // By the clock alone nothing ends that may be paid.
    expect(await confirmations.lapse(paid.on.world.here)).toBe(0);
    const lapsed = await paid.settled(order);
    expect([
      lapsed.state,
      lapsed.events.at(-1)?.reason,
      session.status,
      await paid.on.stockOf(shop, bread),
    ]).toEqual([...['cancelled', 'not-paid', 'expired', 1]]);

    paid.at(ORDERED_AT);
    const late = await paid.toPay(shop, bread);
    const payment = await paid.pay(late);
    paid.at(later(36));
    await confirmations.lapse(paid.on.world.here);
    // Paid in time, and heard of late: it is an order.
    expect([(await paid.settled(late)).state, paid.moneyOf(payment)]).toEqual([
      ...['received', 'requires_capture 420 0 0'],
    ]);
  });

  it('lapse by the clock where no page of payment was ever opened', async () => {
    const { shop } = await paid.aPaidShop();
    const order = await paid.toPay(shop, await paid.on.aProduct(shop));
    paid.at(later(36));
    expect(await paid.on.services.get(OrderConfirmations).lapse(paid.on.world.here)).toBe(1);
    expect((await paid.on.handling.get(paid.on.world.here, order.id)).state).toBe('cancelled');
  });

  it('are not ended while the provider is away', async () => {
    const { shop } = await paid.aPaidShop();
    const order = await paid.toPay(shop, await paid.on.aProduct(shop));
    await paid.pay(order);
    paid.at(later(36));
    paid.stripe.failNext(/sessions/, 'broken');
    await expect(paid.settled(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    await paid.on.services.get(OrderConfirmations).lapse(paid.on.world.here);
    paid.stripe.recover();
    expect((await paid.settled(order)).state).toBe('received');
  });

  it('are captured for less where a part is withdrawn from, and refund what is withdrawn from later by themselves', async () => {
    const { shop } = await paid.aPaidShop();
    const [book, pen] = [
      await paid.on.aProduct(shop, { withdrawal: 'right' }),
      await paid.on.aProduct(shop, { withdrawal: 'right' }),
    ];
    const { order, payment } = await paid.authorised(shop, book, { lines: basketOf(book, pen) });
    await withdrawn(shop, order, 1);
    const accepted = await paid.settled(await paid.on.moved(await paid.settled(order), 'accepted'));
    expect(paid.moneyOf(payment)).toBe('succeeded 0 420 0');
    await paid.on.moved(accepted, 'collected');
    await withdrawn(shop, order, 2);
    const refunded = await paid.settled(order);
    expect([
      paid.moneyOf(payment),
      refunded.withdrawals.map(({ refundedAt }) => refundedAt !== null),
    ]).toEqual(['succeeded 0 420 420', [false, true]]);
    expect(await paid.on.withdrawals.listOwedRefunds(paid.on.world.here, [shop])).toEqual([]);
  });

  it('are captured once they are weighed, for what they weigh, and never more than was agreed', async () => {
    const { shop } = await paid.aPaidShop();
    const weighing = { by: 'piece', grams: 200 };
    const cheese = await paid.on.aProduct(shop, { priceCents: 2_000, weighing } as never);
    const line = {
      productId: cheese,
      quantity: 1,
      unitCents: 2_000,
      weight: { by: 'piece', grams: 200 },
      choices: [],
    };
    const { order, payment } = await paid.authorised(shop, cheese, { lines: [line] } as never);
    expect(paid.moneyOf(payment)).toBe('requires_capture 440 0 0');
    const accepted = await paid.settled(await paid.on.moved(order, 'accepted'));
    expect(paid.moneyOf(payment)).toBe('requires_capture 440 0 0');
    const weigh = (of: Order, grams: number) =>
      paid.on.services.get(OrderWeighing).weigh(paid.on.world.here, moveOf(of), new Map([[1, grams]]));
    // No more can be captured than was authorised: its customer is not asked for more.
    const { id: orderId, event: seen } = accepted;
    const asked = {
      orderId,
      listingId: shop,
      seen,
      accountId: order.id,
      hours: 1,
      keepsAgreedPrice: true,
    } as const;
    const heavier = new Map([[1, 260]]);
    await expect(
      paid.on.services
        .get(OrderAmendments)
        .proposeWeights(paid.on.world.here, { ...asked, weights: heavier }),
    ).rejects.toMatchObject({ code: 'order-moved' });
    await weigh(accepted, 180);
    const weighed = await paid.settled(order);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 360 0');
    await weigh(weighed, 170);
    await paid.settled(order);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 360 20');
  });

  it('are one order and one page, however often the button is pressed', async () => {
    const { shop } = await paid.aPaidShop();
    const input = anOrder(basketOf(await paid.on.aProduct(shop)), { payment: 'online' });
    const [one, two] = await Promise.all([paid.on.placed(shop, input), paid.on.placed(shop, input)]);
    expect(one.id).toBe(two.id);
    const url = () =>
      paid.payments.checkoutUrl(paid.on.world.here, one, {
        returnUrl: 'https://x.example',
        locale: 'fr',
      });
    const before = paid.stripe.count(/sessions$/);
    const urls = await Promise.all([url(), url()]);
    expect([new Set([...urls, await url()]).size, paid.stripe.count(/sessions$/) - before]).toEqual([1, 1]);
  });

  it.each([
    ['lost-before', 'capture'],
    ['lost-after', 'capture'],
    ['broken', 'capture'],
    ['busy', 'capture'],
    ['too-many', 'capture'],
    ['lost-before', 'refunds'],
    ['lost-after', 'refunds'],
    ['broken', 'refunds'],
  ] as const)('are done once where an answer is %s (%s)', async (failure, path) => {
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    let last = await paid.on.moved(order, 'accepted');
    if (path === 'refunds') last = await paid.on.moved(await paid.settled(last), 'cancelled');
    paid.stripe.failNext(new RegExp(path), failure);
    await expect(paid.settled(last)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    paid.stripe.recover();
    await paid.settled(last);
    await paid.settled(last);
    expect(paid.moneyOf(payment)).toBe(path === 'refunds' ? 'succeeded 0 420 420' : 'succeeded 0 420 0');
  });

  it('are refunded once by ten workers at once', async () => {
    const { shop } = await paid.aPaidShop();
    const [one, two] = [await paid.on.aProduct(shop, { withdrawal: 'right' }), await paid.on.aProduct(shop)];
    const { order, payment } = await paid.authorised(shop, one, { lines: basketOf(one, two) });
    const collected = await paid.on.moved(
      await paid.settled(await paid.on.moved(order, 'accepted')),
      'collected',
    );
    await withdrawn(shop, order, 1);
    await Promise.allSettled(Array.from({ length: 10 }, () => paid.settled(collected)));
    await paid.settled(collected);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 840 420');
  });

  it('are refunded once where a refund arrives late and more is withdrawn from meanwhile', async () => {
    const { shop, account } = await paid.aPaidShop();
    const [cap, book, bread] = [
      await paid.on.aProduct(shop, { withdrawal: 'right' }),
      await paid.on.aProduct(shop, { withdrawal: 'right', priceCents: 800 } as never),
      await paid.on.aProduct(shop),
    ];
    const lines = basketOf(cap, book, bread).map((line) =>
      line.productId === book ? { ...line, unitCents: 800 } : line,
    );
    const { order, payment } = await paid.authorised(shop, cap, { lines });
    await paid.on.moved(await paid.settled(await paid.on.moved(order, 'accepted')), 'collected');
    await withdrawn(shop, order, 1);
    paid.stripe.failNext(/refunds/, 'lost-before');
    await expect(paid.settled(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    await withdrawn(shop, order, 2);
    await paid.settled(order);
    // What was on its way for so long arrives.
    await paid.on.services.get(PaymentGateway).refund({ account, payment, key: `${order.id}/refund/2` }, 420);
    expect([paid.moneyOf(payment), await actsOf(order)]).toEqual([
      'succeeded 0 1640 1220',
      [{ act: 'capture 1640 done' }, { act: 'refund 420 done' }, { act: 'refund 800 done' }],
    ]);
  });

  it('go back to the card as far as they came from it: the rest is listed, and its shop notes it', async () => {
    const { shop } = await paid.aPaidShop();
    const book = await paid.on.aProduct(shop, { withdrawal: 'right' });
    const { order, payment } = await paid.authorised(shop, book, {
      lines: basketOf(book, await paid.on.aProduct(shop, { withdrawal: 'right' })),
    });
    await paid.on.moved(await paid.settled(await paid.on.moved(order, 'accepted')), 'collected');
    // As after a substitute that costs more: 60 cents were paid at the counter.
    await paid.on.services.get(UnitOfWork).write(paid.on.world.here, async ({ manager }) => {
      await manager.query(
        'UPDATE order_line SET unit_cents = 480, total_cents = 480 WHERE order_id = $1 AND position = 2',
        [order.id],
      );
      await manager.query('UPDATE customer_order SET total_cents = 900 WHERE id = $1', [order.id]);
      await manager.query('UPDATE order_payment SET counter_cents = 60 WHERE order_id = $1', [order.id]);
    });
    await withdrawn(shop, order, 1, 2);
    const refunded = await paid.settled(order);
    const [withdrawal] = refunded.withdrawals;
    const { here } = paid.on.world;
    expect([paid.moneyOf(payment), withdrawal?.refundedAt]).toEqual(['succeeded 0 840 840', null]);
    expect(await paid.on.withdrawals.listOwedRefunds(here, [shop])).toMatchObject([
      { orderId: order.id, amountCents: 60 },
    ]);
    const noted = { orderId: order.id, listingId: shop, accountId: order.id, seen: [withdrawal?.id ?? ''] };
    await paid.on.withdrawals.refund(here, noted);
    await paid.settled(order);
    expect(await paid.on.withdrawals.listOwedRefunds(here, [shop])).toEqual([]);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 840 840');
  });

  it('are refunded by what the provider says where an act is older than its key', async () => {
    const { shop } = await paid.aPaidShop();
    const book = await paid.on.aProduct(shop, { withdrawal: 'right' });
    const { order, payment } = await paid.authorised(shop, book, {
      lines: basketOf(book, await paid.on.aProduct(shop)),
    });
    await paid.on.moved(await paid.settled(await paid.on.moved(order, 'accepted')), 'collected');
    await withdrawn(shop, order, 1);
    paid.stripe.failNext(/refunds/, 'lost-after');
    await expect(paid.settled(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    paid.at(later(24 * 60));
    const before = paid.stripe.count(/refunds/);
    await paid.settled(order);
    expect([paid.moneyOf(payment), paid.stripe.count(/refunds/) - before]).toEqual([
      ...['succeeded 0 840 420', 0],
    ]);
    expect(await actsOf(order)).toEqual([{ act: 'capture 840 done' }, { act: 'refund 420 replaced' }]);
  });

  it('say what the provider refuses, and are asked for again', async () => {
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    // The bank let go of the card, and says so when it is asked.
    paid.stripe.intent(payment).status = 'canceled';
    const accepted = await paid.settled(await paid.on.moved(order, 'accepted'));
    expect([accepted.payment?.state, accepted.state]).toEqual(['cancelled', 'accepted']);
  });

  it('tell of what the customer’s bank contests', async () => {
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    await paid.settled(await paid.on.moved(order, 'accepted'));
    const charge = paid.stripe.intent(payment).latest_charge;
    if (charge) charge.disputed = true;
    expect((await paid.settled(order)).payment?.isContested).toBe(true);
    // Whoever handles the orders hears of it once, however often it is looked at.
    await paid.settled(order);
    const recipients = await paid.on.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    const promised = await platformOf(paid.on.world).query<unknown[]>(
      `SELECT 1 FROM outbox WHERE kind = 'payment.notify-contested' AND ref = ANY ($1::uuid[])`,
      [recipients.map(({ id }) => id)],
    );
    expect([recipients.length, promised.length]).toEqual([1, 1]);
  });

  it('are paid as the summary offered it, or not placed', async () => {
    const { shop } = await paid.aPaidShop('shop');
    const bread = await paid.on.aProduct(shop, { stock: 1 });
    await expect(paid.toPay(shop, bread)).rejects.toMatchObject({ code: 'basket-changed' });
    await paid.accounts.choose(paid.on.world.here, shop, 'online');
    await expect(paid.on.placed(shop, anOrder(basketOf(bread)))).rejects.toMatchObject({
      code: 'basket-changed',
    });
    await paid.accounts.disconnect(paid.on.world.here, shop);
    await expect(paid.toPay(shop, bread)).rejects.toMatchObject({ code: 'basket-changed' });
    expect(await paid.on.stockOf(shop, bread)).toBe(1);
  });

  it('are placed on terms that say how they are paid, and others on those of the counter', async () => {
    const { here } = paid.on.world;
    const terms = paid.on.services.get(SaleTermsService);
    const { shop } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop);
    const online = await paid.toPay(shop, bread);
    const wordsOf = async ({ id }: Order) => JSON.stringify(await terms.findByOrder(here, id));
    expect(await wordsOf(online)).toContain('réservée sur la carte à la commande');
    expect(await wordsOf(online)).not.toContain('Vous payez au commerce');
    await paid.accounts.choose(here, shop, 'shop');
    const counter = await paid.on.placed(shop, anOrder(basketOf(bread)));
    expect(await wordsOf(counter)).toContain('Vous payez au commerce, au retrait.');
    expect(await wordsOf(counter)).not.toContain('carte');
    expect(await wordsOf(online)).toContain('réservée sur la carte à la commande');
  });
});
