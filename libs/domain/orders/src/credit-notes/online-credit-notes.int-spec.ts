import { UnitOfWork } from '@halles/platform/tenancy';
import {
  anOrder,
  basketOf,
  moveOf,
  openPaidOrders,
  ORDERED_AT,
  type PaidOrders,
} from '@halles/testing/orders';
import { OrderNotes } from '../documents/order-notes.service';
import type { Order } from '../order';
import { OrderWeighing } from '../order-weighing.service';
import { CounterPayments } from '../payments/counter-payments.service';
import { onlinePaymentState } from '../payments/payment-words';
import { Sales } from '../sales/sales.service';
import { creditNumber, type CreditNote } from './credit-note';
import { CreditNotes } from './credit-notes.service';
import { OrderReturns } from './order-returns.service';

const UNTIL = new Date('2027-02-01T00:00:00Z');
const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;

describe('credit notes of orders that are paid online', () => {
  let paid: PaidOrders;

  beforeAll(async () => {
    paid = await openPaidOrders();
  });
  afterAll(() => paid.close());
  beforeEach(() => paid.at(ORDERED_AT));

  const here = () => paid.on.world.here;
  const giveBack = (order: Order, ...positions: number[]): Promise<void> =>
    paid.on.services
      .get(OrderReturns)
      .giveBack(here(), { orderId: order.id, listingId: order.listingId, positions });
  const notesOf = (order: Order): Promise<CreditNote[]> =>
    paid.on.services.get(CreditNotes).list(here(), order.id);
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

  /** Two cuts of 350 g each, charged at what they weigh: 8.72 and 7.00 euros. */
  async function twoCuts() {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const cut = { weighing: CUT, priceCents: 2_490 };
    const beef = await on.aProduct(shop, { ...cut, name: 'Rumsteck' });
    const ham = await on.aProduct(shop, { ...cut, name: 'Jambon', priceCents: 2_000, vat: 'standard' });
    const weight = { by: 'weight' as const, grams: 350 };
    const lines = [
      { productId: beef, quantity: 1, unitCents: 2_490, choices: [], weight },
      { productId: ham, quantity: 1, unitCents: 2_000, choices: [], weight },
    ];
    const { order, payment } = await paid.authorised(shop, beef, { lines });
    const weigh = async (...grams: number[]): Promise<Order> => {
      const seen = await on.handling.get(here(), order.id);
      const weights = new Map(grams.map((one, index) => [index + 1, one]));
      await on.services.get(OrderWeighing).weigh(here(), moveOf(seen), weights);
      return on.handling.get(here(), order.id);
    };
    await on.moved(order, 'accepted');
    await paid.settled(await weigh(350, 350));
    expect(paid.moneyOf(payment)).toBe('succeeded 0 1572 0');
    return { shop, order, payment, weigh };
  }

  it('are not given by the scales, but by the refund that they lead to, line by line', async () => {
    const { order, payment, weigh } = await twoCuts();
    await weigh(300, 340);
    expect(await notesOf(order)).toEqual([]);
    await paid.settled(await weigh(350, 350));
    expect([paid.moneyOf(payment), await notesOf(order)]).toEqual(['succeeded 0 1572 0', []]);
    const lighter = await weigh(300, 340);
    paid.stripe.failNext(/refunds/, 'lost-before');
    await expect(paid.settled(lighter)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    paid.stripe.failNext(/refunds/, 'refused');
    await paid.settled(lighter);
    expect([paid.moneyOf(payment), await notesOf(order)]).toEqual(['succeeded 0 1572 0', []]);
    await paid.settled(lighter);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 1572 145');
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 weight prepaid 145']);
    await paid.settled(await weigh(250, 340));
    const lines = (await notesOf(order)).map((note) =>
      note.lines.map((line) => [line.name, line.totalCents, line.vatRate].join(' ')),
    );
    expect(lines).toEqual([['Rumsteck 125 550', 'Jambon 20 2000'], ['Rumsteck 124 550']]);
  });

  it('leave what went back to be paid at the counter, where it weighs more after all', async () => {
    const { on } = paid;
    const { shop, order, payment, weigh } = await twoCuts();
    await paid.settled(await weigh(250, 340));
    const heavier = await paid.settled(await weigh(350, 350));
    expect([onlinePaymentState(heavier)?.leftCents, paid.moneyOf(payment)]).toEqual([
      ...[269, 'succeeded 0 1572 269'],
    ]);
    const sold = await paid.settled(await on.moved(heavier, 'collected'));
    expect([onlinePaymentState(sold)?.leftCents, (await notesOf(order)).length]).toEqual([269, 1]);
    const online = async (operation: string) => {
      const entry = (await journal(shop)).find((one) => one.operation === operation);
      return [entry?.onlineCents, entry?.unpaidCents];
    };
    expect(await online('sale')).toEqual([1_303, 269]);
    const atCounter = { orderId: order.id, listingId: shop, seen: sold.event };
    await on.services.get(CounterPayments).note(here(), atCounter);
    const settled = await paid.settled(sold);
    expect([onlinePaymentState(settled)?.leftCents, await online('sale')]).toEqual([0, [1_303, 0]]);
    // The counter was paid last: what is given back first goes back there.
    await giveBack(sold, 1);
    await paid.settled(sold);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 1572 872');
    const back = (await notesOf(order)).at(-1);
    expect([back?.cents, back?.cardCents]).toEqual([872, 603]);
    expect([await online('sale'), await online('return')]).toEqual([
      [1_303, 0],
      [-603, null],
    ]);
    const unpaid = await on.withdrawals.listOwedRefunds(here(), [shop]);
    expect(unpaid.map(({ amountCents }) => amountCents)).toEqual([269]);
  });

  it('are given for a weight that was noted in the very moment of the capture', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const beef = await on.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing: CUT });
    const weight = { by: 'weight' as const, grams: 350 };
    const lines = [{ productId: beef, quantity: 1, unitCents: 2_490, choices: [], weight }];
    const { order, payment } = await paid.authorised(shop, beef, { lines });
    const weigh = async (grams: number): Promise<void> => {
      const seen = await on.handling.get(here(), order.id);
      await on.services.get(OrderWeighing).weigh(here(), moveOf(seen), new Map([[1, grams]]));
    };
    await on.moved(order, 'accepted');
    await weigh(350);
    paid.stripe.failNext(/capture/, 'lost-after');
    await expect(paid.settled(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    await weigh(300);
    await paid.settled(order);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 872 125');
    expect(told(await notesOf(order))).toEqual(['A-2026-0001 weight prepaid 125']);
  });

  it('are given for what a shop gives back at the provider, over the lines of the order', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const goods = [await on.aProduct(shop), await on.aProduct(shop, { vat: 'standard' })];
    const { order, payment } = await paid.authorised(shop, goods[0] ?? '', { lines: basketOf(...goods) });
    await paid.settled(await on.moved(order, 'accepted'));
    paid.stripe.refundByHand(payment, 301);
    const seen = await paid.settled(order);
    const [note, ...more] = await notesOf(order);
    expect([told(note ? [note] : []), more]).toEqual([['A-2026-0001 other prepaid 301'], []]);
    expect(note?.lines.map((line) => [line.totalCents, line.vatRate, line.isAmount])).toEqual([
      [151, 550, true],
      [150, 2_000, true],
    ]);
    expect(onlinePaymentState(seen)?.leftCents).toBe(301);
  });

  it('keep who gave them and how, whatever becomes of the shop and the order', async () => {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const goods = [await on.aProduct(shop), await on.aProduct(shop)];
    const { order } = await paid.authorised(shop, goods[0] ?? '', { lines: basketOf(...goods) });
    const sold = await paid.settled(await on.moved(order, 'accepted', 'collected'));
    await giveBack(sold, 1);
    const kept = async () => {
      const [note] = await notesOf(order);
      const facts = await on.world.work.read(here(), (tx) =>
        on.services.get(OrderNotes, { strict: false }).find(tx, sold),
      );
      return [note?.seller, note?.cardCents, facts];
    };
    const before = await kept();
    const [row] = await on.rowsOf<{ name: string }>('SELECT name FROM listing WHERE id = $1', [shop]);
    expect(before).toEqual([
      expect.objectContaining({ name: row?.name, vat: null }),
      420,
      { seller: expect.objectContaining({ name: row?.name }), cardCents: 840 },
    ]);
    await on.services.get(UnitOfWork).write(here(), async ({ manager }) => {
      await manager.query(
        `UPDATE listing SET name = 'Un Autre', siret = NULL, address_line = '1 rue Neuve' WHERE id = $1`,
        [shop],
      );
      await manager.query(`UPDATE order_payment SET state = 'cancelled' WHERE order_id = $1`, [order.id]);
    });
    expect(await kept()).toEqual(before);
    // Who sells next is another one.
    const next = await on.moved(await on.placed(shop, anOrder(basketOf(...goods))), 'accepted', 'collected');
    await giveBack(next, 1);
    expect(await notesOf(next)).toMatchObject([{ seller: { name: 'Un Autre', siret: null }, cardCents: 0 }]);
  });
});
