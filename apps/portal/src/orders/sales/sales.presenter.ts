import { pathsTo, pathTo } from '@halles/contracts';
import { dateWords, dayOfIso } from '@halles/domain/hours';
import type { SalesTotals } from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { type FieldView, type FormSummaryView, FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import { type Period, periodForm, type RequestedPeriod } from '../../params';

/** The two days of a period. */
const salesForm = periodForm('sales');

/** `orders/sales` */
export interface SalesBody extends FormSummaryView {
  readonly lead: string;
  readonly action: string;
  readonly fields: readonly FieldView[];
  /** Absent where the period is wrong. */
  readonly shown?: {
    readonly heading: string;
    readonly none?: string;
    readonly facts: readonly { readonly term: string; readonly value: string }[];
    readonly columns: readonly string[];
    readonly rates: readonly { readonly name: string; readonly cells: readonly string[] }[];
    readonly files: readonly LinkView[];
  };
  readonly how: readonly string[];
  readonly back: LinkView;
}

function shownOf(
  listing: number,
  period: Period,
  { sales, withdrawals, sold, withdrawn, online, unpaid, advance = 0, later, rates }: SalesTotals,
  { texts, locale }: PageScope,
): NonNullable<SalesBody['shown']> {
  const money = (cents: number): string => priceWords(cents, locale);
  const percent = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB');
  const query = `?du=${period.first}&au=${period.last}`;
  const day = (iso: string): string => dateWords(dayOfIso(iso), locale, true);
  const total = { includingTax: sold.includingTax + withdrawn.includingTax, tax: sold.tax + withdrawn.tax };
  const isEmpty = sales + withdrawals === 0 && later.online === 0 && later.unpaid === 0;
  const fact = (key: string, value: string, count = 0) => ({
    term: texts.line(`sales.facts.${key}`, { count }),
    value,
  });
  const file = (route: 'merchant.salesFile' | 'merchant.salesWorkbook', key: string): LinkView => ({
    href: pathTo(route, locale, { listing }) + query,
    label: texts.line(`sales.files.${key}`),
  });
  return {
    heading: texts.line('sales.period', { first: day(period.first), last: day(period.last) }),
    ...(isEmpty ? { none: texts.line('sales.none') } : {}),
    facts: isEmpty
      ? []
      : [
          fact('sales', money(sold.includingTax), sales),
          ...(withdrawals === 0 ? [] : [fact('withdrawals', money(withdrawn.includingTax), withdrawals)]),
          ...(online.sold === 0 && unpaid === 0 && advance === 0
            ? []
            : [
                ...(online.sold === 0 && unpaid === 0 ? [] : [fact('online', money(online.sold))]),
                ...(advance === 0 ? [] : [fact('advance', money(advance))]),
                fact('counter', money(sold.includingTax - online.sold - unpaid - advance)),
              ]),
          ...(unpaid === 0 ? [] : [fact('unpaid', money(unpaid))]),
          ...(online.withdrawn === 0 ? [] : [fact('refundedOnline', money(online.withdrawn))]),
          ...(later.unpaid === 0 ? [] : [fact('later', money(-later.unpaid))]),
          fact('total', money(total.includingTax)),
          fact('tax', money(total.tax)),
        ],
    columns: ['rate', 'includingTax', 'excludingTax', 'tax'].map((key) =>
      texts.line(`sales.file.columns.${key}`),
    ),
    rates: rates.map(({ rate, includingTax, tax }) => ({
      name: texts.line('sales.rate', { percent: percent.format(rate / 100) }),
      cells: [money(includingTax), money(includingTax - tax), money(tax)],
    })),
    files: [file('merchant.salesWorkbook', 'workbook'), file('merchant.salesFile', 'csv')],
  };
}

/** What a shop sold in a period, and the files of it. Pure. */
export const salesPage = (
  listing: MerchantListing,
  { period, form }: RequestedPeriod,
  totals: SalesTotals | null,
): MerchantPage => ({
  view: 'orders/sales',
  title: ({ texts }) => texts.line('sales.heading'),
  paths: pathsTo('merchant.sales', { listing: listing.id }),
  listing,
  section: 'orders',
  present: (scope): SalesBody => {
    const { texts, locale } = scope;
    const writer = new FormWriter(salesForm, form, texts, locale);
    return {
      lead: texts.line('sales.lead'),
      ...writer.summary(),
      action: pathTo('merchant.sales', locale, { listing: listing.id }),
      fields: [writer.field('du'), writer.field('au')],
      ...(period && totals ? { shown: shownOf(listing.id, period, totals, scope) } : {}),
      how: ['what', 'withdrawals', 'creditNotes', 'unpaid', 'advance', 'tax', 'time'].map((key) =>
        texts.line(`sales.how.${key}`),
      ),
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});
