import { DAY } from '@halles/kernel';
import { anAccount, platformOf } from '@halles/testing';
import {
  anOrder,
  basketOf,
  byCode,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  whileBusy,
} from '@halles/testing/orders';
import type { Order } from './order';
import { mayUndoStep, type OrderState } from './order-state';
import { FORGET_WITHDRAWN_BY, WITHDRAWN_BY } from './withdrawal.repository';
import { WithdrawalRepository } from './withdrawal.repository';

const PLACE = { timeZone: 'Europe/Paris', department: '26' };

describe('withdrawals from orders', () => {
  let orders: OrdersWorld;
  let shop: number;
  let book: string;
  let bread: string;
  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    orders.at(ORDERED_AT);
    shop = await orders.aShop();
    book = await orders.aProduct(shop, { name: 'Un livre', stock: 3, withdrawal: 'right' });
    bread = await orders.aProduct(shop, { stock: 3 });
  });

  const withdraw = ({ id, listingId }: Order, positions: readonly number[], ctx = orders.world.here) =>
    whileBusy(() =>
      orders.withdrawals.withdraw(
        ctx,
        { orderId: id, listingId, positions, name: 'Odile Martin', email: 'odile@example.org' },
        PLACE,
      ),
    );
  const seen = (order: Order): Promise<Order> => orders.handling.get(orders.world.here, order.id);
  const jobs = (kind: string, refs: readonly string[]) =>
    platformOf(orders.world).query<unknown[]>(
      'SELECT ref FROM outbox WHERE kind = $1 AND ref = ANY ($2::uuid[])',
      [kind, refs],
    );
  /** Only the orders of this test are looked at: each has a shop of its own. */
  const collected = async (...ids: readonly string[]): Promise<Order> =>
    orders.moved(await orders.placed(shop, anOrder(basketOf(...ids))), 'accepted', 'collected');

  it('end an order of which nothing is left, put it back on sale, and are mailed to both', async () => {
    const order = await orders.moved(
      await orders.placed(shop, anOrder(basketOf(book))),
      'accepted',
      'preparing',
    );
    expect(await orders.stockOf(shop, book)).toBe(2);
    await withdraw(order, [1]);
    const after = await seen(order);
    expect(after).toMatchObject({
      state: 'cancelled',
      withdrawnCents: 420,
      withdrawals: [{ positions: [1], amountCents: 420, isRefundDue: false, at: ORDERED_AT }],
    });
    expect(after.events.at(-1)).toMatchObject({
      state: 'cancelled',
      actor: 'customer',
      reason: 'withdrawal',
    });
    expect(await orders.stockOf(shop, book)).toBe(3);
    expect(await orders.wrongStocks(shop)).toEqual([]);
    expect(
      await jobs(
        'order.acknowledge-withdrawal',
        after.withdrawals.map(({ id }) => id),
      ),
    ).toHaveLength(1);
    const recipients = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    expect(
      await jobs(
        'order.notify-withdrawal',
        recipients.map(({ id }) => id),
      ),
    ).toHaveLength(1);
    // Its customer's word: no touch of the shop takes it back.
    await expect(orders.handling.move(orders.world.here, moveOf(after), 'accepted')).rejects.toMatchObject({
      code: 'order-moved',
    });
  });

  it('leave pieces as they were counted where they were ordered in grams', async () => {
    const weighing = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
    const seeds = await orders.aProduct(shop, {
      priceCents: 1_000,
      weighing,
      stock: 900,
      withdrawal: 'right',
    });
    const line = { productId: seeds, quantity: 1, unitCents: 1_000, weight: { by: 'weight', grams: 500 } };
    const order = await orders.placed(shop, anOrder([...basketOf(bread), line]));
    const { here } = orders.world;
    const said = await orders.catalogue.get(here, shop, seeds);
    await orders.catalogue.change(here, shop, seeds, { ...said, weighing: null, stock: 7 }, said.stock);
    await withdraw(order, [2]);
    expect(await orders.stockOf(shop, seeds)).toBe(7);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('leave the rest of an order to be collected', async () => {
    const order = await orders.moved(
      await orders.placed(shop, anOrder(basketOf(bread, book))),
      'accepted',
      'ready',
    );
    await withdraw(order, [2]);
    // Who still looks at the whole of it is told before they hand it over.
    await expect(
      orders.handOvers.collect(orders.world.here, moveOf(order), byCode(order.code)),
    ).rejects.toMatchObject({ code: 'order-moved' });
    const after = await seen(order);
    expect([after.state, after.totalCents, after.withdrawnCents, after.withdrawnItems]).toEqual([
      ...['ready', 840, 420, 1],
    ]);
    expect(after.events.at(-1)).toMatchObject({ state: 'ready', actor: 'customer', reason: 'withdrawal' });
    expect([await orders.stockOf(shop, bread), await orders.stockOf(shop, book)]).toEqual([2, 3]);
    await orders.handOvers.collect(orders.world.here, moveOf(after), byCode(after.code));
    // What was withdrawn from was not handed over: nothing is paid for it, nothing is given back.
    expect(await orders.withdrawals.listOwedRefunds(orders.world.here, [shop])).toEqual([]);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('leave a hand-over by mistake to be taken back, and nothing beyond it', async () => {
    const order = await orders.moved(
      await orders.placed(shop, anOrder(basketOf(bread, book))),
      'accepted',
      'ready',
    );
    const back = (from: Order, state: OrderState) =>
      orders.handling.move(orders.world.here, moveOf(from), state);
    await withdraw(order, [2]);
    const stocks = async () => [await orders.stockOf(shop, bread), await orders.stockOf(shop, book)];
    const before = await stocks();
    const handedOver = await orders.moved(await seen(order), 'collected');
    await back(handedOver, 'ready');
    const ready = await seen(order);
    const may = [mayUndoStep(handedOver, 'ready'), mayUndoStep(ready, 'accepted')];
    expect([ready.state, ...may, await stocks()]).toEqual([...['ready', true, false], before]);
    // Before its customer withdrew it was another order.
    await expect(back(ready, 'accepted')).rejects.toMatchObject({ code: 'order-moved' });
    // What is not fetched is on sale again: taken back, what was withdrawn from would be sold twice.
    await expect(back(await orders.moved(ready, 'not-collected'), 'ready')).rejects.toMatchObject({
      code: 'order-moved',
    });
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('of what was handed over leave the money to be given back, and what was counted as it is', async () => {
    const order = await collected(book);
    await withdraw(order, [1]);
    const after = await seen(order);
    expect([after.state, await orders.stockOf(shop, book)]).toEqual(['collected', 2]);
    const unpaid = () => orders.withdrawals.listOwedRefunds(orders.world.here, [shop]);
    expect(await unpaid()).toEqual([
      {
        ...{ orderId: order.id, listingId: shop, number: order.number },
        ...{ amountCents: 420, since: ORDERED_AT, isByShop: false },
      },
    ]);
    const refund = {
      orderId: order.id,
      listingId: shop,
      accountId: '00000000-0000-4000-8000-000000000001',
      seen: after.withdrawals.map(({ id }) => id),
    };
    await orders.withdrawals.refund(orders.world.here, refund);
    expect(await unpaid()).toEqual([]);
    expect((await seen(order)).withdrawals).toMatchObject([{ refundedAt: ORDERED_AT }]);
    // A second touch, of a colleague, changes nothing of when it was.
    orders.at(new Date(ORDERED_AT.getTime() + DAY));
    await orders.withdrawals.refund(orders.world.here, refund);
    expect((await seen(order)).withdrawals).toMatchObject([{ refundedAt: ORDERED_AT }]);
    await orders.withdrawals.undoRefund(orders.world.here, refund);
    expect(await unpaid()).toHaveLength(1);
  });

  it('list what is owed beyond those of which nothing is, however many there are', async () => {
    const { here, work } = orders.world;
    const [one, two, three] = [await collected(book), await collected(book), await collected(book)];
    for (const order of [one, two, three]) await withdraw(order, [1]);
    // Cards that were never charged: the hold lapsed.
    await work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO order_payment (order_id, listing_id, account, cents, state, created_at)
         SELECT id, $2, 'acct_1', 420, 'cancelled', now() FROM unnest($1::uuid[]) AS id`,
        [[one.id, two.id], shop],
      ),
    );
    const owed = await work.read(here, (tx) =>
      orders.services.get(WithdrawalRepository).listOwedRefunds(tx, [shop], 1),
    );
    expect(owed.map(({ orderId, amountCents }) => [orderId, amountCents])).toEqual([[three.id, 420]]);
  });

  it('end the silence of a shop that notes of one whether the money was given back', async () => {
    const order = await collected(book);
    await withdraw(order, [1]);
    const refund = {
      ...{ orderId: order.id, listingId: shop, accountId: '00000000-0000-4000-8000-000000000001' },
      seen: (await seen(order)).withdrawals.map(({ id }) => id),
    };
    for (const note of ['refund', 'undoRefund'] as const) {
      await orders.world.work.write(orders.world.here, ({ manager }) =>
        manager.query(
          'INSERT INTO order_silence (listing_id, missed, last_missed_at, asked_at) VALUES ($1, 3, now(), now())',
          [shop],
        ),
      );
      await orders.withdrawals[note](orders.world.here, refund);
      expect(await orders.rowsOf('SELECT 1 FROM order_silence WHERE listing_id = $1', [shop])).toEqual([]);
    }
  });

  it('that came meanwhile are not said to be paid, nor those of another order', async () => {
    const other = await orders.aProduct(shop, { name: 'Un autre livre', withdrawal: 'right' });
    const order = await collected(book, other);
    await withdraw(order, [1]);
    const page = await seen(order);
    await withdraw(order, [2]);
    const refund = { listingId: shop, accountId: '00000000-0000-4000-8000-000000000001' };
    const ids = page.withdrawals.map(({ id }) => id);
    await orders.withdrawals.refund(orders.world.here, { ...refund, orderId: order.id, seen: ids });
    expect((await seen(order)).withdrawals.map(({ refundedAt }) => refundedAt)).toEqual([ORDERED_AT, null]);
    const another = await collected(book);
    await expect(
      orders.withdrawals.refund(orders.world.here, { ...refund, orderId: another.id, seen: ids }),
    ).rejects.toMatchObject({ code: 'order-moved' });
  });

  it('do not begin the time anew', async () => {
    const other = await orders.aProduct(shop, { name: 'Un autre livre', withdrawal: 'right' });
    const order = await collected(book, other);
    orders.at(new Date(ORDERED_AT.getTime() + 14 * DAY));
    await withdraw(order, [1]);
    orders.at(new Date(ORDERED_AT.getTime() + 15 * DAY));
    await expect(withdraw(order, [2])).rejects.toMatchObject({ code: 'withdrawal-over' });
  });

  it('give the room of their slot to others', async () => {
    const small = await orders.aShop({ capacity: { items: 2 } });
    const [cup, plate] = [
      await orders.aProduct(small, { name: 'Une tasse', withdrawal: 'right' }),
      await orders.aProduct(small, { name: 'Une assiette', withdrawal: 'right' }),
    ];
    const order = await orders.placed(small, anOrder(basketOf(cup, plate)));
    await expect(orders.place(small, anOrder(basketOf(cup)))).rejects.toMatchObject({ code: 'slot-refused' });
    await withdraw(order, [1]);
    await orders.place(small, anOrder(basketOf(cup)));
  });

  it('are told to those who handle the orders of the shop now', async () => {
    const order = await collected(book);
    const { world } = orders;
    const gone = await orders.rowsOf<{ id: string }>('SELECT id FROM order_recipient WHERE order_id = $1', [
      order.id,
    ]);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE listing_id = $1', [shop]),
    );
    const { id: heir } = await anAccount(world, world.here, { grants: [{ listingId: shop }] });
    await withdraw(order, [1]);
    expect(
      await jobs(
        'order.notify-withdrawal',
        gone.map(({ id }) => id),
      ),
    ).toEqual([]);
    const added = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1 AND account_id = $2',
      [order.id, heir],
    );
    expect(
      await jobs(
        'order.notify-withdrawal',
        added.map(({ id }) => id),
      ),
    ).toHaveLength(1);
  });

  it('are forgotten in their own time, where the order was before them', async () => {
    const order = await orders.moved(await orders.placed(shop, anOrder(basketOf(book))), 'accepted');
    await orders.handling.eraseBefore(orders.world.here, new Date('2100-01-01'));
    await withdraw(order, [1]);
    await orders.withdrawals.eraseBefore(orders.world.here, ORDERED_AT);
    expect((await seen(order)).withdrawals).toMatchObject([{ customer: { name: 'Odile Martin' } }]);
    await orders.withdrawals.eraseBefore(orders.world.here, new Date(ORDERED_AT.getTime() + 1));
    expect((await seen(order)).withdrawals).toMatchObject([{ customer: null }]);
  });

  it('are done once, however often and however many at once they are asked for', async () => {
    const order = await collected(book);
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => withdraw(order, [1])));
    expect(outcomesOf(results)).toEqual(Array(8).fill('done'));
    expect((await seen(order)).withdrawals).toHaveLength(1);
  });

  it('are refused of what gives no right, of a line that does not exist, and once the time is over', async () => {
    const order = await collected(bread, book);
    for (const positions of [[1], [1, 2], [3], [0]])
      await expect(withdraw(order, positions)).rejects.toMatchObject({ code: 'withdrawal-over' });
    orders.at(new Date(ORDERED_AT.getTime() + 15 * DAY));
    await expect(withdraw(order, [2])).rejects.toMatchObject({ code: 'withdrawal-over' });
    expect((await seen(order)).withdrawals).toEqual([]);
  });

  it('of another territory are not to be had', async () => {
    const order = await collected(book);
    await expect(withdraw(order, [1], orders.world.there)).rejects.toMatchObject({ code: 'order-not-found' });
  });

  it('forget who withdrew with who ordered, and by the address that it was acknowledged at', async () => {
    const order = await collected(book);
    await withdraw(order, [1]);
    await orders.handling.eraseBefore(orders.world.here, new Date('2100-01-01'));
    expect((await seen(order)).withdrawals).toMatchObject([{ customer: null, amountCents: 420 }]);
    for (const statement of [WITHDRAWN_BY, FORGET_WITHDRAWN_BY]) {
      const plan = await orders.world.work.write(orders.world.here, async ({ manager }) => {
        await manager.query('SET LOCAL enable_seqscan = off');
        return manager.query<unknown[]>(`EXPLAIN ${statement}`, ['odile@example.org']);
      });
      expect(JSON.stringify(plan)).toContain('order_withdrawal_by_email');
    }
  });
});
