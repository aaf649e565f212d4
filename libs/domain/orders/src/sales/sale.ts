import type { OrderKind } from '@halles/contracts';
import { vatShares } from '@halles/domain/catalogue';
import type { Locale } from '@halles/kernel';
import type { OrderSummary } from '../order';
import type { CreditedLine, CreditNote } from '../credit-notes/credit-note';
import { type FeeShare, taxedAt } from '../fulfilment/fee';
import { creditedWords } from '../documents/credit-note-document';
import { feeLabel } from '../fulfilment/fulfilment-words';

/** What was handed over and paid, or what its customer withdrew from afterwards. */
export interface SalesEntry {
  readonly id: string;
  /**
   * `withdrawal`: its customer withdrew after the hand-over. `return`: its shop gave back what was missing or spoilt. `prepaid`: what
   * was paid, online or in advance, went back since it was not handed over, so that it is a sale and its credit at once, and in no sum. `payment`:
   * what was paid of a sale, or was not after all, once its month was over.
   */
  readonly operation: 'sale' | 'withdrawal' | 'return' | 'prepaid' | 'payment';
  /** Of the credit note; null of a sale, and of what went back before there were any. */
  readonly creditNote: CreditNote['number'] | null;
  /** When the goods were handed over, or what went back was declared. */
  readonly at: Date;
  readonly number: OrderSummary['number'];
  readonly kind: OrderKind;
  /** Of a withdrawal: when its money was given back; null where it is owed still, and of a sale. */
  readonly refundedAt: Date | null;
  /** That were paid online, or, below nothing, went back that way; null where it was paid at the counter. */
  readonly onlineCents: number | null;
  /** Of a sale that was to be paid online: what neither the card nor, as its shop says, the counter paid; null of any other. */
  readonly unpaidCents: number | null;
  /** Of a sale that was sent, what its shop had noted as paid before, outside of the platform; below nothing: went back that way. Null or absent: nothing. */
  readonly advanceCents?: number | null;
  /** Of delivery or sending, by rates of tax. */
  readonly fee: readonly FeeShare[];
  /** What credit notes before this one gave back of the same sale; absent: none. */
  readonly earlier?: readonly FeeShare[];
  readonly fulfilment: OrderSummary['fulfilment'];
  readonly lines: readonly Pick<
    CreditedLine,
    'name' | 'choices' | 'quantity' | 'totalCents' | 'vatRate' | 'weight' | 'isAmount'
  >[];
}

/** What of an entry is taxed. */
type TaxedEntry = Pick<
  SalesEntry,
  'operation' | 'lines' | 'fee' | 'earlier' | 'fulfilment' | 'onlineCents' | 'unpaidCents' | 'advanceCents'
>;

/** Sums in cents; of withdrawals they are below nothing. */
export interface SalesSums {
  readonly includingTax: number;
  readonly tax: number;
}

/** What of an entry is taxed at one rate. */
export interface SalesShare extends SalesSums {
  /** In hundredths of a per cent. */
  readonly rate: number;
  /** "2 × Pain de campagne, 1 × Brioche". */
  readonly contents: (locale: Locale) => string;
}

/** The totals of a period. */
export interface SalesTotals {
  readonly sales: number;
  readonly withdrawals: number;
  readonly sold: SalesSums;
  readonly withdrawn: SalesSums;
  /** Of them what was paid online, and, below nothing, went back that way. */
  readonly online: { readonly sold: number; readonly withdrawn: number };
  /** Of the sales what nobody paid, as far as is known; of a month that is over, when it was over. */
  readonly unpaid: number;
  /** Of the sales what was paid before they were sent, by a transfer or a cheque; absent: nothing was. */
  readonly advance?: number;
  /** What changed since of months that are over: what the cards paid more, and what is unpaid more, or less. */
  readonly later: { readonly online: number; readonly unpaid: number };
  /** Sales less withdrawals, by rate, the lowest first. */
  readonly rates: readonly ({ readonly rate: number } & SalesSums)[];
}

/**
 * An entry rate by rate, the lowest first, each with its lines. The tax is that of the order's own page and mail: of each
 * rate the lines are added up, and it is rounded once; of what is given back in parts, so that the parts come to it. Pure.
 */
export function sharesOf({
  operation,
  lines,
  fee,
  earlier = [],
  fulfilment,
}: Omit<TaxedEntry, 'onlineCents' | 'unpaidCents'>): SalesShare[] {
  const sign = operation === 'sale' ? 1 : -1;
  return vatShares([...lines, ...fee].map(taxedAt), earlier.map(taxedAt)).map(
    ({ rate, includingTax, tax }) => ({
      rate,
      includingTax: sign * includingTax,
      tax: tax === 0 ? 0 : sign * tax,
      contents: (locale) =>
        [
          ...lines
            .filter(({ vatRate }) => vatRate === rate)
            .map((line) => creditedWords(line, 'return', locale)),
          ...(fee.some(({ vatRate }) => vatRate === rate) ? [feeLabel(fulfilment, locale)] : []),
        ].join(', '),
    }),
  );
}

/** Adds entries up, one after the other. */
export class SalesAddition {
  private readonly counts = { sale: 0, withdrawal: 0 };
  private readonly sums = { sale: { includingTax: 0, tax: 0 }, withdrawal: { includingTax: 0, tax: 0 } };
  private readonly online = { sale: 0, withdrawal: 0 };
  private unpaid = 0;
  private advance = 0;
  private readonly later = { online: 0, unpaid: 0 };
  private readonly rates = new Map<number, { includingTax: number; tax: number }>();

  add(entry: TaxedEntry): void {
    if (entry.operation === 'prepaid') return;
    if (entry.operation === 'payment') {
      this.later.online += entry.onlineCents ?? 0;
      this.later.unpaid += entry.unpaidCents ?? 0;
      return;
    }
    const side = entry.operation === 'sale' ? 'sale' : 'withdrawal';
    this.counts[side] += 1;
    this.online[side] += entry.onlineCents ?? 0;
    this.unpaid += entry.unpaidCents ?? 0;
    this.advance += entry.advanceCents ?? 0;
    for (const { rate, includingTax, tax } of sharesOf(entry)) {
      const ofRate = this.rates.get(rate) ?? { includingTax: 0, tax: 0 };
      this.rates.set(rate, ofRate);
      for (const sums of [ofRate, this.sums[side]]) {
        sums.includingTax += includingTax;
        sums.tax += tax;
      }
    }
  }

  totals(): SalesTotals {
    return {
      sales: this.counts.sale,
      withdrawals: this.counts.withdrawal,
      sold: { ...this.sums.sale },
      withdrawn: { ...this.sums.withdrawal },
      online: { sold: this.online.sale, withdrawn: this.online.withdrawal },
      unpaid: this.unpaid,
      ...(this.advance === 0 ? {} : { advance: this.advance }),
      later: { ...this.later },
      rates: [...this.rates].sort(([a], [b]) => a - b).map(([rate, sums]) => ({ rate, ...sums })),
    };
  }
}
