import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';

/** `orders/preparation` */
export interface PreparationBody extends FormSummaryView {
  /** Absent where it was asked for no day. */
  readonly lead?: string;
  /** That there are more orders than are listed. */
  readonly incomplete: readonly string[];
  readonly days: readonly (LinkView & { readonly isCurrent: boolean })[];
  /** The form that asks for any day. */
  readonly other: { readonly action: string; readonly fields: readonly FieldView[] };
  readonly none?: string;
  /** How many of each, over all orders. */
  readonly products: readonly {
    readonly quantity: string;
    readonly name: string;
    readonly choices?: string;
  }[];
  /** In the order in which they are collected. */
  readonly slots: readonly {
    readonly time: string;
    /** How many of each; absent where it is of one order. */
    readonly together?: string;
    /** What goes into each bag. */
    readonly bags: readonly {
      readonly customer: string;
      /** Absent where it is collected in the shop. */
      readonly reception?: string;
      /** "Retirée par Paul Martin" */
      readonly collector?: string;
      readonly number: string;
      readonly href: string;
      readonly note?: string;
      readonly proofOfAge?: string;
      readonly lines: readonly string[];
      /** What is paid, and what is left to pay. */
      readonly due: readonly string[];
    }[];
  }[];
  /** The same to print, as PDF. */
  readonly sheets: readonly LinkView[];
  readonly back: LinkView;
}
