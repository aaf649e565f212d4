import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';
import type { FeeView, OrderLineView } from '../order.view';

/** `orders/amendment-form` */
export interface AmendmentFormBody extends FormSummaryView {
  readonly lead: string;
  /** Its customer left no address: they see it on the page of the order alone. */
  readonly unreached?: string;
  readonly action: string;
  readonly seen: string;
  readonly lines: readonly {
    readonly label: string;
    readonly kept: FieldView;
    /** With the list of what may be proposed. */
    readonly instead: { readonly id: string; readonly value: string; readonly error?: string };
    readonly count: FieldView;
  }[];
  /** What may be proposed instead. */
  readonly offered: readonly string[];
  readonly hours: FieldView;
  /** Why nothing can be proposed. */
  readonly none?: string;
  readonly back: LinkView;
}

/** What a shop proposes, as both sides read it. */
export interface AmendmentView {
  readonly changes: readonly string[];
  readonly lines: readonly OrderLineView[];
  readonly fee?: FeeView;
  readonly total: string;
  /** Of what is weighed: the most that all may cost. */
  readonly most?: string;
  /** "Au lieu de 12,60 €." */
  readonly before: string;
  readonly until: string;
}

/** `orders/amendment` */
export interface AmendmentBody {
  readonly heading: string;
  readonly lead: string;
  readonly done?: string;
  readonly problem?: string;
  /** The proposal, as long as it waits for an answer. */
  readonly open?: AmendmentView & {
    readonly action: string;
    readonly seen: string;
    readonly agree: string;
    readonly decline: string;
    readonly declineHint: string;
  };
  /** Of what is proposed. */
  readonly taxes: readonly string[];
  readonly terms: readonly string[];
  readonly saleTerms?: LinkView;
  readonly back: LinkView;
}
