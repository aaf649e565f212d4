import type { LinkView } from '../rendering/link.view';
import type { BarView } from './bars';

/** A table with its rows. */
interface FigureTableView {
  readonly id: string;
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** The orders of each week. */
export interface WeeksView extends FigureTableView {
  readonly total: readonly string[];
  readonly bars: readonly BarView[];
  readonly barsLabel: string;
  /** What the drawing begins and ends with. */
  readonly first: string;
  readonly last: string;
  readonly open: string;
  /** How many weeks without an order are left out of the table. */
  readonly quiet?: string;
}

/** When orders are collected: hours by days of the week. */
export interface HoursView {
  readonly heading: string;
  readonly lead: string;
  readonly corner: string;
  readonly days: readonly { readonly short: string; readonly name: string }[];
  /** Each cell with how much of the busiest hour it is, from 0 to 4. */
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly { readonly words: string; readonly level: number }[];
  }[];
}

/** `statistics/order-figures` */
export interface OrderFiguresBody {
  readonly lead: string;
  /** Absent where there has been no order at all. */
  readonly shown?: {
    readonly periodsLabel: string;
    readonly periods: readonly (LinkView & { readonly active: boolean })[];
    readonly span: string;
    /** The text where there was none in the period. */
    readonly none?: string;
    readonly totals: readonly { readonly term: string; readonly value: string; readonly note: string }[];
    readonly weeks?: WeeksView;
    readonly hours?: HoursView;
    readonly products: readonly FigureTableView[];
    readonly how: readonly string[];
  };
  /** How to begin, for who has had no order. */
  readonly begin?: { readonly words: readonly string[]; readonly links: readonly LinkView[] };
  readonly links: readonly LinkView[];
}
