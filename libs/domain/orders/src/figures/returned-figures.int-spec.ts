import { DAY } from '@halles/kernel';
import { anOrder, openOrdersWorld, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import type { Order } from '../order';
import { OrderFiguresService } from './order-figures.service';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };

describe('figures of what came back, and of what was cancelled', () => {
  let orders: OrdersWorld;
  let figures: OrderFiguresService;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    figures = orders.services.get(OrderFiguresService);
  });
  afterAll(() => orders.world.close());

  const stored = async (shop: number): Promise<string[]> =>
    (
      await orders.rowsOf<{ row: string }>(
        `SELECT concat_ws(' ', day, figure, item, count) AS row FROM order_daily
          WHERE listing_id = $1 AND figure LIKE '%return%' ORDER BY 1`,
        [shop],
      )
    ).map(({ row }) => row);

  const change = (sql: string, parameters: readonly unknown[] = []) =>
    orders.world.work.write(orders.world.here, ({ manager }) => manager.query(sql, [...parameters]));
  const forgetShopReturns = (shop: number) =>
    change(`DELETE FROM order_daily WHERE listing_id = $1 AND figure LIKE 'shop-%'`, [shop]);
  const seeAllEvents = () =>
    change('UPDATE order_daily_check SET event_id = (SELECT id FROM order_event ORDER BY id DESC LIMIT 1)');

  it('tell what a shop gave back of its own apart from what customers withdrew from', async () => {
    const { here, work } = orders.world;
    const shop = await orders.aShop();
    const goods = [
      await orders.aProduct(shop, { withdrawal: 'right' }),
      await orders.aProduct(shop, { withdrawal: 'right', priceCents: 1_450 }),
    ];
    const lines = goods.map((productId, index) => ({
      ...{ productId, unitCents: index === 0 ? 420 : 1_450, quantity: 1, choices: [] },
    }));
    const { id } = await orders.moved(await orders.placed(shop, anOrder(lines)), 'accepted', 'collected');
    for (const position of [1, 2])
      await orders.withdrawals.withdraw(
        here,
        { orderId: id, listingId: shop, positions: [position], name: 'Odile', email: 'odile@example.org' },
        PLACE,
      );
    await work.write(here, ({ manager }) =>
      manager.query(
        `UPDATE order_withdrawal SET is_by_shop = true, customer_name = NULL, customer_email = NULL
          WHERE order_id = $1 AND amount_cents = 1450`,
        [id],
      ),
    );
    await figures.count(here);
    expect(await stored(shop)).toEqual([
      '2026-12-01 returned-cents  1870',
      '2026-12-01 returns  2',
      '2026-12-01 shop-returned-cents  1450',
      '2026-12-01 shop-returns  1',
    ]);
    // A worker of the release before took the mark, and counted the day as it knows it.
    const own = await stored(shop);
    await forgetShopReturns(shop);
    orders.at(new Date(ORDERED_AT.getTime() + 2 * DAY));
    await figures.check(here);
    await figures.count(here);
    expect(await stored(shop)).toEqual(own);
    // What is told apart by now is not counted again and again.
    orders.at(new Date(ORDERED_AT.getTime() + 4 * DAY));
    await seeAllEvents();
    await figures.check(here);
    const due = () => orders.rowsOf('SELECT 1 FROM order_daily_due WHERE listing_id = $1', [shop]);
    expect(await due()).toEqual([]);
    // Nor is what was given back before the last week looked at for ever: no server of the release before is left by then.
    await forgetShopReturns(shop);
    orders.at(new Date(ORDERED_AT.getTime() + 9 * DAY));
    await seeAllEvents();
    await figures.check(here);
    expect(await due()).toEqual([]);
  });

  it('tell cancellations apart again once a server of the release before counted their day, however long ago', async () => {
    const { here } = orders.world;
    const other = await orders.aShop();
    const loaf = await orders.aProduct(other);
    const lines = [{ productId: loaf, unitCents: 420, quantity: 1, choices: [] }];
    orders.at(ORDERED_AT);
    const cancel = ({ id, listingId, event }: Order) =>
      orders.handling.move(
        here,
        { orderId: id, listingId, seen: event, actor: 'customer', accountId: null },
        'cancelled',
      );
    await cancel(await orders.placed(other, anOrder(lines)));
    await cancel(await orders.moved(await orders.placed(other, anOrder(lines)), 'accepted'));
    await figures.check(here);
    await figures.count(here);
    const cancelled = (): Promise<unknown[]> =>
      orders.rowsOf(
        `SELECT concat_ws(' ', figure, count) AS row FROM order_daily WHERE listing_id = $1 AND figure LIKE '%-customer' ORDER BY 1`,
        [other],
      );
    const own = [{ row: 'cancelled-customer 1' }, { row: 'withdrawn-customer 1' }];
    expect(await cancelled()).toEqual(own);
    await change(`DELETE FROM order_daily WHERE listing_id = $1 AND figure = 'withdrawn-customer'`, [other]);
    await change(`UPDATE order_daily SET count = 2 WHERE listing_id = $1 AND figure = 'cancelled-customer'`, [
      other,
    ]);
    await seeAllEvents();
    orders.at(new Date(ORDERED_AT.getTime() + 40 * DAY));
    await figures.check(here);
    await figures.count(here);
    expect(await cancelled()).toEqual(own);
    // What is told apart by now is not counted again.
    await seeAllEvents();
    orders.at(new Date(ORDERED_AT.getTime() + 42 * DAY));
    await figures.check(here);
    expect(await orders.rowsOf('SELECT 1 FROM order_daily_due')).toEqual([]);
  });
});
