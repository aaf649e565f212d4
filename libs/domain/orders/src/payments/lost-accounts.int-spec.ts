import { MINUTE } from '@halles/kernel';
import { openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';

const later = (minutes: number): Date => new Date(ORDERED_AT.getTime() + minutes * MINUTE);

describe('orders paid on accounts that are lost', () => {
  let paid: PaidOrders;

  beforeAll(async () => {
    paid = await openPaidOrders();
  });
  afterAll(() => paid.close());
  afterEach(() => {
    paid.at(ORDERED_AT);
    paid.stripe.recover();
  });

  it('are retried long after the provider refused, beside those of an account that is lost', async () => {
    const { here } = paid.on.world;
    const lost = await paid.aPaidShop();
    const gone = await paid.authorised(lost.shop, await paid.on.aProduct(lost.shop));
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    const accepted = await paid.settled(await paid.on.moved(order, 'accepted'));
    await paid.on.moved(accepted, 'cancelled');
    paid.stripe.failNext(/refunds/, 'refused');
    paid.stripe.failNext(/refunds/, 'refused');
    expect((await paid.settled(order)).payment?.problem).toBe('balance_insufficient');
    paid.stripe.lose(lost.account);
    expect((await paid.settled(gone.order)).payment?.problem).toBe('account_invalid');
    paid.stripe.recover();
    paid.at(later(30 * 24 * 60));
    expect(await paid.payments.retry(here, new AbortController().signal)).toBeGreaterThanOrEqual(2);
    const { payment: refunded } = await paid.on.handling.get(here, order.id);
    expect([paid.moneyOf(payment), refunded?.problem]).toEqual(['succeeded 0 420 420', null]);
  });

  it('are not offered on an account that is lost, and its shop connects another', async () => {
    const { here } = paid.on.world;
    const { shop, account } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop);
    const order = await paid.toPay(shop, bread);
    paid.stripe.lose(account);
    await expect(paid.pay(order)).rejects.toMatchObject({ code: 'payment-unavailable' });
    expect((await paid.accounts.find(here, shop))?.takesPayments).toBe(false);
    await expect(paid.toPay(shop, bread)).rejects.toMatchObject({ code: 'basket-changed' });
    const owner = { listingId: shop, accountId: `owner-${String(shop)}`, email: null };
    await paid.accounts.connect(here, owner, 'https://ici-bourg.example/pro');
    const next = (await paid.accounts.find(here, shop))?.account ?? '';
    expect(next).not.toBe(account);
    paid.stripe.complete(next);
    await paid.accounts.checkAll(here, new AbortController().signal);
    expect((await paid.authorised(shop, bread)).order.state).toBe('received');
    paid.stripe.lose(next);
    await paid.accounts.checkAll(here, new AbortController().signal);
    expect((await paid.accounts.find(here, shop))?.takesPayments).toBe(false);
  });
});
