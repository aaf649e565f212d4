import { isoOfDay, timeWords, wallTime } from '@halles/domain/hours';
import {
  creditNumber,
  fulfilmentWords,
  orderNumber,
  SalesAddition,
  type SalesEntry,
  sharesOf,
} from '@halles/domain/orders';
import { csvRow, guardedText, type WorkbookCell } from '@halles/domain/text';
import type { PageScope } from '../../rendering/page-scope';

const COLUMNS = [
  ...(['day', 'time', 'number', 'operation', 'contents', 'rate'] as const),
  ...(['includingTax', 'excludingTax', 'tax', 'refunded'] as const),
  // At the end: what imports the file by position finds every other one where it was.
  'fulfilment',
  'online',
  'creditNote',
  'unpaid',
  'advance',
] as const;
type Row = readonly WorkbookCell[];

type Scope = Pick<PageScope, 'texts' | 'locale' | 'settings'>;

const dayIn = (at: Date, { settings }: Scope): { readonly day: string } => ({
  day: isoOfDay(wallTime(settings.timeZone, at.getTime()).day),
});

const moneyOf = (includingTax: number, tax: number): readonly WorkbookCell[] => [
  { cents: includingTax },
  { cents: includingTax - tax },
  { cents: tax },
];

/** A row for each rate of an entry, so that every sum of the tax is that of the order. Pure. */
function rowsOf(entry: SalesEntry, scope: Scope): Row[] {
  // What was paid before anything was handed over was taken, and went back: neither side alone adds up.
  if (entry.operation === 'prepaid') {
    const [sale, credit] = entry.advanceCents
      ? (['advanceSale', 'advance'] as const)
      : (['prepaidSale', 'prepaid'] as const);
    return [
      ...entryRows({ ...entry, operation: 'sale', creditNote: null }, sale, scope),
      ...entryRows(entry, credit, scope),
    ];
  }
  return entry.operation === 'payment' ? [laterRow(entry, scope)] : entryRows(entry, entry.operation, scope);
}

/** What was paid of a sale of a month that is over: it was told with its amounts and its taxes then. Pure. */
function laterRow(entry: SalesEntry, scope: Scope): Row {
  const { texts, locale, settings } = scope;
  const { minute } = wallTime(settings.timeZone, entry.at.getTime());
  return [
    ...[dayIn(entry.at, scope), timeWords(minute, locale), orderNumber(entry.number)],
    ...[texts.line(`sales.file.operations.payment.${entry.kind}`), null, null, null, null, null, null],
    fulfilmentWords(entry.fulfilment, locale),
    ...[{ cents: entry.onlineCents ?? 0 }, null, { cents: entry.unpaidCents ?? 0 }, null],
  ];
}

/** What was paid and not handed over, above what tells that it went back. */
const SALE_OF_CREDIT = ['prepaidSale', 'advanceSale'] as const;

/** @param operation by the name of its words */
function entryRows(
  entry: SalesEntry,
  operation: SalesEntry['operation'] | (typeof SALE_OF_CREDIT)[number] | 'advance',
  scope: Scope,
): Row[] {
  const { texts, locale, settings } = scope;
  const { minute } = wallTime(settings.timeZone, entry.at.getTime());
  const isOwed = entry.operation !== 'sale' && entry.refundedAt === null;
  const isSaleOfCredit = SALE_OF_CREDIT.some((one) => one === operation);
  const sign = isSaleOfCredit ? -1 : 1;
  const refunded = isOwed ? texts.line('sales.file.owed') : null;
  return sharesOf(entry).map(({ rate, includingTax, tax, contents }, index) => [
    dayIn(entry.at, scope),
    timeWords(minute, locale),
    orderNumber(entry.number),
    texts.line(`sales.file.operations.${operation}.${entry.kind}`),
    contents(locale),
    rate / 100,
    ...moneyOf(includingTax, tax),
    entry.refundedAt && !isSaleOfCredit ? dayIn(entry.refundedAt, scope) : refunded,
    fulfilmentWords(entry.fulfilment, locale),
    // Of the whole order: once, however many rates it has.
    index > 0 || entry.onlineCents === null ? null : { cents: sign * entry.onlineCents },
    entry.creditNote && creditNumber(entry.creditNote),
    index > 0 || !entry.unpaidCents ? null : { cents: entry.unpaidCents },
    index > 0 || !entry.advanceCents ? null : { cents: sign * entry.advanceCents },
  ]);
}

/** What was paid later is of no rate. */
const NOTHING = { includingTax: 0, tax: 0 };

/** The sums at the end: of each rate, and of all. Pure. */
function sumsOf(addition: SalesAddition, { texts }: Scope): Row[] {
  const { rates, sold, withdrawn, online, unpaid, advance, later } = addition.totals();
  const cell = (cents: number | null | undefined): WorkbookCell => (cents == null ? null : { cents });
  const row = (
    label: string,
    rate: number | null,
    { includingTax, tax }: { includingTax: number; tax: number },
    { paid, left, ahead }: { paid?: number; left?: number; ahead?: number | undefined } = {},
  ): Row => [
    ...[null, null, null, label, null, rate],
    ...moneyOf(includingTax, tax),
    ...[null, null, cell(paid), null, cell(left), cell(ahead)],
  ];
  return [
    ...rates.map(({ rate, ...sums }) => row(texts.line('sales.file.ofRate'), rate / 100, sums)),
    row(texts.line('sales.file.sold'), null, sold, { paid: online.sold, left: unpaid, ahead: advance }),
    row(texts.line('sales.file.withdrawn'), null, withdrawn, { paid: online.withdrawn }),
    ...(later.online === 0 && later.unpaid === 0
      ? []
      : [row(texts.line('sales.file.later'), null, NOTHING, { paid: later.online, left: later.unpaid })]),
    row(
      texts.line('sales.file.total'),
      null,
      { includingTax: sold.includingTax + withdrawn.includingTax, tax: sold.tax + withdrawn.tax },
      { paid: online.sold + online.withdrawn + later.online, left: unpaid + later.unpaid, ahead: advance },
    ),
  ];
}

/** The journal as rows, batch by batch: its head, its entries, its sums. */
export async function* salesRows(
  pages: AsyncIterable<readonly SalesEntry[]>,
  scope: Scope,
): AsyncGenerator<readonly Row[]> {
  yield [COLUMNS.map((column) => scope.texts.line(`sales.file.columns.${column}`))];
  const addition = new SalesAddition();
  for await (const entries of pages) {
    for (const entry of entries) addition.add(entry);
    yield entries.flatMap((entry) => rowsOf(entry, scope));
  }
  yield sumsOf(addition, scope);
}

/** Texts that no program takes for a formula, in a workbook as in what is saved of it. */
export async function* guardedRows(
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly (readonly WorkbookCell[])[]> {
  for await (const rows of batches)
    yield rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guardedText(cell) : cell)));
}

/** The decimal sign of the language: spreadsheets of this country read it as a number. */
function csvCell(cell: WorkbookCell, locale: PageScope['locale']): string | number | null {
  const decimal = (text: string): string => (locale === 'fr' ? text.replace('.', ',') : text);
  if (cell === null || typeof cell === 'string') return cell;
  if (typeof cell === 'number') return decimal(String(cell));
  return 'cents' in cell ? decimal((cell.cents / 100).toFixed(2)) : cell.day;
}

/** What spreadsheets read UTF-8 by. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The same as a file for spreadsheets (RFC 4180). */
export async function* salesCsv(
  batches: AsyncIterable<readonly Row[]>,
  { locale }: Pick<Scope, 'locale'>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  for await (const rows of batches)
    yield rows.map((row) => csvRow(row.map((cell) => csvCell(cell, locale)))).join('');
}
