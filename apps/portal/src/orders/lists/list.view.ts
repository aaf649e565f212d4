import type { FieldView, FormGuardsView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';
import type { ListView, OrderLineView } from '../order.view';

/** `orders/list-form` */
export interface ListFormBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  /** That nothing is owed by sending it. */
  readonly free: string;
  /** Said of a shop that is invented: nobody answers. */
  readonly demonstration?: string;
  /** That it takes no orders for a while, or no lists any more. */
  readonly notice?: string;
  readonly trail: readonly LinkView[];
  readonly action: string;
  readonly kind: string;
  readonly text: readonly FieldView[];
  readonly photo: FieldView;
  readonly slot: FieldView;
  readonly contact: readonly FieldView[];
  readonly guards: FormGuardsView;
  readonly privacy: LinkView;
}

/** `orders/list-answer-form` */
export interface ListAnswerFormBody extends FormSummaryView {
  readonly lead: string;
  readonly unreached?: string;
  readonly list: ListView;
  readonly note?: string;
  readonly action: string;
  readonly seen: string;
  readonly rows: readonly {
    readonly legend: string;
    readonly label: {
      readonly id: string;
      readonly label: string;
      readonly value: string;
      readonly error?: string;
    };
    readonly fields: readonly FieldView[];
    /** VAT, withdrawal and majority, which are right most often. */
    readonly more: readonly FieldView[];
    /** One of these is wrong. */
    readonly isOpen: boolean;
  }[];
  /** Products that a line may be. */
  readonly offered: readonly string[];
  /** How many lines the form has. */
  readonly count: string;
  /** Absent where there are as many as an order may have. */
  readonly another?: string;
  readonly fields: readonly FieldView[];
  /** Why nothing can be answered. */
  readonly none?: string;
  readonly back: LinkView;
}

/** `orders/list-answer` */
export interface ListAnswerBody {
  readonly heading: string;
  readonly lead: string;
  readonly problem?: string;
  /** The answer, as long as it waits for its customer. */
  readonly open?: {
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly message?: string;
    readonly lines: readonly OrderLineView[];
    readonly total: string;
    readonly facts: readonly { readonly term: string; readonly value: string }[];
    readonly until: string;
    /** Another slot, where the one that was proposed is gone. */
    readonly slot?: FieldView;
    readonly agree: string;
    readonly decline: string;
    readonly declineHint: string;
  };
  readonly taxes: readonly string[];
  readonly terms: readonly string[];
  readonly saleTerms?: LinkView;
  readonly back: LinkView;
}
