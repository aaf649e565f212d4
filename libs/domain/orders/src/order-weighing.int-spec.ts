import type { ProductInput } from '@halles/contracts';
import { platformOf } from '@halles/testing';
import { anOrder, moveOf, openOrdersWorld, type OrdersWorld, outcomesOf } from '@halles/testing/orders';
import { AmendmentRepository } from './amendments/amendment.repository';
import type { Order } from './order';
import { countedLineWords } from './order-weight-words';
import { preparedProducts } from './order-preparation.service';
import { OrderWeighing } from './order-weighing.service';

const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
const HEN = { by: 'piece', grams: 1_400 } as const;

describe('goods that are sold by weight', () => {
  let orders: OrdersWorld;
  let shop: number;
  let beef: string;
  let hen: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    shop = await orders.aShop();
    beef = await orders.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing: CUT, stock: 1_000 });
    hen = await orders.aProduct(shop, { name: 'Poulet', priceCents: 1_290, weighing: HEN, stock: 5 });
  });

  const cut = (grams: number) => ({
    productId: beef,
    quantity: 1,
    unitCents: 2_490,
    weight: { by: 'weight', grams },
  });
  const hens = (quantity: number) => ({
    productId: hen,
    quantity,
    unitCents: 1_290,
    weight: { by: 'piece', grams: quantity * 1_400 },
  });
  const accepted = async (...lines: object[]): Promise<Order> =>
    orders.moved(await orders.placed(shop, anOrder(lines)), 'accepted');
  const weigh = async (order: Order, weights: Record<number, number>, more = {}): Promise<Order> => {
    const read = new Map(Object.entries(weights).map(([at, grams]) => [Number(at), grams]));
    await orders.services.get(OrderWeighing).weigh(orders.world.here, moveOf(order, more), read);
    return orders.handling.get(orders.world.here, order.id);
  };

  it('are ordered at an estimate, with the most that they may cost', async () => {
    const order = await orders.placed(shop, anOrder([cut(350), hens(2)]));
    expect(order).toMatchObject({ totalCents: 872 + 3_612, mostCents: 959 + 3_973, unweighed: 2, items: 3 });
    expect(order.lines).toMatchObject([
      {
        quantity: 1,
        totalCents: 872,
        weight: { by: 'weight', grams: 350, finalGrams: null, mostCents: 959 },
      },
      { quantity: 2, totalCents: 3_612, weight: { by: 'piece', grams: 2_800, mostCents: 3_973 } },
    ]);
    expect([await orders.stockOf(shop, beef), await orders.stockOf(shop, hen)]).toEqual([650, 3]);
  });

  it('cost what the scales say, and the stock is what was cut', async () => {
    const order = await weigh(await accepted(cut(350), hens(2)), { 1: 372, 2: 2_700 });
    expect(order).toMatchObject({ totalCents: 926 + 3_483, mostCents: 926 + 3_483, unweighed: 0 });
    expect(order.lines.map(({ totalCents }) => totalCents)).toEqual([926, 3_483]);
    expect([await orders.stockOf(shop, beef), await orders.stockOf(shop, hen)]).toEqual([628, 3]);
    expect(await orders.wrongStocks(shop)).toEqual([]);
    expect(order.events.at(-1)).toMatchObject({ state: 'accepted', actor: 'merchant', weighed: 'whole' });
  });

  it('are asked about once more where they weigh more than twice what was ordered, or less than half of it', async () => {
    const order = await accepted(cut(350), hens(2));
    const told = (weights: Record<number, number>) =>
      weigh(order, weights).then(
        () => null,
        (error: unknown) => error,
      );
    expect(await told({ 1: 701, 2: 1_399 })).toMatchObject({
      code: 'weight-unlikely',
      errors: [{ pointer: '/weight-1' }, { pointer: '/weight-2' }],
    });
    expect(await told({ 1: 174 })).toMatchObject({
      code: 'weight-unlikely',
      params: { grams: 174, ordered: 350 },
    });
    expect((await orders.handling.get(orders.world.here, order.id)).unweighed).toBe(2);
    const sure = new Set([1]);
    const service = orders.services.get(OrderWeighing);
    await expect(
      service.weigh(
        orders.world.here,
        moveOf(order),
        new Map([
          [1, 174],
          [2, 1_399],
        ]),
        sure,
      ),
    ).rejects.toMatchObject({ code: 'weight-unlikely' });
    await service.weigh(
      orders.world.here,
      moveOf(order),
      new Map([
        [1, 174],
        [2, 1_400],
      ]),
      sure,
    );
    const weighed = await orders.handling.get(orders.world.here, order.id);
    expect(weighed.lines.map(({ weight }) => weight?.finalGrams)).toEqual([174, 1_400]);
    expect((await weigh(weighed, { 1: 700 })).totalCents).toBe(959 + 1_806);
  });

  it('cost no more than their customer agreed to, whatever they weigh', async () => {
    const order = await weigh(await accepted(cut(350)), { 1: 400 });
    // 400 g would cost 9.96.
    expect(order).toMatchObject({ totalCents: 959, lines: [{ weight: { finalGrams: 400 } }] });
    const lighter = await weigh(order, { 1: 300 });
    expect(lighter.totalCents).toBe(747);
    expect(await orders.stockOf(shop, beef)).toBe(700);
  });

  it('keep the limit that was agreed upon, and tell of another one before it is', async () => {
    const input = anOrder([cut(350)], { weightTolerance: 10 });
    const rules = { isOpen: true, kind: 'order', length: 30, notice: 60, orders: null, horizon: 14 } as const;
    await orders.settings.change(orders.world.here, shop, { ...rules, weightTolerance: 20 });
    await expect(orders.place(shop, input)).rejects.toMatchObject({
      params: { changes: [{ kind: 'terms' }] },
    });
    expect((await accepted(cut(350))).mostCents).toBe(1_046);
  });

  it('are weighed piece by piece, and told once all are', async () => {
    const order = await accepted(cut(350), hens(1));
    const mails = async () => {
      const events = await orders.rowsOf<{ id: string }>(
        'SELECT id FROM order_event WHERE order_id = $1 AND weighed IS NOT NULL',
        [order.id],
      );
      return platformOf(orders.world).query<unknown[]>(
        'SELECT ref FROM outbox WHERE ref = ANY ($1::uuid[])',
        [events.map(({ id }) => id)],
      );
    };
    const half = await weigh(order, { 1: 340 });
    expect(half).toMatchObject({ unweighed: 1, events: [{}, {}, { weighed: 'part' }] });
    expect(await mails()).toEqual([]);
    expect(await weigh(half, { 2: 1_500 })).toMatchObject({ unweighed: 0 });
    expect(await mails()).toHaveLength(1);
  });

  it('are cancelled by their customer no more once something of them was weighed', async () => {
    const { here } = orders.world;
    const order = await accepted(cut(350), hens(1));
    const cancel = (of: Order) =>
      orders.handling.move(here, moveOf(of, { actor: 'customer' }), 'cancelled', 'customer');
    await expect(cancel(await weigh(order, { 1: 350 }))).rejects.toMatchObject({ code: 'order-moved' });
    await cancel(await accepted(cut(350)));
  });

  it('are weighed before they are ready or handed over', async () => {
    const order = await accepted(cut(350));
    for (const to of ['ready', 'collected'] as const)
      await expect(orders.handling.move(orders.world.here, moveOf(order), to)).rejects.toMatchObject({
        code: 'order-not-weighed',
      });
    const ready = await orders.moved(await weigh(order, { 1: 355 }), 'ready');
    expect((await weigh(ready, { 1: 345 })).totalCents).toBe(859);
  });

  it('are weighed once, however often it is sent, and by whom saw the order as it is', async () => {
    const order = await accepted(cut(350));
    const account = { accountId: '0193a7e2-0000-7000-8000-000000000001' };
    await weigh(order, { 1: 360 }, account);
    expect((await weigh(order, { 1: 360 }, account)).events).toHaveLength(3);
    await expect(weigh(order, { 1: 350 }, account)).rejects.toMatchObject({ code: 'order-moved' });
    const now = await orders.handling.get(orders.world.here, order.id);
    const results = await Promise.allSettled([310, 320, 330].map((grams) => weigh(now, { 1: grams })));
    expect(outcomesOf(results).toSorted()).toEqual(['done', 'order-moved', 'order-moved']);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it.each([
    ['another line', { 2: 300 }],
    ['nothing', { 1: 0 }],
    ['less than nothing', { 1: -1 }],
    ['no number', { 1: Number.NaN }],
    ['more than a tonne', { 1: 1_000_001 }],
    ['no line', {}],
  ])('refuse %s', async (_, weights) => {
    const bread = await orders.aProduct(shop);
    const order = await accepted(cut(350), { productId: bread, quantity: 1, unitCents: 420 });
    await expect(weigh(order, weights)).rejects.toMatchObject({ code: 'weight-refused' });
  });

  it('are weighed by their shop alone, while it prepares them', async () => {
    const received = await orders.placed(shop, anOrder([cut(350)]));
    await expect(weigh(received, { 1: 350 })).rejects.toMatchObject({ code: 'order-moved' });
    const order = await accepted(cut(350));
    await expect(weigh(order, { 1: 350 }, { actor: 'customer' })).rejects.toMatchObject({
      code: 'order-moved',
    });
    const other = await orders.aShop();
    await expect(weigh(order, { 1: 350 }, { listingId: other })).rejects.toMatchObject({
      code: 'order-not-found',
    });
    const done = await orders.moved(await weigh(order, { 1: 350 }), 'ready', 'collected');
    await expect(weigh(done, { 1: 300 })).rejects.toMatchObject({ code: 'order-moved' });
  });

  it.each([
    ['a weight that is not cut', () => cut(120)],
    ['a weight of what is sold by pieces', () => ({ ...cut(350), productId: hen, unitCents: 1_290 })],
    ['pieces of what is sold by weight', () => ({ ...cut(350), weight: null })],
    [
      'pieces that weigh something else by now',
      () => ({ ...hens(2), weight: { by: 'piece', grams: 2_400 } }),
    ],
    ['pieces of which the price of one was seen', () => ({ ...hens(2), weight: null })],
    ['more than there is', () => cut(1_050)],
  ])('cannot be ordered as %s', async (_, line) => {
    await expect(orders.place(shop, anOrder([line()]))).rejects.toMatchObject({ code: 'basket-changed' });
  });

  it('give back what was cut when the order is cancelled', async () => {
    const order = await weigh(await accepted(cut(350)), { 1: 380 });
    expect(await orders.stockOf(shop, beef)).toBe(620);
    await orders.moved(order, 'cancelled');
    expect(await orders.stockOf(shop, beef)).toBe(1_000);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('leave no stock below nothing where the last of it weighs more', async () => {
    const order = await weigh(await accepted(cut(1_000)), { 1: 1_040 });
    expect(await orders.stockOf(shop, beef)).toBe(0);
    await orders.moved(order, 'cancelled');
    expect(await orders.stockOf(shop, beef)).toBe(1_000);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('give back no more than they took when a weight is corrected that there was not', async () => {
    await orders.placed(shop, anOrder([cut(300)]));
    const order = await weigh(await accepted(cut(500)), { 1: 1_000 });
    expect(await orders.stockOf(shop, beef)).toBe(0);
    const corrected = await weigh(order, { 1: 600 });
    expect(await orders.stockOf(shop, beef)).toBe(100);
    expect(await orders.wrongStocks(shop)).toEqual([]);
    await orders.moved(corrected, 'cancelled');
    expect(await orders.stockOf(shop, beef)).toBe(700);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('are one line where they are chosen twice, also when slots are judged', async () => {
    const small = await orders.aShop({ capacity: { cents: 1_500 } });
    const roast = await orders.aProduct(small, { name: 'Rôti', priceCents: 2_490, weighing: CUT });
    const line = (grams: number) => ({
      ...{ productId: roast, quantity: 1, unitCents: 2_490, choices: [] },
      weight: { by: 'weight' as const, grams },
    });
    const isFull = async (...lines: ReturnType<typeof line>[]) =>
      (await orders.slotsOf(small, lines)).every(({ refusal }) => refusal !== null);
    expect([await isFull(line(500)), await isFull(line(500), line(300))]).toEqual([false, true]);
  });

  it('wait for their shop no more once they are weighed, and are stored again as they are', async () => {
    const order = await weigh(await accepted(cut(350)), { 1: 400 });
    await expect(orders.handling.move(orders.world.here, moveOf(order), 'received')).rejects.toMatchObject({
      code: 'order-moved',
    });
    await orders.world.work.write(orders.world.here, (tx) =>
      orders.services.get(AmendmentRepository).replaceLines(tx, order.id, order.lines, order),
    );
    const again = await orders.handling.get(orders.world.here, order.id);
    expect(again.lines).toEqual(order.lines);
  });

  describe('when pieces are counted of them from then on', () => {
    /** @param stock what is counted; none: the number stays as it was shown */
    const switched = async (product: string, weighing: ProductInput['weighing'], stock?: number) => {
      const { here } = orders.world;
      const said = await orders.catalogue.get(here, shop, product);
      const input = { ...said, weighing, stock: stock ?? said.stock };
      await orders.catalogue.change(here, shop, product, input, said.stock);
      return orders.stockOf(shop, product);
    };

    it('are not counted until somebody does, nor pieces that are grams', async () => {
      expect(await switched(beef, null)).toBeNull();
      expect(await switched(beef, CUT, 500)).toBe(500);
      expect(await switched(hen, CUT)).toBeNull();
      expect(await switched(hen, HEN, 4)).toBe(4);
      // Pieces stay pieces, whatever one of them weighs.
      expect(await switched(hen, null)).toBe(4);
      await orders.catalogue.changeSome(orders.world.here, shop, (products) =>
        products.map((product) => ({ id: product.id, input: { ...product, weighing: CUT } })),
      );
      expect([await orders.stockOf(shop, beef), await orders.stockOf(shop, hen)]).toEqual([500, null]);
      expect(await orders.wrongStocks(shop)).toEqual([]);
    });

    it('leave the pieces as they were counted, whatever becomes of what was ordered in grams', async () => {
      const order = await accepted(cut(800));
      expect(await switched(beef, null, 10)).toBe(10);
      const stocks: unknown[] = [];
      const note = async () => {
        stocks.push(await orders.stockOf(shop, beef), ...(await orders.wrongStocks(shop)));
      };
      const weighed = await weigh(order, { 1: 780 });
      await note();
      const cancelled = await orders.moved(weighed, 'cancelled');
      await note();
      const restored = await orders.moved(cancelled, 'accepted');
      await note();
      await orders.moved(restored, 'cancelled');
      await note();
      expect(stocks).toEqual([10, 10, 10, 10]);
    });

    it('give back in grams once they are counted so again', async () => {
      const order = await accepted(cut(800));
      await switched(beef, null, 10);
      await switched(beef, CUT, 1_500);
      await orders.moved(order, 'cancelled');
      expect(await orders.stockOf(shop, beef)).toBe(2_300);
      expect(await orders.wrongStocks(shop)).toEqual([]);
    });
  });

  it('are listed by what is to be cut, and added up', async () => {
    await accepted(cut(350), hens(2));
    const weighed = await weigh(await accepted(cut(200)), { 1: 210 });
    const listed = await orders.preparation.list(orders.world.here, shop, weighed.slot);
    expect(preparedProducts(listed.orders).map(({ name, weight }) => [name, weight?.grams])).toEqual([
      ['Poulet', 2_800],
      ['Rumsteck', 560],
    ]);
    const { toDo } = await orders.handling.listOpen(orders.world.here, shop, 10);
    const words = toDo.map(({ contents }) => contents.map((line) => countedLineWords(line, 'fr')));
    expect(words).toEqual([['350\u00a0g Rumsteck', '2 × Poulet'], ['210\u00a0g Rumsteck']]);
  });

  it.each([
    ['a price that is not that of its weight', 'total_cents = 800'],
    ['a price beyond what was agreed upon', 'final_grams = 400, total_cents = 996'],
  ])('have %s refused by the database', async (_, set) => {
    const order = await accepted(cut(350));
    await expect(
      orders.world.work.write(orders.world.here, (tx) =>
        tx.manager.query(`UPDATE order_line SET ${set} WHERE order_id = $1`, [order.id]),
      ),
    ).rejects.toMatchObject({ driverError: { constraint: 'order_line_total' } });
  });
});
