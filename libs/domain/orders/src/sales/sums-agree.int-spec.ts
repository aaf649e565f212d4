import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema } from '@halles/contracts';
import { HOUR } from '@halles/kernel';
import { seededRandom } from '@halles/testing';
import { anOrder, openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';
import { OrderFiguresService } from '../figures/order-figures.service';
import { FulfilmentSettingsService } from '../fulfilment/fulfilment-settings.service';
import type { Order } from '../order';
import { sharesOf } from './sale';
import { Sales } from './sales.service';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const UNTIL = new Date('2027-01-01T00:00:00Z');

/** Orders that are left as they were placed, handed over, and withdrawn from before and after: with fees, paid here and there. */
describe('what a shop took, in its journal, its figures and on the pages of its orders', () => {
  let paid: PaidOrders;

  beforeAll(async () => {
    paid = await openPaidOrders();
  });
  afterAll(() => paid.close());

  async function aShop(): Promise<{
    readonly shop: number;
    readonly goods: readonly string[];
    readonly city: string;
  }> {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const [commune = { code: '', name: '' }] = await on.rowsOf<{ code: string; name: string }>(
      'SELECT code, name FROM commune ORDER BY name',
    );
    const zone = {
      ...{ id: randomUUID(), area: { by: 'communes', codes: [commune.code] } },
      ...{ feeCents: 353, minimumCents: 0, freeFromCents: null },
    };
    await on.services.get(FulfilmentSettingsService).change(on.world.here, shop, (before) => ({
      ...before,
      delivery: { isOn: true, rules: deliveryRulesSchema.parse({ slots: { notice: 60 }, zones: [zone] }) },
    }));
    const right = { withdrawal: 'right' as const };
    const goods = [
      await on.aProduct(shop, { ...right, vat: 'standard', priceCents: 1_451 }),
      await on.aProduct(shop, { ...right, vat: 'intermediate', priceCents: 333 }),
      await on.aProduct(shop, { ...right, vat: 'reduced', priceCents: 107 }),
    ];
    return { shop, goods, city: commune.name };
  }
  const PRICES = [1_451, 333, 107];

  /** Its customer withdraws from all that is left of an order, or from the first of it. */
  async function withdraw(order: Order, isWhole: boolean): Promise<void> {
    const gone = new Set(order.withdrawals.flatMap(({ positions }) => positions));
    const left = order.lines.map((_, index) => index + 1).filter((position) => !gone.has(position));
    const positions = isWhole ? left : left.slice(0, 1);
    if (positions.length === 0) return;
    const declared = { positions, name: 'Odile', email: 'odile@example.org' };
    const input = { orderId: order.id, listingId: order.listingId, ...declared };
    await paid.on.withdrawals.withdraw(paid.on.world.here, input, PLACE);
  }

  /** Orders of which all kinds of things come. @returns their ids */
  async function busyShop(seed: number): Promise<{ readonly shop: number; readonly ids: readonly string[] }> {
    const { on } = paid;
    const { here } = on.world;
    const random = seededRandom(seed);
    const pick = <T>(...some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
    const { shop, goods, city } = await aShop();
    const ids: string[] = [];
    for (let count = 0; count < 24; count += 1) {
      const lines = goods.flatMap((productId, index) =>
        index > 0 && pick(true, false)
          ? []
          : [{ productId, quantity: pick(1, 2, 7), unitCents: PRICES[index], weight: null, choices: [] }],
      );
      const fulfilment = pick(true, false)
        ? {
            fulfilment: {
              mode: 'delivery',
              address: { street: '3 rue des Alpes', postalCode: '33000', city },
            },
          }
        : {};
      const isOnline = pick(true, false);
      const placed = await on.placed(
        shop,
        anOrder(lines, { ...fulfilment, payment: isOnline ? 'online' : 'shop' }),
      );
      ids.push(placed.id);
      if (isOnline) await paid.pay(placed);
      const received = isOnline ? await paid.settled(placed) : placed;
      let order = await on.moved(received, 'accepted');
      if (isOnline && pick(true, false)) order = await paid.settled(order);
      if (pick(true, false, false)) await withdraw(order, pick(true, false));
      order = await on.handling.get(here, order.id);
      if (order.state === 'accepted' && pick(true, true, false)) order = await on.moved(order, 'collected');
      else if (order.state === 'accepted' && pick(true, false)) order = await on.moved(order, 'cancelled');
      if (isOnline) order = await paid.settled(order);
      if (order.state === 'collected' && pick(true, false)) await withdraw(order, pick(true, false));
      if (isOnline && pick(true, false)) await paid.settled(order);
    }
    for (const id of ids) await paid.settled(await on.handling.get(here, id));
    return { shop, ids };
  }

  it.each([1, 2, 3])('are the same to the cent, whatever becomes of the orders (seed %i)', async (seed) => {
    const { on } = paid;
    const { here } = on.world;
    const { shop, ids } = await busyShop(seed);
    const span = { listingId: shop, from: ORDERED_AT, until: UNTIL };
    const sales = on.services.get(Sales);
    const { sold, withdrawn, online } = await sales.totals(here, span);
    const orders = await Promise.all(ids.map((id) => on.handling.get(here, id)));
    const collected = orders.filter(({ state }) => state === 'collected');
    const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
    const back = (of: readonly Order[]): number =>
      sum(
        of.flatMap(({ withdrawals }) =>
          withdrawals.filter((one) => one.isRefundDue).map((one) => one.amountCents),
        ),
      );
    expect(sold.includingTax).toBe(sum(collected.map((one) => one.totalCents - one.withdrawnCents)));
    expect(withdrawn.includingTax + back(collected)).toBe(0);
    const payments = collected.flatMap(({ payment }) => payment ?? []);
    // Everything was paid by card where anything was, and all that was due has gone back.
    expect(back(collected.filter(({ payment }) => payment !== null)) + online.withdrawn).toBe(0);
    expect(online.sold + online.withdrawn).toBe(
      sum(payments.map(({ capturedCents, refundedCents }) => capturedCents - refundedCents)),
    );
    const entries = [];
    for await (const page of await sales.journal(here, span))
      entries.push(...page.filter(({ operation }) => operation !== 'prepaid'));
    expect(sum(entries.flatMap(sharesOf).map(({ includingTax }) => includingTax))).toBe(
      sold.includingTax + withdrawn.includingTax,
    );
    for (const { onlineCents, ...entry } of entries)
      if (onlineCents !== null)
        expect(Math.abs(onlineCents)).toBeLessThanOrEqual(
          Math.abs(sum(sharesOf(entry).map(({ includingTax }) => includingTax))),
        );
    paid.at(new Date(ORDERED_AT.getTime() + HOUR));
    const figures = on.services.get(OrderFiguresService);
    await figures.count(here);
    const { totals } = await figures.ofShop(here, shop, 4);
    paid.at(ORDERED_AT);
    expect([totals['sold-cents'], -totals['returned-cents']]).toEqual([
      sold.includingTax,
      withdrawn.includingTax,
    ]);
  });
});
