import type { FieldView } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';
import type { FeeView, OrderLineView } from '../order.view';

/** The form by which one order is handed over. */
export interface HandOverFormView {
  readonly action: string;
  readonly seen: string;
  /** The list that it leads back to. */
  readonly from?: string;
  readonly fields: readonly FieldView[];
  readonly button: string;
  /** The second choice: with neither code nor name; of what is paid online, once it is ticked that its reader knows what that means. */
  readonly without?: {
    readonly hint: string;
    readonly sure?: FieldView;
    readonly button: string;
  };
}

/** `orders/hand-over` */
export interface HandOverBody {
  readonly problem?: string;
  /** Where a code is scanned or typed; absent on the page of one order. */
  readonly find?: {
    readonly action: string;
    readonly fields: readonly FieldView[];
    /** What reads codes of pictures where the browser does not. */
    readonly library: string;
    readonly program: string;
  };
  /** Orders that the same code is of. */
  readonly same: readonly LinkView[];
  /** The one that is handed over. */
  readonly order?: {
    readonly link: LinkView;
    readonly slot: string;
    readonly state: { readonly kind: 'open' | 'closed' | 'soon'; readonly text: string };
    readonly facts: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
    readonly lines: readonly OrderLineView[];
    readonly fee?: FeeView;
    readonly total: string;
    readonly due: readonly string[];
    readonly proofOfAge?: string;
    readonly note?: string;
    /** Why it cannot be handed over now. */
    readonly notNow?: string;
    readonly form?: HandOverFormView;
  };
  readonly again?: LinkView;
  readonly back: LinkView;
}
