import type { LinkView } from '../rendering/link.view';

/** `orders/preparation` */
export interface PreparationBody {
  readonly lead: string;
  readonly days: readonly (LinkView & { readonly isCurrent: boolean })[];
  readonly none?: string;
  /** How many of each, over all orders. */
  readonly products: readonly {
    readonly quantity: string;
    readonly name: string;
    readonly choices?: string;
  }[];
  /** What goes into each bag, in the order in which they are collected. */
  readonly bags: readonly {
    readonly time: string;
    readonly customer: string;
    /** Absent where it is collected in the shop. */
    readonly reception?: string;
    readonly number: string;
    readonly href: string;
    readonly note?: string;
    readonly lines: readonly string[];
  }[];
  readonly back: LinkView;
}
