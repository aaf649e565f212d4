import {
  creditNumber,
  CreditNotes,
  type CreditNote,
  holdsGoods,
  type Order,
  OrderDocuments,
  OrderFiguresService,
  orderMails,
  orderNumber,
  Sales,
} from '@halles/domain/orders';
import { ListingService, ListingsModule, type Listing } from '@halles/domain/listings';
import { DAY, HOUR, MINUTE, required } from '@halles/kernel';
import { newForm } from '@halles/platform/forms';
import { LetterPrinter, type PrintedDocument } from '@halles/platform/letters';
import { MailRenderer } from '@halles/platform/mail';
import { SignedLinks } from '@halles/platform/tenancy';
import { seededRandom, servicesOf } from '@halles/testing';
import { openPaidOrders, ORDERED_AT, type PaidOrders } from '@halles/testing/orders';
import { parse } from 'csv-parse/sync';
import { orderView } from '../../apps/portal/src/orders/inbox/listed-orders.presenter';
import { merchantOrderPage } from '../../apps/portal/src/orders/inbox/merchant-orders.presenter';
import { presentOrder } from '../../apps/portal/src/orders/order-page/order.presenter';
import { salesCsv, salesRows } from '../../apps/portal/src/orders/sales/sales-file';
import { scopeOf } from '../../apps/portal/testing/page-scopes';
import { statusOf } from '../../apps/worker/src/orders/order-mail';
import { setting } from './measure';
import { aBusyShop, type PaidShop, RandomPaidOrders } from './random-paid-orders';

/** Orders of each shop; `MODEL_RUNS=100 npm test -- integration sums-read` is the whole measure. */
const RUNS = setting('MODEL_RUNS', 3);
const SHOPS = 5;
/** `SUMS_SEED` tries one again. */
const SEED = Number(process.env['SUMS_SEED'] ?? Date.now() % 1_000_000);
const COLUMN = {
  number: 2,
  operation: 3,
  rate: 5,
  includingTax: 6,
  tax: 8,
  online: 11,
  note: 12,
  unpaid: 13,
};

jest.setTimeout(3 * MINUTE + RUNS * SHOPS * 10_000);

/** Cents of "1 234,50 €", or of a cell of the journal; nothing is 0. */
const cents = (words = ''): number =>
  Math.round(Number(words.replaceAll(/[^\d,-]/g, '').replace(',', '.')) * 100);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** "dont TVA (5,5 %) : 0,44 €" as its rate and cents. */
const taxesIn = (words: readonly string[]): (string | number)[][] =>
  words.flatMap((line) => {
    const [, rate = '', amount] = /^dont TVA \(([\d,]+)\s%\)\s: (.+)$/.exec(line) ?? [];
    return rate === '' ? [] : [[rate, cents(amount)]];
  });
/** The same of rows of the journal. */
const taxesOf = (rows: readonly (readonly string[])[], sign = 1): (string | number)[][] =>
  rows.map((row) => [row[COLUMN.rate] ?? '', sign * cents(row[COLUMN.tax]) || 0]);

describe('what people read of the money of orders that are paid online', () => {
  let paid: PaidOrders;
  let listings: ListingService;
  let print: jest.SpyInstance<
    ReturnType<LetterPrinter['printDocument']>,
    Parameters<LetterPrinter['printDocument']>
  >;
  const renderer = new MailRenderer(process.cwd());

  beforeAll(async () => {
    paid = await openPaidOrders();
    listings = (await servicesOf(paid.on.world, [ListingsModule])).get(ListingService);
    print = jest
      .spyOn(paid.on.services.get(LetterPrinter, { strict: false }), 'printDocument')
      .mockResolvedValue(Buffer.from('%PDF-'));
  });
  afterAll(() => paid.close());

  const here = () => paid.on.world.here;
  const scope = () => scopeOf(here().tenant.settings);

  /** What is printed meanwhile, before it is set. */
  async function printed(work: () => Promise<unknown>): Promise<PrintedDocument | null> {
    print.mockClear();
    await work();
    return print.mock.calls[0]?.[1] ?? null;
  }

  /** The mail about where an order stands, as its text says it. */
  async function mailOf(order: Order, listing: Listing) {
    const links = { config: paid.on.world.config, signed: new SignedLinks(paid.on.world.config.masterKey) };
    const notice =
      order.state === 'collected' ? 'collected' : order.state === 'cancelled' ? 'cancelled' : 'accepted';
    const model = statusOf(here(), order, listing, { notice, isConfirmation: true }, links);
    const { text } = await renderer.render(here().tenant.settings, orderMails.status, model, 'fr', 'anyone');
    const lines = text.split('\n');
    const after = (label: string): string =>
      lines.find((line) => line.startsWith(label))?.slice(label.length) ?? '';
    return {
      rows: lines
        .filter((line) => /^(\d|Frais de ).*\u00a0: [\d\s]+,\d\d\u00a0€$/.test(line))
        .map((line) => cents(line.slice(line.lastIndexOf('\u00a0: ') + 3))),
      // Of what was cancelled before it was weighed, an estimate.
      total: cents(after('Total\u00a0: ') || after('Total estimé\u00a0: ')),
      taxes: taxesIn(lines),
      payment: after('Paiement\u00a0: '),
    };
  }

  const pageOf = (order: Order, listing: Listing, notes: readonly CreditNote[], now: Date) =>
    presentOrder(
      order,
      listing,
      { token: 'x', problem: null, hasTerms: false, notes, remaining: [], pushKey: 'k' },
      now,
    )(scope()).body;
  const shopPageOf = (order: Order, { id, name }: Listing, notes: readonly CreditNote[], now: Date) =>
    merchantOrderPage(
      { id, name },
      order,
      { mails: [], authors: [], notes, amendment: null, now },
      { form: newForm() },
    ).present(scope());

  async function journalOf(shop: number): Promise<string[][]> {
    const span = { listingId: shop, from: ORDERED_AT, until: new Date(ORDERED_AT.getTime() + DAY) };
    const rows = salesRows(await paid.on.services.get(Sales).journal(here(), span), scope());
    let csv = '';
    for await (const part of salesCsv(rows, scope())) csv += part;
    return parse(csv.slice(1));
  }

  /** The customer's page, the shop's, the mail, the contract in PDF: line by line. @returns what is to be paid of it */
  async function checkOrder(order: Order, listing: Listing, notes: readonly CreditNote[]): Promise<number> {
    const now = new Date(ORDERED_AT.getTime() + HOUR);
    const page = pageOf(order, listing, notes, now);
    const shopPage = shopPageOf(order, listing, notes, now);
    const mail = await mailOf(order, listing);
    const factOf = (facts: typeof page.facts): string =>
      facts.find(({ term }) => term === scope().texts.line('payments.fact'))?.value ?? '';
    expect([shopPage.lines, shopPage.fee]).toEqual([page.lines, page.fee]);
    expect(factOf(shopPage.facts)).toBe(factOf(page.facts));
    expect(mail.payment).toBe(factOf(page.facts));
    const before = order.withdrawals.filter(({ isRefundDue }) => !isRefundDue);
    const gone = new Set(before.flatMap(({ positions }) => positions));
    const whole = gone.size === order.lines.length;
    const left = page.lines.filter((_, index) => whole || !gone.has(index + 1));
    const fee = page.fee && order.feeCents > 0 ? [cents(page.fee.amount)] : [];
    const rows = [...left.map(({ total }) => cents(total)), ...fee];
    expect([mail.rows, mail.total]).toEqual([rows, sum(rows)]);
    const withdrawnBefore = whole ? 0 : sum(before.map(({ amountCents }) => amountCents));
    expect(mail.total).toBe(cents(page.total) - withdrawnBefore);
    const contract = await printed(() =>
      paid.on.services.get(OrderDocuments).confirmation(here(), order, listing),
    );
    if (!holdsGoods(order.state)) return 0;
    const printedRows = required(contract, 'the contract').rows.map(({ amount }) => cents(amount));
    expect(printedRows).toEqual([...rows, sum(rows)]);
    expect([taxesIn(page.taxes), taxesIn(contract?.notes ?? [])]).toEqual([mail.taxes, mail.taxes]);
    expect(contract?.facts.map(({ value }) => value)).toContain(mail.payment);
    // What goes back once it was handed over is beside what was sold, and makes it no less.
    expect(cents(orderView(order, scope(), [], true).total)).toBe(mail.total);
    return mail.total;
  }

  /** What of an order is in the journal: the sale as its mail has it, each credit note as it is printed, and the card as it was charged. */
  async function checkJournal(
    order: Order,
    notes: readonly CreditNote[],
    journal: readonly string[][],
    total: number,
  ): Promise<void> {
    const { texts } = scope();
    const rows = journal.filter((row) => row[COLUMN.number] === orderNumber(order.number));
    const column = (of: readonly string[][], name: keyof typeof COLUMN): number =>
      sum(of.map((row) => cents(row[COLUMN[name]])));
    const payment = required(order.payment, 'a payment');
    expect(column(rows, 'online')).toBe(payment.capturedCents - payment.refundedCents);
    const sale = rows.filter(
      (row) => row[COLUMN.operation] === texts.line('sales.file.operations.sale.order'),
    );
    if (order.state === 'collected') {
      const listing = required(await listings.find(here(), order.listingId), 'the shop');
      expect([column(sale, 'includingTax'), taxesOf(sale)]).toEqual([
        total,
        (await mailOf(order, listing)).taxes,
      ]);
      expect(column(sale, 'online') + column(sale, 'unpaid') + (payment.counterCents ?? 0)).toBe(total);
    } else expect(sale).toEqual([]);
    for (const note of notes) {
      const document = required(
        await printed(() => paid.on.services.get(OrderDocuments).creditNote(here(), note, order)),
        'the note',
      );
      const ofNote = rows.filter((row) => row[COLUMN.note] === creditNumber(note.number));
      const [back, vat] = [document.rows.at(-1)?.amount, taxesIn(document.notes)];
      expect([-column(ofNote, 'includingTax'), taxesOf(ofNote, -1)]).toEqual([cents(back), vat]);
    }
  }

  it(`is the same to the cent wherever they read it (seed ${String(SEED)})`, async () => {
    const shops: PaidShop[] = [];
    for (let count = 0; count < SHOPS; count += 1) shops.push(await aBusyShop(paid));
    const orders = new RandomPaidOrders(paid, seededRandom(SEED));
    const ids: string[] = [];
    for (let run = 0; run < RUNS; run += 1) for (const shop of shops) ids.push(await orders.next(shop));
    const all = await Promise.all(ids.map((id) => paid.on.handling.get(here(), id)));
    const figures = paid.on.services.get(OrderFiguresService);
    paid.at(new Date(ORDERED_AT.getTime() + 8 * DAY));
    await figures.count(here());
    let sold = 0;
    for (const { shop } of shops) {
      const listing = required(await listings.find(here(), shop), 'the shop');
      const journal = await journalOf(shop);
      let ofShop = 0;
      for (const order of all.filter(({ listingId }) => listingId === shop)) {
        const notes = await paid.on.services.get(CreditNotes).list(here(), order.id);
        const total = await checkOrder(order, listing, notes);
        await checkJournal(order, notes, journal, total);
        if (order.state === 'collected') ofShop += total;
      }
      const { totals } = await figures.ofShop(here(), shop, 4);
      const [soldRow, backRow] = journal.slice(-3);
      expect([cents(soldRow?.[COLUMN.includingTax]), totals['sold-cents']]).toEqual([ofShop, ofShop]);
      expect(cents(backRow?.[COLUMN.includingTax]) + totals['returned-cents']).toBe(0);
      sold += ofShop;
    }
    // What nearly one shop alone makes, or too few, the town is not told.
    expect([sold, null]).toContain((await figures.ofTown(here(), 4)).totals.soldCents);
  });
});
