import { anOrder, basketOf, openPaidOrders, outcomesOf, type PaidOrders } from '@halles/testing/orders';
import { FulfilmentSettingsService } from './fulfilment-settings.service';

describe('what is sent by a shop without instructions', () => {
  let paid: PaidOrders;
  let settings: FulfilmentSettingsService;

  beforeAll(async () => {
    paid = await openPaidOrders();
    settings = paid.on.services.get(FulfilmentSettingsService);
  });
  afterAll(() => paid.close());

  const sends = (shop: number, days = 2): Promise<void> =>
    settings.change(paid.on.world.here, shop, (before) => ({
      ...before,
      post: { isOn: true, rules: { days, bands: [{ fromCents: 0, feeCents: 500 }] }, instructions: null },
    }));
  const refused = { code: 'sending-payment-missing' };

  it('may be paid online, within the days that a card is held', async () => {
    const { here } = paid.on.world;
    const { shop } = await paid.aPaidShop();
    await sends(shop, 5);
    expect(await settings.lacksSendingPayment(here, shop)).toBe(false);
    const address = { street: '3 rue des Alpes', postalCode: '13002', city: 'Marseille' };
    const fulfilment = { mode: 'post' as const, address, feeCents: 500 };
    const lines = basketOf(await paid.on.aProduct(shop));
    const order = anOrder(lines, { fulfilment, slotFrom: 0, payment: 'online' });
    expect(await paid.on.place(shop, order)).toHaveProperty('id');
    await expect(sends(shop, 6)).rejects.toMatchObject(refused);
  });

  it('is paid online alone, also where its shop is paid at the counter too', async () => {
    const { shop } = await paid.aPaidShop('both');
    await sends(shop);
    const address = { street: '3 rue des Alpes', postalCode: '13002', city: 'Marseille' };
    const fulfilment = { mode: 'post' as const, address, feeCents: 500 };
    const loaf = await paid.on.aProduct(shop);
    const late = await paid.on.aProduct(shop, { noticeDays: 9 });
    const send = (product: string, payment: 'shop' | 'online') =>
      paid.on.place(shop, anOrder(basketOf(product), { fulfilment, slotFrom: 0, payment }));
    expect(outcomesOf(await Promise.allSettled([send(loaf, 'shop')]))).toEqual(['basket-changed']);
    // A card is not held until it is sent.
    for (const payment of ['shop', 'online'] as const)
      await expect(send(late, payment)).rejects.toMatchObject({
        code: 'fulfilment-refused',
        params: { refusal: { kind: 'unpayable' } },
      });
    expect(await send(loaf, 'online')).toHaveProperty('id');
    // Who comes for it pays at the counter, as ever.
    expect(await paid.on.place(shop, anOrder(basketOf(loaf), { payment: 'shop' }))).toHaveProperty('id');
    await settings.change(paid.on.world.here, shop, (before) => ({
      ...before,
      post: before.post && { ...before.post, instructions: 'Par chèque' },
    }));
    for (const product of [loaf, late]) expect(await send(product, 'shop')).toHaveProperty('id');
  });

  it('is not offered once payment online is not either', async () => {
    const { here } = paid.on.world;
    const { shop } = await paid.aPaidShop();
    await sends(shop);
    await paid.on.world.work.write(here, ({ manager }) =>
      manager.query(`UPDATE payment_account SET accepts = 'shop' WHERE listing_id = $1`, [shop]),
    );
    expect(await settings.lacksSendingPayment(here, shop)).toBe(true);
  });

  it('cannot be switched on where nobody pays online', async () => {
    await expect(sends(await paid.on.aShop())).rejects.toMatchObject(refused);
  });
});
