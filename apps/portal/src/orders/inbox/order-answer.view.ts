import type { LinkView } from '../../rendering/link.view';
import type { OrderButtonView } from './merchant-orders.view';
import type { OrderQuestionView } from './closed-question.presenter';
import type { ReasonView } from './order-reason.presenter';
import type { FeeView, ListView, OrderLineView } from '../order.view';

/** `orders/order-answer` */
export interface OrderAnswerBody {
  readonly heading: string;
  readonly lead: string;
  readonly done?: string;
  readonly problem?: string;
  readonly state: { readonly kind: 'open' | 'closed' | 'soon'; readonly text: string };
  /** The order, as long as it waits for an answer. */
  readonly open?: {
    readonly action: string;
    readonly seen: string;
    readonly kind: string;
    readonly slot: string;
    readonly facts: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
    readonly note?: string;
    /** What its customer wrote; a photo of it is in the space. */
    readonly list?: ListView;
    /** None of a list that has no prices. */
    readonly lines: readonly OrderLineView[];
    readonly fee?: FeeView;
    readonly total: string;
    /** Of an estimated total, the most that it becomes. */
    readonly most?: string;
    readonly proofOfAge?: string;
    /** The shop closed its time: what is asked before it is accepted. */
    readonly question?: OrderQuestionView;
    readonly buttons: readonly OrderButtonView[];
    readonly because?: ReasonView;
  };
  /** When it was answered, and by whom. */
  readonly answered?: { readonly when: string; readonly what: string };
  /** The order in the merchant's space. */
  readonly space: LinkView;
}
