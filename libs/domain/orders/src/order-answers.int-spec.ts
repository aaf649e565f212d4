import { anAccount } from '@halles/testing';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  type OrdersWorld,
  outcomesOf,
} from '@halles/testing/orders';
import { OrderAnswers } from './order-answers.service';

const ACCEPT = { to: 'accepted', reason: null } as const;
const REFUSE = { to: 'refused', reason: 'sold-out' } as const;

describe('orders are answered by the link of a mail', () => {
  let orders: OrdersWorld;
  let answers: OrderAnswers;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    answers = orders.services.get(OrderAnswers);
  });
  afterAll(() => orders.world.close());

  /** An order of a shop that two people keep, and the recipients of its mail. */
  async function mailed() {
    const shop = await orders.aShop();
    await anAccount(orders.world, orders.world.here, {
      name: 'Marie Durand',
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const bread = await orders.aProduct(shop, { stock: 2 });
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    const recipients = await orders.rowsOf<{ id: string; accountId: string; name: string }>(
      `SELECT r.id, r.account_id AS "accountId", a.name FROM order_recipient r JOIN account a ON a.id = r.account_id
        WHERE r.order_id = $1 ORDER BY a.name = 'Marie Durand' DESC`,
      [order.id],
    );
    const [marie, other] = recipients;
    if (!marie || !other) throw new Error('two people keep the shop');
    return { shop, bread, order, marie, other };
  }

  it('as its inbox does: with the mail to the customer, and the name of who did in the history', async () => {
    const { order, marie, bread, shop } = await mailed();
    const { here } = orders.world;
    await answers.answer(here, marie.id, { seen: order.event, ...ACCEPT });
    // A second touch of the same button, whose first answer was lost.
    await answers.answer(here, marie.id, { seen: order.event, ...ACCEPT });
    const found = await answers.find(here, marie.id);
    expect([found.isWaiting, found.order.events.map(({ state }) => state)]).toEqual([
      false,
      ['received', 'accepted'],
    ]);
    expect(found.authors).toEqual([{ event: 2, name: 'Marie Durand', isByLink: true }]);
    const [event] = await orders.rowsOf<{ id: string; accountId: string }>(
      'SELECT id, account_id AS "accountId" FROM order_event WHERE order_id = $1 AND event = 2',
      [order.id],
    );
    expect(event?.accountId).toBe(marie.accountId);
    expect(await orders.stockOf(shop, bread)).toBe(1);
  });

  it('once: who comes second is told, and an order that was taken back may be answered again', async () => {
    const { order, marie, other, bread, shop } = await mailed();
    const { here } = orders.world;
    const results = await Promise.allSettled([
      answers.answer(here, marie.id, { seen: order.event, ...ACCEPT }),
      answers.answer(here, other.id, { seen: order.event, ...REFUSE }),
    ]);
    expect(outcomesOf(results).sort()).toEqual(['done', 'order-moved']);
    const answered = await orders.handling.get(here, order.id);
    expect(answered.events).toHaveLength(2);
    await orders.handling.move(here, moveOf(answered), 'received');
    await answers.answer(here, other.id, { seen: 3, ...REFUSE });
    expect((await orders.handling.get(here, order.id)).state).toBe('refused');
    expect(await orders.stockOf(shop, bread)).toBe(2);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('and not otherwise: what was cancelled stays so, whatever was seen', async () => {
    const { order, marie } = await mailed();
    const { here } = orders.world;
    await orders.handling.move(here, moveOf(order, { actor: 'customer' }), 'cancelled', 'customer');
    for (const seen of [1, 2])
      await expect(answers.answer(here, marie.id, { seen, ...ACCEPT })).rejects.toMatchObject({
        code: 'order-moved',
      });
  });

  it('by who handles the orders of the shop at that moment, and on their own territory', async () => {
    const { order, marie } = await mailed();
    const { here, there, work } = orders.world;
    await expect(answers.find(there, marie.id)).rejects.toMatchObject({ code: 'order-not-found' });
    await work.write(here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE account_id = $1', [marie.accountId]),
    );
    const over = { code: 'order-answer-over' };
    await expect(answers.find(here, marie.id)).rejects.toMatchObject(over);
    await expect(answers.answer(here, marie.id, { seen: order.event, ...ACCEPT })).rejects.toMatchObject(
      over,
    );
    expect((await orders.handling.get(here, order.id)).state).toBe('received');
  });

  it('by a further address of the shop, as long as it is one that somebody proved', async () => {
    const { order, shop } = await mailed();
    const { here, work } = orders.world;
    const [contact, recipient] = [crypto.randomUUID(), crypto.randomUUID()];
    await work.write(here, async ({ manager }) => {
      await manager.query(
        `INSERT INTO order_contact (id, listing_id, email, locale, created_at) VALUES ($1, $2, 'fournil@example.org', 'fr', now())`,
        [contact, shop],
      );
      await manager.query('INSERT INTO order_recipient (id, order_id, contact_id) VALUES ($1, $2, $3)', [
        recipient,
        order.id,
        contact,
      ]);
    });
    await expect(answers.find(here, recipient)).rejects.toMatchObject({ code: 'order-answer-over' });
    await work.write(here, ({ manager }) =>
      manager.query('UPDATE order_contact SET proven_at = now() WHERE id = $1', [contact]),
    );
    await answers.answer(here, recipient, { seen: order.event, ...REFUSE });
    expect((await answers.find(here, recipient)).authors).toEqual([
      { event: 2, name: 'fournil@example.org', isByLink: true },
    ]);
  });
});
