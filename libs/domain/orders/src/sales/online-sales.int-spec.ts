import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema } from '@halles/contracts';
import { anOrder, basketOf, openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';
import { FulfilmentSettingsService } from '../fulfilment/fulfilment-settings.service';
import { Sales } from './sales.service';

const UNTIL = new Date('2026-12-10T00:00:00Z');

describe('the journal of what a shop sold online', () => {
  let paid: PaidOrders;

  beforeAll(async () => {
    paid = await openPaidOrders();
  });
  afterAll(() => paid.close());

  it('has what was paid by card and went back that way, of each operation and in its sums', async () => {
    const { on } = paid;
    const { here } = on.world;
    const { shop } = await paid.aPaidShop();
    const [book, pen] = [
      await on.aProduct(shop, { withdrawal: 'right' }),
      await on.aProduct(shop, { withdrawal: 'right' }),
    ];
    const sold = async () => {
      const { order } = await paid.authorised(shop, book, { lines: basketOf(book, pen) });
      const accepted = await paid.settled(await on.moved(order, 'accepted'));
      return paid.settled(await on.moved(accepted, 'collected'));
    };
    const withdraw = (orderId: string, position: number) =>
      on.withdrawals.withdraw(
        here,
        { orderId, listingId: shop, positions: [position], name: 'Odile', email: 'odile@example.org' },
        { timeZone: 'Europe/Paris', department: '33' },
      );
    await sold();
    const second = await sold();
    await withdraw(second.id, 1);
    await withdraw(second.id, 2);
    const span = { listingId: shop, from: ORDERED_AT, until: UNTIL };
    const sales = on.services.get(Sales);
    const { online: owed } = await sales.totals(here, span);
    // What is owed has not gone back yet.
    expect(owed).toEqual({ sold: 1_680, withdrawn: 0 });
    await paid.settled(second);
    const entries = [];
    for await (const page of await sales.journal(here, span)) entries.push(...page);
    expect(entries.map(({ operation, onlineCents }) => `${operation} ${String(onlineCents)}`).sort()).toEqual(
      ['sale 840', 'sale 840', 'withdrawal -420', 'withdrawal -420'],
    );
    const { online, sold: all, withdrawn } = await sales.totals(here, span);
    expect(online).toEqual({ sold: all.includingTax, withdrawn: withdrawn.includingTax });
  });

  it('has the fee among what went back by card, where nothing of a delivery is left', async () => {
    const { on } = paid;
    const { here } = on.world;
    const { shop } = await paid.aPaidShop();
    const [{ code, name } = { code: '', name: '' }] = await on.rowsOf<{ code: string; name: string }>(
      'SELECT code, name FROM commune ORDER BY name',
    );
    const zone = {
      ...{ id: randomUUID(), area: { by: 'communes', codes: [code] } },
      ...{ feeCents: 350, minimumCents: 0, freeFromCents: null },
    };
    await on.services.get(FulfilmentSettingsService).change(here, shop, (before) => ({
      ...before,
      delivery: { isOn: true, rules: deliveryRulesSchema.parse({ slots: { notice: 60 }, zones: [zone] }) },
    }));
    const book = await on.aProduct(shop, { withdrawal: 'right' });
    const address = { street: '3 rue des Alpes', postalCode: '33000', city: name };
    const { order } = await paid.authorised(shop, book, {
      fulfilment: { mode: 'delivery', address, feeCents: 350 },
    });
    const accepted = await paid.settled(await on.moved(order, 'accepted'));
    const collected = await paid.settled(await on.moved(accepted, 'collected'));
    await on.withdrawals.withdraw(
      here,
      { orderId: order.id, listingId: shop, positions: [1], name: 'Odile', email: 'odile@example.org' },
      { timeZone: 'Europe/Paris', department: '33' },
    );
    await paid.settled(collected);
    const { online, sold, withdrawn } = await on.services
      .get(Sales)
      .totals(here, { listingId: shop, from: ORDERED_AT, until: UNTIL });
    expect([sold.includingTax, withdrawn.includingTax]).toEqual([770, -770]);
    expect(online).toEqual({ sold: 770, withdrawn: -770 });
  });

  it('has nothing of what was paid at the counter', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop('shop');
    await on.moved(
      await on.placed(shop, anOrder(basketOf(await on.aProduct(shop)))),
      'accepted',
      'collected',
    );
    const { online, sales } = await on.services
      .get(Sales)
      .totals(on.world.here, { listingId: shop, from: ORDERED_AT, until: UNTIL });
    expect([sales, online]).toEqual([1, { sold: 0, withdrawn: 0 }]);
  });
});
