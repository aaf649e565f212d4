import { MINUTE } from '@halles/kernel';
import { OrderConfirmations } from '../confirmations/order-confirmations.service';
import { OrderingSettingsService } from '../ordering-settings.service';
import { DirectPayments } from './direct-payments.service';
import type { Order } from '../order';
import { ORDERED_BY } from '../order.repository';
import { PaymentChecks } from './payment-checks.service';
import { PaymentEvents } from './payment-events.service';
import { PaymentReconciliation } from './payment-reconciliation.service';
import { PendingPayments } from './pending-payments.service';
import { platformOf } from '@halles/testing';
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
    await expect(paid.pay(order)).rejects.toMatchObject({ code: 'payment-closed' });
    expect(await paid.accounts.find(here, shop)).toMatchObject({
      takesPayments: false,
      lostAt: ORDERED_AT,
    });
    await expect(paid.toPay(shop, bread)).rejects.toMatchObject({ code: 'basket-changed' });
    const owner = { listingId: shop, accountId: `owner-${String(shop)}`, email: null };
    await paid.accounts.connect(here, owner, 'https://ici-bourg.example/pro');
    const next = (await paid.accounts.find(here, shop))?.account ?? '';
    expect(next).not.toBe(account);
    paid.stripe.complete(next);
    await paid.accounts.checkAll(here, new AbortController().signal);
    expect((await paid.authorised(shop, bread)).order.state).toBe('received');
    expect((await paid.accounts.find(here, shop))?.lostAt).toBeNull();
    paid.stripe.lose(next);
    await paid.accounts.checkAll(here, new AbortController().signal);
    expect((await paid.accounts.find(here, shop))?.takesPayments).toBe(false);
  });

  it('are paid directly after all where their shop allows both, and cancelled where it does not', async () => {
    const { here, there } = paid.on.world;
    const direct = paid.on.services.get(DirectPayments);
    const both = await paid.aPaidShop();
    const order = await paid.toPay(both.shop, await paid.on.aProduct(both.shop));
    await expect(direct.payDirectly(here, order)).rejects.toMatchObject({ code: 'payment-over' });
    paid.stripe.lose(both.account);
    await expect(paid.pay(order)).rejects.toMatchObject({ code: 'payment-closed' });
    expect((await paid.on.handling.get(here, order.id)).state).toBe('to-pay');
    await expect(direct.payDirectly(there, order)).rejects.toMatchObject({ code: 'payment-over' });
    await direct.payDirectly(here, order);
    expect(await paid.on.handling.get(here, order.id)).toMatchObject({ state: 'received', payment: null });
    expect((await paid.on.handling.listOpen(here, both.shop, 10)).toDo).toHaveLength(1);
    await expect(direct.payDirectly(here, order)).rejects.toMatchObject({ code: 'payment-over' });

    const online = await paid.aPaidShop('online');
    const bread = await paid.on.aProduct(online.shop, { stock: 3 });
    const gone = await paid.toPay(online.shop, bread);
    paid.stripe.lose(online.account);
    await expect(paid.pay(gone)).rejects.toMatchObject({ code: 'payment-closed' });
    const cancelled = await paid.on.handling.get(here, gone.id);
    expect([cancelled.state, cancelled.payment?.problem, await paid.on.stockOf(online.shop, bread)]).toEqual([
      ...['cancelled', 'account_closed', 3],
    ]);
    // Its page says so also once nothing is left to settle.
    expect((await paid.settled(cancelled)).payment).toMatchObject({ isAccountClosed: true, problem: null });
  });

  /** An order whose page of payment is open, at a shop whose account takes no payments any more. */
  async function restricted() {
    const { here } = paid.on.world;
    const { shop, account } = await paid.aPaidShop();
    const order = await paid.toPay(shop, await paid.on.aProduct(shop));
    await paid.payments.checkoutUrl(here, order, { returnUrl: 'https://ici-bourg.example/x', locale: 'fr' });
    const session = paid.stripe.lastSession;
    paid.stripe.restrict(account);
    await paid.accounts.check(here, shop);
    const pay = (): Promise<void> => paid.on.services.get(DirectPayments).payDirectly(here, order);
    return { order, session, pay, account };
  }
  const stateOf = async ({ id }: { readonly id: string }) => {
    const { state, payment } = await paid.on.handling.get(paid.on.world.here, id);
    return [state, payment?.state];
  };

  it('are paid directly once their page of payment takes nothing any more, whatever is lost on the way', async () => {
    const { order, session, pay } = await restricted();
    for (const failure of ['lost-before', 'lost-after'] as const) {
      paid.stripe.failNext(/expire/, failure);
      await expect(pay()).rejects.toMatchObject({ code: 'payment-unavailable' });
      expect(await stateOf(order)).toEqual(['to-pay', 'unpaid']);
      paid.stripe.recover();
    }
    const { here, work } = paid.on.world;
    const exported = () =>
      work.read(here, async ({ manager }) => {
        const rows = await manager.query<{ listing: number; paidOnlineCents: number | null }[]>(ORDERED_BY, [
          null,
          order.customer?.email,
        ]);
        return rows.find(({ listing }) => listing === order.listingId);
      });
    expect(await exported()).toMatchObject({ paidOnlineCents: 0, refundedOnlineCents: 0 });
    await pay();
    expect([...(await stateOf(order)), session.status]).toEqual(['received', undefined, 'expired']);
    // What was not paid online is no payment of nothing in what its customer is handed of them.
    expect(await exported()).toMatchObject({ paidOnlineCents: null, refundedOnlineCents: null });
  });

  it('are not paid directly as long as a page that the provider refuses to close can be paid on', async () => {
    const { order, session, pay, account } = await restricted();
    paid.stripe.lose(account);
    paid.at(later(31));
    await expect(pay()).rejects.toMatchObject({ code: 'payment-unavailable' });
    expect([...(await stateOf(order)), session.status]).toEqual(['to-pay', 'unpaid', 'open']);
    paid.at(later(33));
    await pay();
    expect((await stateOf(order))[0]).toBe('received');
  });

  /** Paid in time on a page of which nobody said so, and directly after that. */
  async function paidTwice() {
    const { order, session, pay, account } = await restricted();
    const find = paid.stripe.lose(account);
    const payment = paid.stripe.pay(session.id).payment_intent ?? '';
    paid.at(later(33));
    await pay();
    const accepted = await paid.on.moved(await now(order), 'accepted');
    expect(accepted.payment).toBeNull();
    find();
    paid.at(later(60));
    return { order, payment, account };
  }
  const now = ({ id }: Pick<Order, 'id'>): Promise<Order> => paid.on.handling.get(paid.on.world.here, id);

  it('release what was paid on the page that was left, once the provider’s word comes late', async () => {
    const { here } = paid.on.world;
    const { order, payment, account } = await paidTwice();
    const event = { id: `evt_${payment}`, account, tenant: here.tenant.slug, orderId: order.id, payment };
    await paid.on.services.get(PaymentEvents).note(here, event);
    const promised: readonly unknown[] = await platformOf(paid.on.world).query(
      "SELECT 1 FROM outbox WHERE kind = 'payment.settle' AND ref = $1 AND status <> 'done'",
      [order.id],
    );
    expect(promised.length).toBeGreaterThan(0);
    paid.stripe.failNext(/cancel/, 'refused');
    await paid.settled(order);
    const checks = await paid.on.services.get(PaymentChecks).list(here, null, 100);
    expect(checks.filter(({ id }) => id === order.id)).toMatchObject([{ kind: 'cancel-refused' }]);
    await paid.payments.retry(here, new AbortController().signal);
    expect(paid.moneyOf(payment)).toBe('canceled 0 0 0');
    expect(await now(order)).toMatchObject({ state: 'accepted', payment: null });
  });

  it('give back what was taken on it by hand, found by who compares both, and differ in nothing then', async () => {
    const { here } = paid.on.world;
    const { order, payment } = await paidTwice();
    Object.assign(paid.stripe.intent(payment), {
      ...{ status: 'succeeded', amount_capturable: 0, amount_received: 420 },
    });
    const reconciliation = paid.on.services.get(PaymentReconciliation);
    const before = paid.stripe.count(/refunds/);
    for (let run = 0; run < 2; run += 1) await reconciliation.reconcile(here, new AbortController().signal);
    expect([paid.moneyOf(payment), paid.stripe.count(/refunds/) - before]).toEqual([
      'succeeded 0 420 420',
      1,
    ]);
    expect((await reconciliation.list(here, 100)).filter(({ orderId }) => orderId === order.id)).toEqual([]);
    expect((await now(order)).payment).toBeNull();
    const journal = await paid.on.rowsOf('SELECT 1 FROM credit_note WHERE order_id = $1', [order.id]);
    expect(journal).toEqual([]);
  });

  it('are paid with what was paid online, where somebody did just before', async () => {
    const { order, session, pay } = await restricted();
    const payment = paid.stripe.pay(session.id).payment_intent ?? '';
    await expect(pay()).rejects.toMatchObject({ code: 'payment-over' });
    expect(await stateOf(order)).toEqual(['received', 'authorised']);
    const accepted = await paid.on.moved(
      await paid.on.handling.get(paid.on.world.here, order.id),
      'accepted',
    );
    await paid.settled(accepted);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 420 0');
  });

  it('are led to no page that was opened meanwhile', async () => {
    const { here } = paid.on.world;
    const { shop, account } = await paid.aPaidShop();
    const order = await paid.toPay(shop, await paid.on.aProduct(shop));
    const held = paid.stripe.hold(/checkout\/sessions$/, 'after');
    const opening = paid.payments.checkoutUrl(here, order, {
      returnUrl: 'https://ici-bourg.example/x',
      locale: 'fr',
    });
    await held.arrived;
    paid.stripe.restrict(account);
    await paid.accounts.check(here, shop);
    await paid.on.services.get(DirectPayments).payDirectly(here, order);
    held.answer();
    await expect(opening).rejects.toMatchObject({ code: 'payment-over' });
    expect([...(await stateOf(order)), paid.stripe.lastSession.status]).toEqual([
      'received',
      undefined,
      'expired',
    ]);
  });

  it('are refused as the only way of a shop that takes lists', async () => {
    const { here } = paid.on.world;
    const { shop } = await paid.aPaidShop();
    const settings = paid.on.services.get(OrderingSettingsService);
    const rules = { isOpen: true, kind: 'order', length: 30, notice: 0, orders: null, horizon: 7 } as const;
    await settings.change(here, shop, { ...rules, takesLists: true });
    await expect(paid.accounts.choose(here, shop, 'online')).rejects.toMatchObject({
      code: 'lists-paid-in-shop',
    });
    await settings.change(here, shop, { ...rules, takesLists: false });
    await paid.accounts.choose(here, shop, 'online');
    await expect(settings.change(here, shop, { ...rules, takesLists: true })).rejects.toMatchObject({
      code: 'lists-paid-in-shop',
    });
    await settings.change(here, shop, { ...rules, kind: 'reservation', takesLists: true });
  });

  it('are told of by mail once, after a few minutes, and once more when they lapsed', async () => {
    const { here, there } = paid.on.world;
    const unpaid = paid.on.services.get(PendingPayments);
    const { shop } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop);
    const [atOnce, late] = [await paid.toPay(shop, bread), await paid.toPay(shop, bread)];
    const promised = async ({ id }: { readonly id: string }): Promise<readonly number[]> => {
      const events = await paid.on.rowsOf<{ id: string; event: number }>(
        'SELECT id, event FROM order_event WHERE order_id = $1 ORDER BY event',
        [id],
      );
      const told: readonly { readonly ref: string }[] = await platformOf(paid.on.world).query(
        "SELECT ref FROM outbox WHERE kind = 'order.notify-customer' AND ref = ANY ($1)",
        [events.map((one) => one.id)],
      );
      return told.flatMap(({ ref }) => events.flatMap((one) => (one.id === ref ? [one.event] : []))).sort();
    };
    await unpaid.remind(here);
    expect([await promised(atOnce), await promised(late)]).toEqual([[], []]);
    await paid.pay(atOnce);
    await paid.settled(atOnce);
    const before = await promised(atOnce);
    paid.at(later(5));
    await unpaid.remind(there);
    expect(await promised(late)).toEqual([]);
    await unpaid.remind(here);
    await unpaid.remind(here);
    expect([await promised(atOnce), await promised(late)]).toEqual([before, [1]]);
    paid.at(later(40));
    // No page of payment was ever opened: the clock ends it.
    const confirmations = paid.on.services.get(OrderConfirmations);
    await confirmations.lapse(here);
    expect((await paid.settled(late)).state).toBe('cancelled');
    expect(await promised(late)).toEqual([1, 2]);
  });
});
