import { DAY } from '@halles/kernel';
import { basketOf, openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';
import { CreditNotes } from '../credit-notes/credit-notes.service';
import { OrderReturns } from '../credit-notes/order-returns.service';
import { OrderFiguresService } from '../figures/order-figures.service';
import { creditNumber } from '../credit-notes/credit-note';
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
});
