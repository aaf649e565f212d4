import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema } from '@halles/contracts';
import { DAY, SECOND } from '@halles/kernel';
import { UnitOfWork } from '@halles/platform/tenancy';
import { platformOf, seededRandom } from '@halles/testing';
import {
  anOrder,
  basketOf,
  moveOf,
  openPaidOrders,
  ORDERED_AT,
  outcomesOf,
  type PaidOrders,
} from '@halles/testing/orders';
import { OrderFiguresService } from '../figures/order-figures.service';
import { FulfilmentSettingsService } from '../fulfilment/fulfilment-settings.service';
import type { Order } from '../order';
import { OrderWeighing } from '../order-weighing.service';
import { OrderAccounts } from '../sales/order-accounts.service';
import { sharesOf } from '../sales/sale';
import { Sales } from '../sales/sales.service';
import { centsOf, creditNumber, type CreditNote } from './credit-note';
import { CreditNotes } from './credit-notes.service';
import { OrderReturns } from './order-returns.service';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const UNTIL = new Date('2027-02-01T00:00:00Z');
const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;

describe('credit notes', () => {
  let paid: PaidOrders;
  let notes: CreditNotes;
  let returns: OrderReturns;

  beforeAll(async () => {
    paid = await openPaidOrders();
    notes = paid.on.services.get(CreditNotes);
    returns = paid.on.services.get(OrderReturns);
  });
  afterAll(() => paid.close());
  beforeEach(() => paid.at(ORDERED_AT));

  const here = () => paid.on.world.here;
  let seconds = 0;
  /** Time goes on: what is captured was decided upon before or after what else happened. */
  const tick = (): void => {
    seconds += 1;
    paid.at(new Date(ORDERED_AT.getTime() + seconds * SECOND));
  };
  const withdraw = (order: Order, ...positions: number[]): Promise<void> =>
    paid.on.withdrawals.withdraw(
      here(),
      { orderId: order.id, listingId: order.listingId, positions, name: 'Odile', email: 'odile@example.org' },
      PLACE,
    );
  const giveBack = (order: Order, ...positions: number[]): Promise<void> =>
    returns.giveBack(here(), { orderId: order.id, listingId: order.listingId, positions });
  const notesOf = (order: Order): Promise<CreditNote[]> => notes.list(here(), order.id);
  const told = (all: readonly CreditNote[]): string[] =>
    all.map(({ number, cause, isPrepaid, cents }) =>
      [creditNumber(number), cause, isPrepaid ? 'prepaid' : 'sold', cents].join(' '),
    );
  const journal = async (listingId: number) => {
    const entries = [];
    for await (const page of await paid.on.services
      .get(Sales)
      .journal(here(), { listingId, from: ORDERED_AT, until: UNTIL }))
      entries.push(...page);
    return entries;
  };
  /** An order of three goods that was handed over and paid at the counter. */
  async function collected(shop: number): Promise<Order> {
    const { on } = paid;
    const right = { withdrawal: 'right' as const };
    const goods = [
      await on.aProduct(shop, right),
      await on.aProduct(shop, { ...right, vat: 'standard' }),
      await on.aProduct(shop),
    ];
    const order = await on.placed(shop, anOrder(basketOf(...goods)));
    return on.moved(order, 'accepted', 'collected');
  }

  it('are given for what was withdrawn from after the hand-over, and for nothing before it that nobody paid', async () => {
    const { on } = paid;
    const shop = await on.aShop();
    const order = await collected(shop);
    const book = await on.aProduct(shop, { withdrawal: 'right' });
    const early = await on.placed(shop, anOrder(basketOf(book)));
    await withdraw(early, 1);
    expect(await notesOf(early)).toEqual([]);
    await withdraw(order, 1);
    await withdraw(order, 1);
    await withdraw(order, 2);
    const made = await notesOf(order);
    expect(told(made)).toEqual(['A-2026-0001 withdrawal sold 420', 'A-2026-0002 withdrawal sold 420']);
    expect(made[0]?.lines).toMatchObject([
      { name: 'Pain de campagne', quantity: 1, totalCents: 420, vatRate: 550 },
    ]);
    const jobs = await platformOf(on.world).query(
      `SELECT ref FROM outbox WHERE kind = 'order.send-credit-note' AND ref = ANY ($1)`,
      [made.map(({ id }) => id)],
    );
    expect(jobs).toHaveLength(2);
  });

  it('are given for what a shop gives back of what it handed over: once, whoever presses, and never of what is not handed over', async () => {
    const { on } = paid;
    const shop = await on.aShop();
    const order = await collected(shop);
    await Promise.all([giveBack(order, 2, 3), giveBack(order, 2, 3)]);
    await giveBack(order, 3);
    const after = await on.handling.get(here(), order.id);
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 return sold 840']);
    expect(after.withdrawals).toMatchObject([
      {
        positions: [2, 3],
        amountCents: 840,
        isRefundDue: true,
        isByShop: true,
        customer: null,
        refundedAt: null,
      },
    ]);
    expect(
      (await on.withdrawals.listOwedRefunds(here(), [shop])).map(({ amountCents, isByShop }) => [
        amountCents,
        isByShop,
      ]),
    ).toEqual([[840, true]]);
    const waiting = await on.placed(shop, anOrder(basketOf(await on.aProduct(shop))));
    expect(
      outcomesOf(
        await Promise.allSettled([
          giveBack(waiting, 1),
          giveBack(order, 9),
          giveBack(order),
          giveBack({ ...order, listingId: await on.aShop() }, 1),
        ]),
      ),
    ).toEqual(['order-moved', 'order-moved', 'order-moved', 'order-not-found']);
    const entries = await journal(shop);
    expect(
      entries.map(({ operation, creditNote }) => [operation, creditNote && creditNumber(creditNote)]),
    ).toEqual([
      ['sale', null],
      ['return', 'A-2026-0001'],
    ]);
  });

  it('count as returns in the figures of the day, as in the journal', async () => {
    const { on } = paid;
    const shop = await on.aShop();
    const order = await collected(shop);
    const figures = on.services.get(OrderFiguresService);
    await figures.count(here());
    await giveBack(order, 1);
    await figures.count(here());
    const { totals } = await figures.ofShop(here(), shop, 4);
    expect([totals['sold-cents'], totals.returns, totals['returned-cents']]).toEqual([1_260, 1, 420]);
    const { withdrawn } = await on.services
      .get(Sales)
      .totals(here(), { listingId: shop, from: ORDERED_AT, until: UNTIL });
    expect(withdrawn.includingTax).toBe(-420);
  });

  it('send back to the card what was paid by it', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const [loaf, tin] = [await on.aProduct(shop), await on.aProduct(shop)];
    const { order, payment } = await paid.authorised(shop, loaf, { lines: basketOf(loaf, tin) });
    const accepted = await paid.settled(await on.moved(order, 'accepted'));
    const sold = await paid.settled(await on.moved(accepted, 'collected'));
    await giveBack(sold, 1);
    const after = await paid.settled(sold);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 840 420');
    expect(after.withdrawals.map(({ refundedAt }) => refundedAt !== null)).toEqual([true]);
    expect(told(await notesOf(sold))).toEqual(['A-2026-0001 return sold 420']);
  });

  it('are given for an order that was charged and came to nothing, once the card has its money, and are in no sum', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const [loaf, tin] = [await on.aProduct(shop, { withdrawal: 'right' }), await on.aProduct(shop)];
    const { order, payment } = await paid.authorised(shop, loaf, { lines: basketOf(loaf, tin) });
    const accepted = await paid.settled(await on.moved(order, 'accepted'));
    await withdraw(accepted, 1);
    expect(await notesOf(order)).toEqual([]);
    const rest = await paid.settled(await on.handling.get(here(), order.id));
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 withdrawal prepaid 420']);
    await paid.settled(await on.moved(rest, 'cancelled'));
    await paid.settled(rest);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 840 840');
    expect(told(await notesOf(order))).toEqual([
      'A-2026-0001 withdrawal prepaid 420',
      'A-2026-0002 cancellation prepaid 420',
    ]);
    const entries = await journal(shop);
    expect(entries.map(({ operation, onlineCents }) => [operation, onlineCents])).toEqual([
      ['prepaid', -420],
      ['prepaid', -420],
    ]);
    const totals = await on.services
      .get(Sales)
      .totals(here(), { listingId: shop, from: ORDERED_AT, until: UNTIL });
    expect(totals).toMatchObject({ sales: 0, withdrawals: 0, sold: { includingTax: 0 }, rates: [] });
  });

  it('come to what was charged where an order had become dearer than that', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const [loaf, tin] = [await on.aProduct(shop), await on.aProduct(shop)];
    const { order, payment } = await paid.authorised(shop, loaf, { lines: basketOf(loaf, tin) });
    const accepted = await paid.settled(await on.moved(order, 'accepted'));
    // As after a substitute that costs more: 60 cents are left for the counter.
    await on.services.get(UnitOfWork).write(here(), async ({ manager }) => {
      await manager.query(
        'UPDATE order_line SET unit_cents = 480, total_cents = 480 WHERE order_id = $1 AND position = 2',
        [order.id],
      );
      await manager.query('UPDATE customer_order SET total_cents = 900 WHERE id = $1', [order.id]);
    });
    await paid.settled(await on.moved(accepted, 'cancelled'));
    expect(paid.moneyOf(payment)).toBe('succeeded 0 840 840');
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 cancellation prepaid 840']);
  });

  it('are given for a refund of which no answer came, once the provider tells of it', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const { order, payment } = await paid.authorised(shop, await on.aProduct(shop));
    const accepted = await paid.settled(await on.moved(order, 'accepted'));
    await on.moved(accepted, 'cancelled');
    paid.stripe.failNext(/refunds/, 'lost-after');
    await expect(paid.settled(accepted)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    paid.at(new Date(ORDERED_AT.getTime() + DAY));
    await paid.settled(accepted);
    await paid.settled(accepted);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 420 420');
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 cancellation prepaid 420']);
  });

  it('leave out what was withdrawn from before the card was charged: nobody paid it', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const [loaf, tin] = [await on.aProduct(shop, { withdrawal: 'right' }), await on.aProduct(shop)];
    const { order } = await paid.authorised(shop, loaf, { lines: basketOf(loaf, tin) });
    await withdraw(order, 1);
    tick();
    const left = await on.handling.get(here(), order.id);
    const accepted = await paid.settled(await on.moved(left, 'accepted'));
    await paid.settled(await on.moved(accepted, 'cancelled'));
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 cancellation prepaid 420']);
  });

  it('are given where the scales say less than was charged, to the cent that goes back', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const beef = await on.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing: CUT });
    const weight = { by: 'weight' as const, grams: 350 };
    const lines = [{ productId: beef, quantity: 1, unitCents: 2_490, choices: [], weight }];
    const { order, payment } = await paid.authorised(shop, beef, { lines });
    const weigh = async (of: Order, grams: number): Promise<Order> => {
      await on.services.get(OrderWeighing).weigh(here(), moveOf(of), new Map([[1, grams]]));
      return paid.settled(await on.handling.get(here(), order.id));
    };
    const heavy = await weigh(await on.moved(order, 'accepted'), 380);
    expect(await notesOf(order)).toEqual([]);
    await weigh(heavy, 300);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 946 199');
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 weight prepaid 199']);
    expect((await notesOf(order))[0]?.lines).toMatchObject([{ name: 'Rumsteck', totalCents: 199 }]);
  });

  it('have numbers of each shop and year without gaps, also given at once', async () => {
    const { on } = paid;
    const shop = await on.aShop();
    const other = await on.aShop();
    const orders = await Promise.all(Array.from({ length: 6 }, () => collected(shop)));
    await Promise.all([...orders.map((order) => giveBack(order, 1)), giveBack(await collected(other), 1)]);
    const numbers = (await Promise.all(orders.map(notesOf))).flat().map(({ number }) => number.number);
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6]);
    paid.at(new Date('2027-01-02T09:00:00Z'));
    const [first] = orders;
    if (first) await giveBack(first, 2);
    expect(first && told(await notesOf(first)).at(-1)).toBe('A-2027-0001 return sold 420');
  });

  it('have the fee of a delivery with the last of its goods, taxed as it was sold', async () => {
    const { on } = paid;
    const shop = await on.aShop();
    const [{ code, name } = { code: '', name: '' }] = await on.rowsOf<{ code: string; name: string }>(
      'SELECT code, name FROM commune ORDER BY name',
    );
    const zone = {
      ...{ id: randomUUID(), area: { by: 'communes', codes: [code] } },
      ...{ feeCents: 353, minimumCents: 0, freeFromCents: null },
    };
    await on.services.get(FulfilmentSettingsService).change(here(), shop, (before) => ({
      ...before,
      delivery: { isOn: true, rules: deliveryRulesSchema.parse({ slots: { notice: 60 }, zones: [zone] }) },
    }));
    const goods = [await on.aProduct(shop), await on.aProduct(shop, { vat: 'standard' })];
    const address = { street: '3 rue des Alpes', postalCode: '33000', city: name };
    const fulfilment = { mode: 'delivery' as const, address, feeCents: 353 };
    const order = await on.moved(
      await on.placed(shop, anOrder(basketOf(...goods), { fulfilment })),
      'accepted',
      'collected',
    );
    await giveBack(order, 1);
    await giveBack(order, 2);
    const made = await notesOf(order);
    expect(made.map(({ fee, cents }) => [fee.length, cents])).toEqual([
      [0, 420],
      [2, 773],
    ]);
    const [sale, ...credits] = await journal(shop);
    const sumOf = (of: readonly (typeof sale)[]): number =>
      of
        .flatMap((one) => (one ? sharesOf(one) : []))
        .reduce((sum, { includingTax }) => sum + includingTax, 0);
    expect([sumOf([sale]), sumOf(credits)]).toEqual([1_193, -1_193]);
  });

  it('stay ten years after their own year, with their order', async () => {
    const { on } = paid;
    const shop = await on.aShop();
    const order = await collected(shop);
    const accounts = on.services.get(OrderAccounts, { strict: false });
    paid.at(new Date('2027-01-02T09:00:00Z'));
    await giveBack(order, 1);
    const count = async () => (await notesOf(order)).length;
    await accounts.eraseBefore(here(), new Date('2027-06-01T00:00:00Z'));
    expect([await count(), (await on.handling.get(here(), order.id)).id]).toEqual([1, order.id]);
    await accounts.eraseBefore(here(), new Date('2028-01-01T12:00:00Z'));
    expect(await count()).toBe(0);
    const left = await on.rowsOf<{ count: number }>(
      `SELECT (SELECT count(*)::int FROM order_number WHERE listing_id = $1)
            + (SELECT count(*)::int FROM credit_note_number WHERE listing_id = $1 AND year < 2028) AS count`,
      [shop],
    );
    expect(left).toEqual([{ count: 0 }]);
  });

  it('come to what went back, whatever happens to orders that are paid online', async () => {
    const { on } = paid;
    const random = seededRandom(7);
    const pick = <T>(...some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
    const { shop } = await paid.aPaidShop();
    const goods = await Promise.all(
      [420, 420, 420].map((priceCents) => on.aProduct(shop, { priceCents, withdrawal: 'right' })),
    );
    for (let count = 0; count < 15; count += 1) {
      const placed = await paid.authorised(shop, goods[0] ?? '', { lines: basketOf(...goods) });
      let order = await on.moved(placed.order, 'accepted');
      if (pick(true, false)) order = await paid.settled(order);
      for (let step = 0; step < 3; step += 1) {
        tick();
        const { state, lines, withdrawals } = order;
        const gone = new Set(withdrawals.flatMap(({ positions }) => positions));
        const left = lines.map((_, index) => index + 1).filter((position) => !gone.has(position));
        if (left.length > 0 && pick(true, false) && state !== 'cancelled')
          await withdraw(order, pick(...left));
        else if (left.length > 0 && state === 'collected') await giveBack(order, pick(...left));
        else if (state === 'accepted')
          await on.moved(order, pick('collected' as const, 'cancelled' as const));
        order = await on.handling.get(here(), order.id);
        tick();
        if (pick(true, false)) order = await paid.settled(order);
      }
      order = await paid.settled(order);
      const all = await notesOf(order);
      const sum = (of: readonly CreditNote[]): number => of.reduce((cents, note) => cents + note.cents, 0);
      const { capturedCents = 0, refundedCents = 0 } = order.payment ?? {};
      const sold = order.state === 'collected' ? order.totalCents - order.withdrawnCents : 0;
      const credited = sum(all.filter(({ isPrepaid }) => !isPrepaid));
      // What was given back before the card was charged was never charged.
      expect([placed.payment, sold - credited]).toEqual([placed.payment, capturedCents - refundedCents]);
      const prepaid = sum(all.filter(({ isPrepaid }) => isPrepaid));
      expect([placed.payment, order.state === 'collected' || prepaid === refundedCents]).toEqual([
        placed.payment,
        true,
      ]);
      expect(prepaid).toBeLessThanOrEqual(refundedCents);
      expect(all.every((note) => centsOf(note) === note.cents)).toBe(true);
    }
    const entries = await journal(shop);
    const { sold, withdrawn, online } = await on.services
      .get(Sales)
      .totals(here(), { listingId: shop, from: ORDERED_AT, until: new Date(ORDERED_AT.getTime() + DAY) });
    expect(online.sold + online.withdrawn).toBe(sold.includingTax + withdrawn.includingTax);
    expect(
      entries.every(({ operation, creditNote }) => (operation === 'sale') === (creditNote === null)),
    ).toBe(true);
  });
});
