import { anOrder, basketOf, openOrdersWorld, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { creditNumber } from '../credit-notes/credit-note';
import { CreditNotes } from '../credit-notes/credit-notes.service';
import type { Order } from '../order';
import { Sales } from '../sales/sales.service';
import { advanceDueCents, advanceToGiveBackCents, isPaidInAdvance } from './advance-payment';
import { AdvancePayments } from './advance-payments.service';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const UNTIL = new Date('2027-02-01T00:00:00Z');

describe('what is given back of a payment in advance', () => {
  let orders: OrdersWorld;
  let advances: AdvancePayments;
  let notes: CreditNotes;

  beforeAll(async () => {
    orders = await openOrdersWorld({ ORDER_NOTICE_DELAY_SECONDS: '120' });
    advances = orders.services.get(AdvancePayments);
    notes = orders.services.get(CreditNotes);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => orders.at(ORDERED_AT));

  const here = () => orders.world.here;
  const seen = (order: Order): Promise<Order> => orders.handling.get(here(), order.id);
  const of = ({ id: orderId, listingId, event }: Order) => ({ orderId, listingId, seen: event });
  /** An order of two goods that is to be sent, and whose payment came. */
  async function paid(): Promise<Order> {
    const shop = await orders.aShop();
    const right = { withdrawal: 'right' as const };
    const goods = [await orders.aProduct(shop, right), await orders.aProduct(shop, right)];
    const { id } = await orders.placed(shop, anOrder(basketOf(...goods)));
    await orders.world.work.write(here(), ({ manager }) =>
      manager.query(
        `UPDATE customer_order SET fulfilment = 'post',
           delivery_address = '{"street":"1 rue des Halles","postalCode":"33000","city":"Bourg"}' WHERE id = $1`,
        [id],
      ),
    );
    const order = await orders.moved(await orders.handling.get(here(), id), 'accepted');
    await advances.say(here(), of(order), true);
    return seen(order);
  }
  const told = async (order: Order): Promise<string[]> =>
    (await notes.list(here(), order.id)).map(({ number, cause, isPrepaid, cents, cardCents }) =>
      [creditNumber(number), cause, isPrepaid ? 'prepaid' : 'sold', cents, cardCents].join(' '),
    );
  const journal = async (listingId: number): Promise<unknown[]> => {
    const entries = [];
    for await (const page of await orders.services
      .get(Sales)
      .journal(here(), { listingId, from: ORDERED_AT, until: UNTIL }))
      entries.push(...page);
    return entries.map(({ operation, advanceCents, onlineCents, refundedAt }) => [
      ...[operation, advanceCents, onlineCents, refundedAt !== null],
    ]);
  };
  /** What the home of the shop says is to be given back; nothing of it in another territory. */
  const owed = async ({ listingId }: Order): Promise<unknown[]> => {
    expect(await orders.withdrawals.listOwedRefunds(orders.world.there, [listingId])).toEqual([]);
    const all = await orders.withdrawals.listOwedRefunds(here(), [listingId]);
    return all.map(({ orderId, amountCents, isAdvance }) => [orderId, amountCents, isAdvance]);
  };
  const withdraw = ({ id: orderId, listingId }: Order): Promise<void> =>
    orders.withdrawals.withdraw(
      here(),
      { orderId, listingId, positions: [1], name: 'Odile', email: 'odile@example.org' },
      PLACE,
    );

  it('is noted of an order that ended, with one credit note, and stands in the journal in no sum', async () => {
    const order = await orders.moved(await paid(), 'cancelled');
    expect([advanceToGiveBackCents(order), order.noticesDueAt]).toEqual([840, expect.any(Date)]);
    await expect(advances.sayReturned(orders.world.there, of(order), true)).rejects.toMatchObject({
      code: 'order-not-found',
    });
    await expect(
      advances.sayReturned(here(), { ...of(order), listingId: await orders.aShop() }, true),
    ).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(advances.sayReturned(here(), { ...of(order), seen: 1 }, true)).rejects.toMatchObject({
      code: 'order-moved',
    });
    expect(await owed(order)).toEqual([[order.id, 840, true]]);
    // Twice pressed it is one.
    await Promise.all([1, 2].map(() => advances.sayReturned(here(), of(order), true)));
    // Why is told of at once.
    expect(await seen(order)).toMatchObject({
      advance: { cents: 840, returned: { cents: 840 } },
      noticesDueAt: null,
    });
    expect(await owed(order)).toEqual([]);
    expect(await told(order)).toEqual(['A-2026-0001 cancellation prepaid 840 0']);
    expect(await journal(order.listingId)).toEqual([['prepaid', -840, null, true]]);
    const totals = await orders.services
      .get(Sales)
      .totals(here(), { listingId: order.listingId, from: ORDERED_AT, until: UNTIL });
    expect(totals).toMatchObject({ sales: 0, sold: { includingTax: 0 }, withdrawn: { includingTax: 0 } });
    expect(totals.advance).toBeUndefined();

    // Not given back after all it is owed again; the note says so already.
    await advances.sayReturned(here(), of(order), false);
    expect(advanceToGiveBackCents(await seen(order))).toBe(840);
    await advances.sayReturned(here(), of(order), true);
    expect(await told(order)).toHaveLength(1);

    // Restored, it is to be paid again.
    const restored = await orders.moved(await seen(order), 'accepted');
    expect([advanceDueCents(restored), isPaidInAdvance(restored)]).toEqual([840, false]);
    await advances.say(here(), of(restored), true);
    expect(await seen(order)).toMatchObject({ advance: { cents: 1_680, returned: { cents: 840 } } });
    // That payment did not come after all: what had come and went back stays.
    await advances.say(here(), of(restored), false);
    expect(await seen(order)).toMatchObject({ advance: { cents: 840, returned: { cents: 840 } } });
  });

  it('is what was withdrawn from before it was sent, noted before or after that: the sale stays as it is', async () => {
    const [early, late] = [await paid(), await paid()];
    expect(await owed(late)).toEqual([]);
    for (const order of [early, late]) await withdraw(order);
    expect(await owed(late)).toEqual([[late.id, 420, true]]);
    await advances.sayReturned(here(), of(await seen(early)), true);
    expect(await told(early)).toEqual(['A-2026-0001 withdrawal prepaid 420 0']);
    for (const order of [early, late]) await orders.moved(await seen(order), 'collected');
    // It stays owed once the rest is sent.
    expect([await owed(early), await owed(late)]).toEqual([[], [[late.id, 420, true]]]);
    const sale = ['sale', 420, null, false];
    expect(await journal(late.listingId)).toEqual([sale]);
    await advances.sayReturned(here(), of(await seen(late)), true);
    expect(await owed(late)).toEqual([]);
    for (const { listingId } of [early, late])
      expect(await journal(listingId)).toEqual(expect.arrayContaining([sale, ['prepaid', -420, null, true]]));
    // Nothing of a sale is changed by taking it back.
    await expect(advances.sayReturned(here(), of(await seen(late)), false)).rejects.toMatchObject({
      code: 'order-moved',
    });
    await expect(advances.say(here(), of(await seen(late)), false)).rejects.toMatchObject({
      code: 'order-moved',
    });
  });
});
