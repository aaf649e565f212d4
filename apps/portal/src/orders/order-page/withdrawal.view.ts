import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';

/** Leads to the page on which a customer withdraws. */
export interface WithdrawalLinkView extends LinkView {
  /** Until when, in one sentence. */
  readonly until: string;
}

/** What was withdrawn from, and what follows from it. */
export interface WithdrawnView {
  readonly what: string;
  /** What of the money is the fee of delivery or sending, and all of it. */
  readonly fee?: string;
  readonly next: string;
}

/** `orders/withdrawal` */
export interface WithdrawalBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  readonly lines: readonly {
    readonly id: string;
    readonly value: string;
    readonly label: string;
    readonly checked: boolean;
  }[];
  readonly linesError?: string;
  readonly fields: readonly FieldView[];
  /** Some lines give no right. */
  readonly others?: string;
  /** What becomes of goods that were handed over. */
  readonly refund?: string;
  /** Nothing is left to withdraw from. */
  readonly none?: string;
  readonly back: LinkView;
}
