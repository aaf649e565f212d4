import { anOrder, basketOf, byCode, moveOf, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';

/** Neither code nor name, and that the shop means it. */
const WITHOUT = { shown: null, code: null, recipient: null, sawProofOfAge: false, withoutProof: true };

describe('the hand-over of an order', () => {
  let orders: OrdersWorld;
  let shop: number;
  let bread: string;
  let wine: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    shop = await orders.aShop();
    bread = await orders.aProduct(shop);
    wine = await orders.aProduct(shop, { name: 'Vin', minimumAge: 18 });
  });
  afterAll(() => orders.world.close());

  const ready = async (...products: readonly string[]) =>
    orders.moved(await orders.placed(shop, anOrder(basketOf(...products))), 'accepted', 'ready');
  const lastOf = async (id: string) => (await orders.handling.get(orders.world.here, id)).events.at(-1);

  it('says how it was proved: code scanned or typed, or the name that the shop noted', async () => {
    const { here } = orders.world;
    const scanned = await ready(bread);
    await orders.handOvers.collect(here, moveOf(scanned), byCode(scanned.code, { code: 'scanned' }));
    expect((await lastOf(scanned.id))?.handOver).toEqual({
      ...{ code: 'scanned', recipient: null, sawProofOfAge: false, withoutProof: false },
    });
    const named = await ready(bread);
    const noted = { ...WITHOUT, recipient: 'Paul Martin', withoutProof: false };
    await orders.handOvers.collect(here, moveOf(named), noted);
    expect((await lastOf(named.id))?.handOver).toEqual({
      ...{ code: null, recipient: 'Paul Martin', sawProofOfAge: false, withoutProof: false },
    });
  });

  it('with neither code nor name is what the shop chooses, and stays written down once names are forgotten', async () => {
    const { here } = orders.world;
    const unproven = { code: 'hand-over-unproven' };
    const order = await ready(bread);
    const bare = {
      listingId: shop,
      orderId: order.id,
      seen: order.event,
      actor: 'merchant',
      accountId: null,
    };
    await expect(
      orders.handling.move(here, { ...bare, actor: 'merchant' }, 'collected'),
    ).rejects.toMatchObject(unproven);
    const left = { ...WITHOUT, withoutProof: false };
    await expect(orders.handOvers.collect(here, moveOf(order), left)).rejects.toMatchObject(unproven);
    expect((await orders.handling.get(here, order.id)).state).toBe('ready');
    await orders.handOvers.collect(here, moveOf(order), WITHOUT);
    const named = await ready(bread);
    await orders.handOvers.collect(here, moveOf(named), { ...WITHOUT, recipient: 'Paul Martin' });
    await orders.handling.eraseBefore(here, new Date('2027-01-01'));
    expect((await lastOf(order.id))?.handOver).toMatchObject({ withoutProof: true });
    expect((await lastOf(named.id))?.handOver).toMatchObject({ recipient: null, withoutProof: false });
  });

  it('of goods for adults is refused until proof of majority was seen, with the code and without', async () => {
    const { here } = orders.world;
    const order = await ready(bread, wine);
    const missing = { code: 'proof-of-age-missing' };
    await expect(orders.handOvers.collect(here, moveOf(order), byCode(order.code))).rejects.toMatchObject(
      missing,
    );
    await expect(orders.handling.move(here, moveOf(order), 'collected')).rejects.toMatchObject(missing);
    expect((await orders.handling.get(here, order.id)).state).toBe('ready');
    await orders.handOvers.collect(here, moveOf(order), byCode(order.code, { sawProofOfAge: true }));
    expect(await lastOf(order.id)).toMatchObject({ state: 'collected', handOver: { sawProofOfAge: true } });
  });

  it('says nothing of a code to another shop, nor to who does not see how far the order is', async () => {
    const { here } = orders.world;
    const order = await ready(bread);
    const wrong = byCode(order.code === '000000' ? '111111' : '000000');
    const collect = (more: object, given = wrong) =>
      orders.handOvers.collect(here, moveOf(order, more), given);
    const theirs = { listingId: await orders.aShop() };
    const stale = { seen: order.event - 1 };
    for (const given of [wrong, byCode(order.code)]) {
      await expect(collect(theirs, given)).rejects.toMatchObject({ code: 'order-not-found' });
      await expect(collect(stale, given)).rejects.toMatchObject({ code: 'order-moved' });
    }
    await expect(collect({})).rejects.toMatchObject({ code: 'order-code-wrong' });
    expect((await orders.handling.get(here, order.id)).state).toBe('ready');
  });

  it('finds an order by its code in its shop alone, and after a hand-over for a day', async () => {
    const { here, there } = orders.world;
    const order = await ready(bread);
    const other = await orders.aShop();
    const wrong = { code: 'order-code-unknown' };
    expect((await orders.handOvers.findByCode(here, shop, order.code)).map(({ id }) => id)).toContain(
      order.id,
    );
    await expect(orders.handOvers.findByCode(here, other, order.code)).rejects.toMatchObject(wrong);
    await expect(orders.handOvers.findByCode(there, shop, order.code)).rejects.toMatchObject(wrong);
    await orders.handOvers.collect(here, moveOf(order), byCode(order.code));
    expect(await orders.handOvers.findByCode(here, shop, order.code)).toHaveLength(1);
    await orders.world.work.write(here, ({ manager }) =>
      manager.query(`UPDATE customer_order SET collected_at = '2026-11-01' WHERE id = $1`, [order.id]),
    );
    await expect(orders.handOvers.findByCode(here, shop, order.code)).rejects.toMatchObject(wrong);
  });

  it('forgets who received the goods with who ordered them', async () => {
    const { here } = orders.world;
    const order = await ready(bread);
    await orders.handOvers.setCollector(here, order, 'Lucie Martin');
    await orders.handOvers.collect(here, moveOf(order), byCode(order.code, { recipient: 'Paul Martin' }));
    await orders.handling.eraseBefore(here, new Date('2027-01-01'));
    expect((await lastOf(order.id))?.handOver).toMatchObject({ code: 'typed', recipient: null });
    const names = `SELECT 1 FROM customer_order WHERE id = $1 AND collector_name IS NOT NULL`;
    expect(await orders.rowsOf(names, [order.id])).toEqual([]);
    await expect(orders.handOvers.setCollector(here, order, 'Lucie')).rejects.toMatchObject({
      code: 'order-not-found',
    });
  });
});
