import { DAY } from '@halles/kernel';
import { basketOf, openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';
import { CreditNotes } from '../credit-notes/credit-notes.service';
import { OrderReturns } from '../credit-notes/order-returns.service';
import { OrderFiguresService } from '../figures/order-figures.service';
import { creditNumber } from '../credit-notes/credit-note';
import { CounterPayments } from '../payments/counter-payments.service';
import { Sales } from './sales.service';

const NEW_YEAR = new Date('2026-12-31T23:00:00Z');
const LATER = new Date('2027-01-12T09:00:00Z');

describe('a month that is over, in the journal of sales', () => {
  let paid: PaidOrders;

  beforeAll(async () => {
    paid = await openPaidOrders();
  });
  afterAll(() => paid.close());

  it('stays as it was, whatever is given back afterwards: that is of the day on which it is', async () => {
    const { on } = paid;
    const { here } = on.world;
    const { shop } = await paid.aPaidShop();
    const [loaf, tin] = [await on.aProduct(shop), await on.aProduct(shop, { vat: 'standard' })];
    const sold = async () => {
      const { order, payment } = await paid.authorised(shop, loaf, { lines: basketOf(loaf, tin) });
      const accepted = await paid.settled(await on.moved(order, 'accepted'));
      return { order: await paid.settled(await on.moved(accepted, 'collected')), payment };
    };
    const { order, payment } = await sold();
    const other = await sold();
    const sales = on.services.get(Sales);
    const december = { listingId: shop, from: ORDERED_AT, until: NEW_YEAR };
    const told = async (span: typeof december) => {
      const entries = [];
      for await (const page of await sales.journal(here, span)) entries.push(...page);
      return entries.map(({ operation, onlineCents, unpaidCents, creditNote }) =>
        [operation, onlineCents, unpaidCents, creditNote && creditNumber(creditNote)].join(' '),
      );
    };
    const before = [await sales.totals(here, december), await told(december)];
    expect(before[1]).toEqual(['sale 840 0 ', 'sale 840 0 ']);

    paid.at(LATER);
    paid.stripe.refundByHand(payment, 301);
    await paid.settled(order);
    await on.services.get(OrderReturns).giveBack(here, {
      ...{ orderId: other.order.id, listingId: shop, positions: [], isRestocked: false },
      parts: [{ position: 2, cents: 100 }],
    });
    await paid.settled(other.order);
    expect([await sales.totals(here, december), await told(december)]).toEqual(before);
    const january = { listingId: shop, from: NEW_YEAR, until: new Date(LATER.getTime() + DAY) };
    expect(await told(january)).toEqual(['return -301  A-2027-0001', 'return -100  A-2027-0002']);
    const { withdrawn, online } = await sales.totals(here, january);
    expect([withdrawn.includingTax, online.withdrawn]).toEqual([-401, -401]);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 840 301');
    const notes = await on.services.get(CreditNotes).list(here, order.id);
    expect(notes.map(({ cents }) => cents)).toEqual([301]);

    const figures = on.services.get(OrderFiguresService);
    await figures.count(here);
    const { totals } = await figures.ofShop(here, shop, 4);
    expect(totals['returned-cents']).toBe(401);
    paid.at(ORDERED_AT);
  });

  it('keeps what was paid of it by its end, and what is paid afterwards is of the month in which it is', async () => {
    const { on } = paid;
    const { here } = on.world;
    const { shop } = await paid.aPaidShop();
    const loaf = await on.aProduct(shop);
    const unpaid = async () => {
      const { order } = await paid.authorised(shop, loaf);
      paid.stripe.failNext(/capture/, 'refused');
      const accepted = await paid.settled(await on.moved(order, 'accepted'));
      return on.moved(accepted, 'collected');
    };
    const [counted, charged] = [await unpaid(), await unpaid()];
    const sales = on.services.get(Sales);
    const told = async (from: Date, until: Date) => {
      const span = { listingId: shop, from, until };
      const entries = [];
      for await (const page of await sales.journal(here, span)) entries.push(...page);
      const { sold, online, unpaid: left, later } = await sales.totals(here, span);
      return {
        entries: entries.map(({ operation, onlineCents, unpaidCents }) =>
          [operation, onlineCents, unpaidCents].join(' '),
        ),
        sums: [sold.includingTax, online.sold, left, later.online, later.unpaid],
      };
    };
    const december = () => told(ORDERED_AT, NEW_YEAR);
    const before = await december();
    expect(before).toEqual({ entries: ['sale 0 420', 'sale 0 420'], sums: [840, 0, 840, 0, 0] });

    paid.at(LATER);
    const counter = on.services.get(CounterPayments);
    const now = await on.handling.get(here, counted.id);
    const at = { orderId: now.id, listingId: shop, seen: now.event };
    await counter.note(here, at);
    await paid.settled(charged);
    expect(await december()).toEqual(before);
    const january = () => told(NEW_YEAR, new Date(LATER.getTime() + DAY));
    const { entries, sums } = await january();
    expect(entries.sort()).toEqual(['payment 0 -420', 'payment 420 -420']);
    expect(sums).toEqual([0, 0, 0, 420, -840]);
    await counter.takeBack(here, at);
    await paid.settled(charged);
    expect(await december()).toEqual(before);
    expect((await january()).sums).toEqual([0, 0, 0, 420, -420]);
    paid.at(ORDERED_AT);
  });
});
