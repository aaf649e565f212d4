import { HOUR, MINUTE } from '@halles/kernel';
import { openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';
import type { TenantContext } from '@halles/platform/tenancy';
import { PaymentReconciliation } from './payment-reconciliation.service';

const SIGNAL = new AbortController().signal;
const later = (minutes: number): Date => new Date(ORDERED_AT.getTime() + minutes * MINUTE);

describe('orders and the payments of the provider', () => {
  let paid: PaidOrders;
  let reconciliation: PaymentReconciliation;

  beforeEach(async () => {
    paid = await openPaidOrders();
    reconciliation = paid.on.services.get(PaymentReconciliation);
  });
  afterEach(() => paid.close());

  const here = (): TenantContext => paid.on.world.here;
  const reconciled = async (ctx = here()) => {
    const count = await reconciliation.reconcile(ctx, SIGNAL);
    const all = await reconciliation.list(ctx, 10);
    expect(all).toHaveLength(count);
    return all.map(({ kind, orderId, payment, oursCents, theirsCents }) => ({
      ...{ kind, orderId, payment, oursCents, theirsCents },
    }));
  };
  const accepted = async () => {
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await paid.on.aProduct(shop));
    await paid.settled(await paid.on.moved(order, 'accepted'));
    return { shop, order, payment };
  };

  it('agree where nothing went wrong, whether it is held, was captured or was let go of', async () => {
    await accepted();
    const { shop } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop);
    await paid.authorised(shop, bread);
    const { order } = await paid.authorised(shop, bread);
    await paid.settled(await paid.on.moved(order, 'refused'));
    await paid.toPay(shop, bread);
    paid.at(later(20));
    expect(await reconciled()).toEqual([]);
  });

  it('are compared by the page of a hundred, and asked about one by one only where they differ', async () => {
    const { order: first } = await accepted();
    const { shop } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop);
    const orders = [];
    for (let n = 0; n < 4; n += 1) orders.push((await paid.authorised(shop, bread)).order);
    const [refused, forgotten] = orders;
    if (!refused || !forgotten) throw new Error('there are four');
    await paid.settled(await paid.on.moved(refused, 'refused'));
    paid.at(later(20));
    paid.stripe.looks.length = 0;
    expect(await reconciled()).toEqual([]);
    // One page for each shop.
    expect(paid.stripe.looks).toEqual(['/v1/payment_intents', '/v1/payment_intents']);
    // What was to be done was lost, and nobody was told.
    await paid.on.moved(await paid.on.handling.get(here(), forgotten.id), 'accepted');
    await paid.on.moved(await paid.on.handling.get(here(), first.id), 'cancelled');
    paid.at(later(80));
    paid.stripe.looks.length = 0;
    expect(await reconciled()).toEqual([]);
    expect((await paid.on.handling.get(here(), forgotten.id)).payment?.capturedCents).toBe(420);
    expect((await paid.on.handling.get(here(), first.id)).payment?.refundedCents).toBe(420);
    expect(paid.stripe.looks.filter((path) => path.includes('pi_')).length).toBeLessThanOrEqual(6);
  });

  it('agree on an order that was made just before the first of the payments compared, and paid just after', async () => {
    const { shop } = await paid.aPaidShop();
    const order = await paid.toPay(shop, await paid.on.aProduct(shop));
    paid.at(later(20));
    await paid.pay(order);
    await paid.settled(order);
    paid.at(later(10 * 24 * 60 + 10));
    expect(await reconciled()).toEqual([]);
  });

  it('settles what no event told of, and lists nothing of it', async () => {
    const { shop } = await paid.aPaidShop();
    const order = await paid.toPay(shop, await paid.on.aProduct(shop));
    await paid.pay(order);
    paid.at(later(20));
    expect(await reconciled()).toEqual([]);
    expect((await paid.on.handling.get(here(), order.id)).payment?.state).toBe('authorised');
  });

  it('differ where a payment holds money for no order: found once, and gone once it is let go of', async () => {
    const { shop } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop);
    const { order, payment } = await paid.authorised(shop, bread);
    const other = await paid.authorised(shop, bread);
    // A second payment that names the first order: nobody here asked for it.
    paid.stripe.intent(other.payment).metadata = { ...paid.stripe.intent(payment).metadata };
    const found = [
      { kind: 'no-order', orderId: order.id, payment: other.payment, oursCents: null, theirsCents: 420 },
    ];
    // What just happened is on its way yet.
    expect(await reconciled()).toEqual([]);
    paid.at(later(20));
    expect(await reconciled()).toEqual(found);
    const [first] = await reconciliation.list(here(), 10);
    paid.at(later(80));
    expect(await reconciled()).toEqual(found);
    expect(await reconciliation.list(here(), 10)).toEqual([first]);
    paid.stripe.intent(other.payment).metadata = { tenant: here().tenant.slug, order: other.order.id };
    paid.at(later(140));
    expect(await reconciled()).toEqual([]);
    // Found anew, it is another one.
    paid.stripe.intent(other.payment).metadata = { ...paid.stripe.intent(payment).metadata };
    paid.at(later(200));
    expect(await reconciled()).toEqual(found);
    expect((await reconciliation.list(here(), 10))[0]?.id).not.toBe(first?.id);
  });

  it('differ where the provider knows nothing of the payment of an order, and no money is moved', async () => {
    const { order, payment } = await accepted();
    const known = paid.stripe.forget(payment);
    paid.at(later(20));
    const calls = paid.stripe.count(/capture|cancel|refunds/);
    expect(await reconciled()).toEqual([
      { kind: 'no-payment', orderId: order.id, payment, oursCents: null, theirsCents: null },
    ]);
    expect(paid.stripe.count(/capture|cancel|refunds/)).toBe(calls);
    known();
    paid.at(later(80));
    expect(await reconciled()).toEqual([]);
  });

  it('differ where more was given back than is due', async () => {
    const { order, payment } = await accepted();
    const charge = paid.stripe.intent(payment).latest_charge;
    if (!charge) throw new Error('it was captured');
    charge.amount_refunded = 120;
    paid.at(later(20));
    expect(await reconciled()).toEqual([
      { kind: 'amount', orderId: order.id, payment, oursCents: 420, theirsCents: 300 },
    ]);
    charge.amount_refunded = 0;
    paid.at(later(80));
    expect(await reconciled()).toEqual([]);
  });

  it('are compared at the other shops where one closed its account', async () => {
    const closed = await paid.aPaidShop();
    const gone = await paid.authorised(closed.shop, await paid.on.aProduct(closed.shop));
    const { order, payment } = await accepted();
    const charge = paid.stripe.intent(payment).latest_charge;
    if (!charge) throw new Error('it was captured');
    charge.amount_refunded = 120;
    paid.stripe.lose(closed.account);
    paid.at(later(20));
    expect((await reconciled()).map(({ kind, orderId }) => [kind, orderId]).sort()).toEqual([
      ['amount', order.id],
      ['no-payment', gone.order.id],
    ]);
  });

  it('are those of a territory alone', async () => {
    const { payment } = await accepted();
    paid.stripe.forget(payment);
    await paid.aPaidShop('both', paid.on.world.there);
    paid.at(new Date(ORDERED_AT.getTime() + HOUR));
    expect(await reconciled(paid.on.world.there)).toEqual([]);
    expect(await reconciled()).toHaveLength(1);
    expect(await reconciliation.count(paid.on.world.there)).toBe(0);
  });
});
