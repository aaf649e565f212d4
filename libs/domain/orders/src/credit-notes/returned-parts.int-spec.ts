import { required } from '@halles/kernel';
import { UnitOfWork } from '@halles/platform/tenancy';
import { openPaidOrders, ORDERED_AT, outcomesOf, type PaidOrders } from '@halles/testing/orders';
import { OrderFiguresService } from '../figures/order-figures.service';
import type { Order } from '../order';
import { Sales } from '../sales/sales.service';
import { SalesAddition, sharesOf } from '../sales/sale';
import { creditNoteDocument } from '../documents/credit-note-document';
import { CreditNotes } from './credit-notes.service';
import { OrderReturns, type ReturnInput } from './order-returns.service';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const tax = (percent: string, cents: string): string => `dont TVA (${percent}\u00a0%)\u00a0: ${cents}\u00a0€`;
const UNTIL = new Date('2027-02-01T00:00:00Z');

describe('a part of a line that a shop gives back', () => {
  let paid: PaidOrders;

  beforeAll(async () => {
    paid = await openPaidOrders();
  });
  afterAll(() => paid.close());
  beforeEach(() => paid.at(ORDERED_AT));

  const here = () => paid.on.world.here;
  const giveBack = (order: Order, more: Omit<ReturnInput, 'orderId' | 'listingId'>): Promise<void> =>
    paid.on.services
      .get(OrderReturns)
      .giveBack(here(), { orderId: order.id, listingId: order.listingId, ...more });
  const notesOf = (order: Order) => paid.on.services.get(CreditNotes).list(here(), order.id);
  const stockOf = async (id: string): Promise<number | undefined> =>
    (await paid.on.rowsOf<{ stock: number }>(`SELECT stock FROM product WHERE id = '${id}'`))[0]?.stock;

  /** Three loaves and a tin, paid by card and handed over. */
  async function sold(): Promise<{
    readonly order: Order;
    readonly payment: string;
    readonly loaf: string;
    readonly shop: number;
  }> {
    const { on } = paid;
    const { shop } = await paid.aPaidShop();
    const right = { withdrawal: 'right' as const };
    const loaf = await on.aProduct(shop, { ...right, stock: 10 });
    const tin = await on.aProduct(shop, { ...right, vat: 'standard' });
    const line = { unitCents: 420, weight: null, choices: [] };
    const lines = [
      { ...line, productId: loaf, quantity: 3 },
      { ...line, productId: tin, quantity: 1 },
    ];
    const { order, payment } = await paid.authorised(shop, loaf, { lines });
    const accepted = await paid.settled(await on.moved(order, 'accepted'));
    return { order: await paid.settled(await on.moved(accepted, 'collected')), payment, loaf, shop };
  }

  it('goes back to the card, has a note of its pieces, and is in journal and figures to the cent', async () => {
    const { on } = paid;
    const { order, payment, shop } = await sold();
    const two = { positions: [], parts: [{ position: 1, pieces: 2 }], seen: 0 };
    await Promise.all([giveBack(order, two), giveBack(order, two)]);
    await giveBack(order, { positions: [], parts: [{ position: 2, cents: 100 }], seen: 1 });
    await paid.settled(order);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 1680 940');
    const notes = await notesOf(order);
    expect(notes.map(({ cents, cardCents, lines }) => [cents, cardCents, ...lines])).toEqual([
      [840, 840, expect.objectContaining({ position: 1, quantity: 2, totalCents: 840 })],
      [100, 100, expect.objectContaining({ position: 2, isAmount: true, totalCents: 100 })],
    ]);
    const entries = [];
    const sales = on.services.get(Sales);
    for await (const page of await sales.journal(here(), { listingId: shop, from: ORDERED_AT, until: UNTIL }))
      entries.push(...page);
    expect(
      entries.flatMap((entry) =>
        sharesOf(entry).map(
          ({ includingTax, contents }) => `${entry.operation} ${includingTax} ${contents('fr')}`,
        ),
      ),
    ).toEqual([
      'sale 1260 3 × Pain de campagne',
      'sale 420 1 × Pain de campagne',
      'return -840 2 × Pain de campagne',
      'return -100 1 × Pain de campagne, remboursement partiel',
    ]);
    const figures = on.services.get(OrderFiguresService);
    await figures.count(here());
    const { totals } = await figures.ofShop(here(), shop, 4);
    expect([totals['sold-cents'], totals['returned-cents']]).toEqual([1_680, 940]);
  });

  it('comes with the rest to the tax of the order, in journal and notes, whatever was rounded in between', async () => {
    const { order, shop } = await sold();
    // Of 12.60 at 5.5 % the tax is 0.66: that of three times 0.30 (0.02 each) and of the rest (0.61), each alone, would be 0.67.
    for (const cents of [30, 30, 30])
      await giveBack(order, { positions: [], parts: [{ position: 1, cents }] });
    await giveBack(order, { positions: [], parts: [{ position: 2, cents: 103 }] });
    await giveBack(order, { positions: [1, 2] });
    const entries = [];
    const sales = paid.on.services.get(Sales);
    for await (const page of await sales.journal(here(), { listingId: shop, from: ORDERED_AT, until: UNTIL }))
      entries.push(...page);
    const addition = new SalesAddition();
    for (const entry of entries) addition.add(entry);
    expect(addition.totals().rates).toEqual([
      { rate: 550, includingTax: 0, tax: 0 },
      { rate: 2_000, includingTax: 0, tax: 0 },
    ]);
    const notes = await notesOf(order);
    expect(notes.map(({ earlier }) => earlier.length)).toEqual([0, 1, 2, 3, 4]);
    const { settings } = here().tenant;
    const printed = notes.map((note) =>
      creditNoteDocument(note, order, required(note.seller, 'a seller'), settings),
    );
    const taxes = printed.map((one) => one.notes.filter((words) => words.startsWith('dont TVA')));
    expect(taxes.slice(0, 3)).toEqual([[tax('5,5', '0,02')], [tax('5,5', '0,01')], [tax('5,5', '0,02')]]);
    expect(printed[0]?.notes.at(-1)).toContain('la somme des lignes');
    expect(printed[4]?.notes.at(-1)).toContain('moins celle des avoirs précédents');
  });

  it('puts back on sale what its shop says came back, and says so of nothing else', async () => {
    const { order, loaf } = await sold();
    expect(await stockOf(loaf)).toBe(7);
    await giveBack(order, { positions: [], parts: [{ position: 1, pieces: 1 }] });
    expect(await stockOf(loaf)).toBe(7);
    await giveBack(order, { positions: [], parts: [{ position: 1, pieces: 1 }], isRestocked: true });
    await giveBack(order, { positions: [], parts: [{ position: 1, cents: 20 }], isRestocked: true });
    expect(await stockOf(loaf)).toBe(8);
    const { withdrawals } = await paid.on.handling.get(here(), order.id);
    expect(withdrawals.map(({ isRestocked }) => isRestocked)).toEqual([false, true, false]);
  });

  it('leaves the rest to be withdrawn from by its customer, and no more than that', async () => {
    const { order, payment } = await sold();
    await giveBack(order, { positions: [], parts: [{ position: 1, pieces: 1 }] });
    await paid.on.withdrawals.withdraw(
      here(),
      {
        orderId: order.id,
        listingId: order.listingId,
        positions: [1],
        name: 'Odile',
        email: 'o@example.org',
      },
      PLACE,
    );
    const { withdrawals } = await paid.on.handling.get(here(), order.id);
    expect(withdrawals.map(({ amountCents, parts }) => [amountCents, parts])).toEqual([
      [420, [{ position: 1, quantity: 1, cents: 420 }]],
      [840, [{ position: 1, quantity: 2, cents: 840 }]],
    ]);
    await paid.settled(order);
    expect(paid.moneyOf(payment)).toBe('succeeded 0 1680 1260');
  });

  it('is asked of every line by the database, of those of before too', async () => {
    const [row] = await paid.on.rowsOf<{ isValidated: boolean }>(
      `SELECT convalidated AS "isValidated" FROM pg_constraint
        WHERE conname = $1 AND conrelid = 'order_withdrawal_line'::regclass`,
      ['order_withdrawal_line_part'],
    );
    expect(row?.isValidated).toBe(true);
  });

  it('is refused beyond what is left, of what changed since, and by the database', async () => {
    const { order } = await sold();
    await giveBack(order, { positions: [], parts: [{ position: 1, pieces: 2 }], seen: 0 });
    const outcomes = await Promise.allSettled([
      giveBack(order, { positions: [], parts: [{ position: 1, pieces: 2 }] }),
      giveBack(order, { positions: [], parts: [{ position: 1, cents: 421 }] }),
      giveBack(order, { positions: [], parts: [{ position: 9, pieces: 1 }] }),
      giveBack(order, { positions: [], parts: [{ position: 1, pieces: 1 }], seen: 0 }),
    ]);
    expect(outcomesOf(outcomes)).toEqual([
      'return-too-much',
      'return-too-much',
      'order-moved',
      'order-moved',
    ]);
    const again = `
      INSERT INTO order_withdrawal_line (order_id, position, withdrawal_id, quantity, cents)
      SELECT order_id, position, withdrawal_id, 1, 420 FROM order_withdrawal_line WHERE order_id = '${order.id}'`;
    const write = paid.on.services.get(UnitOfWork).write(here(), (tx) => tx.manager.query(again));
    await expect(write).rejects.toThrow('order_withdrawal_line_pkey');
  });
});
