import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';
import type { MerchantOrderView, UndoView } from './merchant-orders.view';

/** A slot of a day. */
export interface DaySlotView {
  readonly time: string;
  /** "3 commandes sur 5 · 12 articles sur 40"; of a time that is no slot of the shop how many orders. */
  readonly usage: string;
  readonly isFull: boolean;
  readonly isClosed: boolean;
  /** When work on it begins at the latest. */
  readonly begin?: string;
  readonly orders: readonly MerchantOrderView[];
}

/** `orders/order-day` */
export interface OrderDayBody extends FormSummaryView {
  readonly done?: string;
  readonly undo?: UndoView;
  /** Absent where it was asked for no day. */
  readonly lead?: string;
  readonly previous: LinkView;
  readonly today?: LinkView;
  readonly next: LinkView;
  /** The form that asks for any day. */
  readonly other: { readonly action: string; readonly fields: readonly FieldView[] };
  /** It says that it is closed that day: what that does to its orders, and the button that ends them. */
  readonly closed?: {
    readonly text: string;
    readonly action: string;
    /** Which orders, as they were shown. */
    readonly orders: readonly string[];
    /** There are more than one touch ends. */
    readonly more?: string;
    readonly button: string;
  };
  readonly incomplete?: string;
  readonly none?: string;
  readonly slots: readonly DaySlotView[];
  readonly sheet?: LinkView;
  readonly back: LinkView;
}
