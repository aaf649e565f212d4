import type { ProductInput } from '@halles/contracts';
import { HOUR } from '@halles/kernel';
import { constraintOf } from '@halles/platform/database';
import { anAccount } from '@halles/testing';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  TEN,
} from '@halles/testing/orders';
import type { Order } from '../order';
import { SlotCapacity } from '../slot-capacity';
import type { LineChange } from './amendment';
import { OrderAmendments } from './order-amendments.service';

const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;

describe('a shop proposes something else than what was ordered', () => {
  let orders: OrdersWorld;
  let amendments: OrderAmendments;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    amendments = orders.services.get(OrderAmendments);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
  });

  /** Three loaves and a brioche, of which the shop has two and none; a rye loaf of five euros is there. */
  async function ordered() {
    const shop = await orders.aShop();
    const loaf = await orders.aProduct(shop, { stock: 10 });
    const brioche = await orders.aProduct(shop, { stock: 4, name: 'Brioche' });
    const rye = await orders.aProduct(shop, {
      stock: 2,
      name: 'Tourte de seigle',
      priceCents: 500,
      vat: 'standard',
    });
    const [first, second] = basketOf(loaf, brioche);
    const order = await orders.placed(shop, anOrder([{ ...first, quantity: 3 }, { ...second }]));
    const { id: accountId } = await anAccount(orders.world, orders.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    return { shop, loaf, brioche, rye, order, accountId };
  }
  const changesOf = (rye: string, count = 2): LineChange[] => [
    { position: 1, quantity: 2, substitute: null },
    { position: 2, quantity: 0, substitute: { productId: rye, quantity: count } },
  ];
  const changed = async (shop: number, product: string, more: Partial<ProductInput>): Promise<void> => {
    const said = await orders.catalogue.get(orders.world.here, shop, product);
    await orders.catalogue.change(orders.world.here, shop, product, { ...said, ...more }, said.stock);
  };
  const seenOf = ({ id, listingId, event }: Order) => ({ orderId: id, listingId, seen: event });
  const now = (order: Order): Promise<Order> => orders.handling.get(orders.world.here, order.id);

  async function proposed() {
    const made = await ordered();
    const { order, rye, accountId } = made;
    const input = { ...seenOf(order), accountId, changes: changesOf(rye), hours: 1 } as const;
    await amendments.propose(orders.world.here, input);
    return { ...made, input, order: await now(order) };
  }

  it('and nothing changes: the order waits as it was placed, and nobody reminds its shop', async () => {
    const { shop, loaf, rye, order, input } = await proposed();
    const { here } = orders.world;
    // A second touch, whose first answer was lost; and something else from the same page.
    await amendments.propose(here, input);
    await expect(amendments.propose(here, { ...input, changes: changesOf(rye, 1) })).rejects.toMatchObject({
      code: 'order-moved',
    });
    expect([order.state, order.totalCents, order.lines.length, order.proposedUntil]).toEqual([
      'received',
      1680,
      2,
      new Date(ORDERED_AT.getTime() + HOUR),
    ]);
    expect(await orders.stockOf(shop, loaf)).toBe(7);
    expect(await orders.stockOf(shop, rye)).toBe(2);
    orders.at(new Date(ORDERED_AT.getTime() + 50 * 60_000));
    expect(await orders.assurance.run(here)).toEqual({ alert: 0, call: 0, tell: 0 });
    expect(await orders.handling.listWaiting(here, [shop])).toEqual([]);
  });

  it('its customer agrees: lines, total, stock and slot are those of the proposal, once', async () => {
    const { shop, loaf, brioche, rye, order } = await proposed();
    const { here, work } = orders.world;
    const agreed = await Promise.all([
      amendments.agree(here, seenOf(order)),
      amendments.agree(here, seenOf(order)),
    ]);
    expect(agreed).toEqual(['agreed', 'agreed']);
    const after = await now(order);
    expect([after.state, after.totalCents, after.items, after.proposedUntil]).toEqual([
      'accepted',
      1840,
      4,
      null,
    ]);
    expect(after.lines.map(({ name, quantity, vatRate }) => [name, quantity, vatRate])).toEqual([
      ['Pain de campagne', 2, 550],
      ['Tourte de seigle', 2, 2000],
    ]);
    // What the shop has not is not sold to somebody else.
    expect(await orders.stockOf(shop, loaf)).toBe(7);
    expect(await orders.stockOf(shop, brioche)).toBe(3);
    expect(await orders.stockOf(shop, rye)).toBe(0);
    expect(await orders.wrongStocks(shop)).toEqual([]);
    const usage = await work.read(here, (tx) =>
      orders.services.get(SlotCapacity).usage(tx, shop, [{ from: TEN, until: after.slot.until.getTime() }]),
    );
    expect(usage.get(TEN)).toEqual({ orders: 1, items: 4, cents: 1840 });
    const prepared = await orders.preparation.list(here, shop, after.slot);
    expect(
      prepared.orders.map(({ contents }) => contents.map(({ name, quantity }) => [name, quantity])),
    ).toEqual([
      [
        ['Pain de campagne', 2],
        ['Tourte de seigle', 2],
      ],
    ]);
    // What both agreed to is not taken back by a touch; cancelled, all of it is on sale again.
    await expect(orders.handling.move(here, moveOf(after), 'received')).rejects.toMatchObject({
      code: 'order-moved',
    });
    await orders.handling.move(here, moveOf(after), 'cancelled', 'other');
    expect(await orders.stockOf(shop, rye)).toBe(2);
    expect(await orders.stockOf(shop, loaf)).toBe(9);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('its customer declines, or says nothing: the order is what it was, and waits for its shop again', async () => {
    const { here } = orders.world;
    const one = await proposed();
    await amendments.decline(here, seenOf(one.order));
    await amendments.decline(here, seenOf(one.order));
    await expect(amendments.agree(here, seenOf(one.order))).rejects.toMatchObject({
      code: 'order-amendment-over',
    });
    const other = await proposed();
    expect(await amendments.lapse(here)).toBe(0);
    orders.at(new Date(ORDERED_AT.getTime() + HOUR));
    await expect(amendments.agree(here, seenOf(other.order))).rejects.toMatchObject({
      code: 'order-amendment-over',
    });
    expect(await amendments.lapse(here)).toBeGreaterThan(0);
    expect(await amendments.lapse(here)).toBe(0);
    for (const { order } of [one, other]) {
      const after = await now(order);
      expect([after.state, after.totalCents, after.proposedUntil]).toEqual(['received', 1680, null]);
      const recipients = await orders.rowsOf('SELECT 1 FROM order_recipient WHERE order_id = $1', [order.id]);
      expect(recipients).toHaveLength(2);
      expect(await orders.handling.listWaiting(here, [order.listingId])).toMatchObject([{ count: 1 }]);
    }
    expect((await now(one.order)).events.map(({ reason }) => reason)).toEqual([null, 'proposed', 'declined']);
    expect((await now(other.order)).events.map(({ reason }) => reason)).toEqual([null, 'proposed', 'lapsed']);
  });

  it('whatever else happens ends it: who answers then is told', async () => {
    const { here } = orders.world;
    const cancelled = await proposed();
    await orders.handling.move(here, moveOf(cancelled.order, { actor: 'customer' }), 'cancelled', 'customer');
    const accepted = await proposed();
    await orders.handling.move(here, moveOf(accepted.order), 'accepted');
    const dropped = await proposed();
    await amendments.drop(here, { ...seenOf(dropped.order), accountId: dropped.accountId });
    for (const { order, shop } of [cancelled, accepted, dropped]) {
      await expect(amendments.agree(here, seenOf(order))).rejects.toMatchObject({
        code: 'order-amendment-over',
      });
      expect(await orders.wrongStocks(shop)).toEqual([]);
    }
    const [state, kept] = [(await now(dropped.order)).state, (await now(accepted.order)).totalCents];
    expect([state, kept]).toEqual(['received', 1680]);
    // Both at once: one of them is done, the other told.
    for (let round = 0; round < 4; round += 1) {
      const { order, shop } = await proposed();
      const results = await Promise.allSettled([
        amendments.agree(here, seenOf(order)),
        orders.handling.move(here, moveOf(order, { actor: 'customer' }), 'cancelled', 'customer'),
        amendments.decline(here, seenOf(order)),
      ]);
      expect(outcomesOf(results).filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect((await now(order)).events).toHaveLength(3);
      expect(await orders.wrongStocks(shop)).toEqual([]);
    }
  });

  it('a substitute that was sold meanwhile changes nothing, and both sides are told', async () => {
    const { shop, loaf, rye, order } = await proposed();
    const { here } = orders.world;
    await orders.placed(shop, anOrder([{ productId: rye, quantity: 1, unitCents: 500, choices: [] }]));
    expect(await amendments.agree(here, seenOf(order))).toBe('sold-out');
    const after = await now(order);
    expect([after.state, after.totalCents, after.events.at(-1)?.reason]).toEqual([
      'received',
      1680,
      'lapsed',
    ]);
    expect(await orders.stockOf(shop, loaf)).toBe(7);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it.each<[string, (shop: number, rye: string) => Promise<unknown>]>([
    ['is not available', (shop, rye) => changed(shop, rye, { isAvailable: false })],
    [
      'was taken off sale',
      (shop, rye) =>
        orders.world.work.write(orders.world.here, (tx) =>
          orders.catalogue.archiveIn(tx, shop, rye, ORDERED_AT),
        ),
    ],
    ['is sold by weight', (shop, rye) => changed(shop, rye, { weighing: CUT, stock: 900 })],
  ])('a substitute that %s by now is not sold, and changes nothing', async (_, change) => {
    const { shop, rye, order } = await proposed();
    await change(shop, rye);
    expect(await amendments.agree(orders.world.here, seenOf(order))).toBe('sold-out');
    const after = await now(order);
    expect([after.state, after.totalCents, after.events.at(-1)?.reason]).toEqual([
      'received',
      1680,
      'lapsed',
    ]);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('what goes out of an order in grams leaves the pieces that are counted by now', async () => {
    const { here } = orders.world;
    const { shop, loaf, accountId } = await ordered();
    const roast = await orders.aProduct(shop, {
      ...{ name: 'Rôti', priceCents: 2_490, weighing: CUT, stock: 1_000 },
    });
    const cut = { productId: roast, quantity: 1, unitCents: 2_490, weight: { by: 'weight', grams: 500 } };
    const order = await orders.placed(shop, anOrder([...basketOf(loaf), cut]));
    const input = { ...seenOf(order), accountId, hours: 1 } as const;
    const sameInPieces = { position: 1, quantity: 0, substitute: { productId: roast, quantity: 1 } };
    await changed(shop, roast, { weighing: null, stock: 10 });
    await expect(
      amendments.propose(here, {
        ...input,
        changes: [sameInPieces, { position: 2, quantity: 0, substitute: null }],
      }),
    ).rejects.toMatchObject({ params: { problem: 'substitute' } });
    await amendments.propose(here, {
      ...input,
      changes: [{ position: 2, quantity: 0, substitute: null }],
    });
    expect(await amendments.agree(here, seenOf(await now(order)))).toBe('agreed');
    expect(await orders.stockOf(shop, roast)).toBe(10);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it.each<[string, (rye: string, loaf: string) => LineChange[], string]>([
    ['what was ordered', () => [], 'same'],
    ['nothing', () => [1, 2].map((position) => ({ position, quantity: 0, substitute: null })), 'nothing'],
    ['more of a line', () => [{ position: 1, quantity: 4, substitute: null }], 'quantity'],
    ['a line that there is not', () => [{ position: 9, quantity: 0, substitute: null }], 'quantity'],
    ['more of a product than there is', (rye) => changesOf(rye, 3), 'substitute'],
    ['what is in the order already', (_, loaf) => changesOf(loaf, 1), 'substitute'],
    ['a product of nobody', () => changesOf('01939b1e-0000-7000-8000-000000000009'), 'substitute'],
  ])('cannot be %s', async (_what, changes, problem) => {
    const { order, rye, loaf, accountId } = await ordered();
    const input = { ...seenOf(order), accountId, changes: changes(rye, loaf), hours: 1 } as const;
    await expect(amendments.propose(orders.world.here, input)).rejects.toMatchObject({
      code: 'order-amendment-refused',
      params: { problem },
    });
    expect((await now(order)).events).toHaveLength(1);
  });

  it('cannot be asked when nobody could answer any more, nor by another shop or territory', async () => {
    const { order, rye, accountId } = await ordered();
    const { here, there } = orders.world;
    const input = { ...seenOf(order), accountId, changes: changesOf(rye), hours: 1 } as const;
    await expect(amendments.propose(there, input)).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(
      amendments.propose(here, { ...input, listingId: order.listingId + 1 }),
    ).rejects.toMatchObject({
      code: 'order-not-found',
    });
    orders.at(new Date(TEN - 10 * 60_000));
    await expect(amendments.propose(here, input)).rejects.toMatchObject({ code: 'order-amendment-too-late' });
  });

  it('is guarded by the database: no customer accepts an order otherwise, no proposal is changed', async () => {
    const { order } = await proposed();
    const write = (state: string, actor: string, reason: string | null) =>
      orders.world.work
        .write(orders.world.here, ({ manager }) =>
          manager.query(
            `INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, reason, created_at)
             VALUES (gen_random_uuid(), $1, 3, 2, 'received', $2, $3, $4, now())`,
            [order.id, state, actor, reason],
          ),
        )
        .catch((error: unknown) => constraintOf(error));
    expect(await write('accepted', 'customer', null)).toBe('order_event_amendment');
    expect(await write('accepted', 'customer', 'other')).toBe('order_event_amendment');
    expect(await write('accepted', 'merchant', 'agreed')).toBe('order_event_amendment');
    expect(await write('cancelled', 'customer', 'declined')).toBe('order_event_amendment');
    expect(await write('received', 'customer', 'proposed')).toBe('order_event_transition');
    await expect(
      orders.world.work.write(orders.world.here, ({ manager }) =>
        manager.query('UPDATE order_amendment SET total_cents = 1 WHERE order_id = $1', [order.id]),
      ),
    ).rejects.toThrow(/permission denied/);
  });
});
