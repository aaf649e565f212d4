import { MINUTE } from '@halles/kernel';
import { anOrder, openOrdersWorld, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import type { Order } from '../order';
import { type SalesEntry, sharesOf } from './sale';
import { Sales } from './sales.service';

const PLACE = { timeZone: 'Europe/Paris', department: '26' };
const FROM = ORDERED_AT;
const UNTIL = new Date('2026-12-10T00:00:00Z');

describe('the journal of what a shop sold', () => {
  let orders: OrdersWorld;
  let sales: Sales;
  let shop: number;
  let loaf: string;
  let tin: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    sales = orders.services.get(Sales);
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    orders.at(ORDERED_AT);
    shop = await orders.aShop();
    loaf = await orders.aProduct(shop);
    tin = await orders.aProduct(shop, {
      name: 'Moule',
      priceCents: 1_450,
      vat: 'standard',
      withdrawal: 'right',
    });
  });

  const line = (productId: string, unitCents: number, quantity = 1) => ({
    ...{ productId, unitCents, quantity },
    choices: [],
  });
  const order = (quantity = 1): Promise<Order> =>
    orders.placed(shop, anOrder([line(loaf, 420, quantity), line(tin, 1_450)]));
  const collected = async (quantity = 1): Promise<Order> =>
    orders.moved(await order(quantity), 'accepted', 'collected');
  const withdraw = async ({ id }: Order, ...positions: number[]) => {
    const input = { orderId: id, listingId: shop, positions, name: 'Odile', email: 'odile@example.org' };
    await orders.withdrawals.withdraw(orders.world.here, input, PLACE);
    return orders.handling.get(orders.world.here, id);
  };
  const span = (from = FROM, until = UNTIL) => ({ listingId: shop, from, until });
  async function entries(of = span(), ctx = orders.world.here): Promise<SalesEntry[]> {
    const all: SalesEntry[] = [];
    for await (const page of await sales.journal(ctx, of)) all.push(...page);
    return all;
  }

  it('is what was handed over, and nothing that was refused, cancelled, not collected or is still to come', async () => {
    await order();
    await orders.moved(await order(), 'refused');
    await orders.moved(await order(), 'accepted', 'cancelled');
    await orders.moved(await order(), 'accepted', 'not-collected');
    const sold = await collected(2);
    const undone = await collected();
    await orders.moved(undone, 'ready');
    const found = await entries();
    expect(found.map(({ id, operation, number }) => [id, operation, number])).toEqual([
      [sold.id, 'sale', sold.number],
    ]);
    expect(found.flatMap(sharesOf).map(({ rate, includingTax, tax }) => [rate, includingTax, tax])).toEqual([
      [550, 840, 44],
      [2_000, 1_450, 242],
    ]);
    expect(found.flatMap(sharesOf)[0]?.contents('fr')).toBe('2 × Pain de campagne');
  });

  it('is to the cent what the pages of the orders say was paid', async () => {
    const first = await collected(3);
    const before = await orders.moved(await withdraw(await order(), 2), 'accepted', 'collected');
    const after = await withdraw(await collected(), 2);
    const { sales: count, withdrawals, sold, withdrawn } = await sales.totals(orders.world.here, span());
    const paid = [first, before, after].reduce((sum, one) => sum + one.totalCents - one.withdrawnCents, 0);
    expect([count, withdrawals, sold.includingTax]).toEqual([3, 1, paid]);
    expect(withdrawn).toEqual({ includingTax: -1_450, tax: -242 });
    expect((await entries()).reduce((sum, one) => sum + (sharesOf(one)[0]?.includingTax ?? 0), 0)).toBe(
      3 * 420 + 420 + 420 - 1_450,
    );
  });

  it('says of a withdrawal whether its money was given back, at the time at which it was declared', async () => {
    const sold = await collected();
    orders.at(new Date(ORDERED_AT.getTime() + 60 * MINUTE));
    const { withdrawals } = await withdraw(sold, 2);
    const [, owed] = await entries();
    expect(owed).toMatchObject({ operation: 'withdrawal', number: sold.number, refundedAt: null });
    const refund = {
      orderId: sold.id,
      listingId: shop,
      accountId: '',
      seen: withdrawals.map(({ id }) => id),
    };
    orders.at(new Date(ORDERED_AT.getTime() + 90 * MINUTE));
    await orders.withdrawals.refund(orders.world.here, {
      ...refund,
      accountId: '00000000-0000-4000-8000-000000000000',
    });
    const [sale, paid] = await entries();
    expect([sale?.operation, paid?.refundedAt, paid?.at]).toEqual([
      'sale',
      new Date(ORDERED_AT.getTime() + 90 * MINUTE),
      new Date(ORDERED_AT.getTime() + 60 * MINUTE),
    ]);
  });

  it('is of its span alone, of its shop and of its territory, in pages that leave nothing out', async () => {
    const [{ id }] = [await collected()];
    await orders.world.work.write(orders.world.here, async ({ manager }) => {
      // As many as three pages hold, at one microsecond each, and some at the same.
      await manager.query(
        `INSERT INTO customer_order (id, listing_id, year, number, kind, fulfilment, state, event, slot_from, slot_until,
            total_cents, items, code, locale, idempotency_key, content_digest, created_at, erased_at, collected_at)
         SELECT gen_random_uuid(), listing_id, year, 1000 + n, kind, fulfilment, 'received', 1, slot_from, slot_until,
            420, 1, code, locale, gen_random_uuid(), content_digest, created_at, created_at,
            timestamptz '2026-12-02T00:00:00Z' + (n / 7) * interval '1 microsecond'
           FROM customer_order, generate_series(1, 1200) AS n WHERE id = $1`,
        [id],
      );
      await manager.query(
        `INSERT INTO order_event (id, order_id, event, state, actor, created_at)
         SELECT gen_random_uuid(), id, 1, 'received', 'customer', created_at FROM customer_order WHERE listing_id = $1 AND number > 1000`,
        [shop],
      );
      await manager.query(
        `INSERT INTO order_line (order_id, position, product_id, name, quantity, unit_cents, total_cents, vat, vat_rate, withdrawal)
         SELECT id, 1, $2, 'Pain', 1, 420, 420, 'reduced', 550, 'perishable' FROM customer_order
          WHERE listing_id = $1 AND number > 1000`,
        [shop, loaf],
      );
      await manager.query(
        `INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, created_at)
         SELECT gen_random_uuid(), id, 2, 1, 'received', 'accepted', 'merchant', created_at FROM customer_order
          WHERE listing_id = $1 AND number > 1000
         UNION ALL SELECT gen_random_uuid(), id, 3, 2, 'accepted', 'collected', 'merchant', created_at FROM customer_order
          WHERE listing_id = $1 AND number > 1000`,
        [shop],
      );
      await manager.query(
        `UPDATE customer_order SET state = 'collected', event = 3 WHERE listing_id = $1 AND number > 1000`,
        [shop],
      );
    });
    const all = await entries();
    expect([all.length, new Set(all.map((one) => one.id)).size]).toEqual([1_201, 1_201]);
    const { sales: count, sold } = await sales.totals(orders.world.here, span());
    expect([count, sold.includingTax]).toEqual([1_201, 1_200 * 420 + 1_870]);
    expect(await entries(span(UNTIL, new Date('2027-01-01T00:00:00Z')))).toEqual([]);
    expect(await entries(span(ORDERED_AT, ORDERED_AT))).toEqual([]);
    expect(await entries(span(), orders.world.there)).toEqual([]);
  });

  it('has what a server of the release before handed over, and an audit line for who took it away', async () => {
    const { id } = await collected();
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('UPDATE customer_order SET collected_at = NULL WHERE id = $1', [id]),
    );
    expect((await entries()).map(({ at }) => at)).toEqual([ORDERED_AT]);
    expect(
      await orders.rowsOf(
        `SELECT 1 FROM audit_log WHERE action = 'sales.exported' AND detail ->> 'listing' = $1`,
        [String(shop)],
      ),
    ).toHaveLength(1);
  });
});
