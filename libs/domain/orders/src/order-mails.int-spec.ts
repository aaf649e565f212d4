import { anAccount, platformOf } from '@halles/testing';
import { anOrder, basketOf, moveOf, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import { OrderAmendments } from './amendments/order-amendments.service';
import type { Order } from './order';

describe('what became of the mails of an order', () => {
  let orders: OrdersWorld;
  let order: Order;
  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    const shop = await orders.aShop();
    order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
  });

  const list = () => orders.mails.list(orders.world.here, order.id);
  const sendAgain = (of: Order, ctx = orders.world.here) => orders.mails.sendAgain(ctx, moveOf(of));
  /** Says of the mail about the last step of an order, or to its shop, what a mail server said. */
  const delivered = (
    of: 'order_event' | 'order_recipient',
    status: 'sent' | 'refused' | 'withheld',
    at: string,
  ) =>
    orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        of === 'order_event'
          ? `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, status, sent_at, response, created_at)
             SELECT gen_random_uuid(), 'order-status', e.id, 'odile@example.org', gen_random_uuid(), $2,
                    CASE WHEN $2 = 'sent' THEN $3::timestamptz END, 'said', $3
               FROM order_event e WHERE e.order_id = $1 ORDER BY e.event DESC LIMIT 1`
          : `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, status, sent_at, response, created_at)
             SELECT gen_random_uuid(), 'order-received', r.id, 'paul@example.org', gen_random_uuid(), $2,
                    CASE WHEN $2 = 'sent' THEN $3::timestamptz END, 'said', $3
               FROM order_recipient r WHERE r.order_id = $1`,
        [order.id, status, at],
      ),
    );
  const promised = async () => {
    const events = await orders.rowsOf<{ id: string }>('SELECT id FROM order_event WHERE order_id = $1', [
      order.id,
    ]);
    return platformOf(orders.world).query<unknown[]>(
      `SELECT 1 FROM outbox WHERE kind = 'order.notify-customer' AND ref = ANY ($1::uuid[])`,
      [events.map(({ id }) => id)],
    );
  };

  it('is that they wait, until the worker has tried them', async () => {
    expect(await list()).toEqual([
      {
        to: 'shop',
        address: expect.any(String),
        about: null,
        event: null,
        status: 'queued',
        means: 'mail',
        sentAt: null,
        response: null,
        bounce: null,
      },
    ]);
  });

  it('is what the mail server said, of each, in the order in which they were sent', async () => {
    await delivered('order_event', 'refused', '2026-12-01T06:00:01Z');
    await orders.moved(order, 'accepted');
    await delivered('order_event', 'sent', '2026-12-01T06:05:00Z');
    await delivered('order_recipient', 'sent', '2026-12-01T06:00:00Z');
    expect(await list()).toMatchObject([
      { to: 'shop', status: 'sent' },
      { to: 'customer', about: 'received', status: 'refused', sentAt: null, response: 'said' },
      { to: 'customer', about: 'accepted', status: 'sent', sentAt: new Date('2026-12-01T06:05:00Z') },
    ]);
  });

  it('is told to its customer where the last one did not arrive, and not once another did', async () => {
    const unsent = () => orders.mails.unsentReason(orders.world.here, order.id);
    expect(await unsent()).toBeNull();
    await delivered('order_event', 'refused', '2026-12-01T06:00:01Z');
    expect(await unsent()).toBe('refused');
    expect(await orders.mails.unsentReason(orders.world.there, order.id)).toBeNull();
    await orders.moved(order, 'accepted');
    await delivered('order_event', 'withheld', '2026-12-01T06:04:00Z');
    expect(await unsent()).toBe('withheld');
    await delivered('order_event', 'sent', '2026-12-01T06:05:00Z');
    expect(await unsent()).toBeNull();
  });

  it('can be another try of the last one that the customer had', async () => {
    await expect(sendAgain(order)).rejects.toMatchObject({ code: 'order-moved' });
    await delivered('order_event', 'refused', '2026-12-01T06:00:01Z');
    const before = (await promised()).length;
    await sendAgain(order);
    expect(await promised()).toHaveLength(before + 1);
    await expect(sendAgain(order, orders.world.there)).rejects.toMatchObject({ code: 'order-not-found' });
    const accepted = await orders.moved(order, 'accepted');
    await expect(sendAgain(order)).rejects.toMatchObject({ code: 'order-moved' });
    // The mail of the step is still to come.
    await expect(sendAgain(accepted)).rejects.toMatchObject({ code: 'order-moved' });
    await delivered('order_event', 'sent', '2026-12-01T06:05:00Z');
    await sendAgain(await orders.moved(accepted, 'preparing'));
    const collected = await orders.moved(await orders.handling.get(orders.world.here, order.id), 'collected');
    await delivered('order_event', 'sent', '2026-12-01T06:10:00Z');
    // A hand-over that was taken back is not told again.
    const back = await orders.moved(collected, 'accepted');
    await expect(sendAgain(back)).rejects.toMatchObject({ code: 'order-moved' });
    await orders.handling.eraseBefore(orders.world.here, new Date('2100-01-01'));
    await expect(sendAgain(back)).rejects.toMatchObject({ code: 'order-moved' });
  });

  it('names a new time apart, of which the customer may be told again', async () => {
    await orders.moved(order, 'accepted');
    const accepted = await orders.handling.get(orders.world.here, order.id);
    await orders.handling.delay(orders.world.here, moveOf(accepted), 20);
    await delivered('order_event', 'sent', '2026-12-01T06:05:00Z');
    expect(await list()).toContainEqual(expect.objectContaining({ to: 'customer', about: 'delayed' }));
    const before = (await promised()).length;
    await sendAgain(await orders.handling.get(orders.world.here, order.id));
    expect(await promised()).toHaveLength(before + 1);
  });

  it('asks again what the shop proposed, as long as the customer may answer, and not once they did', async () => {
    const { here } = orders.world;
    const amendments = orders.services.get(OrderAmendments);
    const shop = await orders.aShop();
    const [line] = basketOf(await orders.aProduct(shop));
    order = await orders.placed(shop, anOrder([{ ...line, quantity: 3 }]));
    await delivered('order_event', 'sent', '2026-12-01T06:00:01Z');
    const { id: accountId } = await anAccount(orders.world, here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const seen = { orderId: order.id, listingId: shop, seen: order.event };
    const changes = [{ position: 1, quantity: 2, substitute: null }];
    await amendments.propose(here, { ...seen, accountId, changes, hours: 2 });
    const asked = await orders.handling.get(here, order.id);
    // What was told before is not true any more, and the question is still to come.
    await expect(sendAgain(asked)).rejects.toMatchObject({ code: 'order-moved' });
    await delivered('order_event', 'sent', '2026-12-01T06:05:00Z');
    expect(await list()).toContainEqual(expect.objectContaining({ to: 'customer', about: 'proposed' }));
    const before = (await promised()).length;
    await sendAgain(asked);
    expect(await promised()).toHaveLength(before + 1);
    await amendments.decline(here, { ...seen, seen: asked.event });
    const declined = await orders.handling.get(here, order.id);
    await expect(sendAgain(declined)).rejects.toMatchObject({ code: 'order-moved' });
  });
});
