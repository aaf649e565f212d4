import type { FeeView, ListView, MissingView, OrderLineView } from '../order.view';
import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';
import type { AmendmentView } from '../order-page/amendment.view';
import type { HandOverFormView } from '../hand-over/hand-over.view';
import type { OrderQuestionView } from './closed-question.presenter';
import type { ReasonView } from './order-reason.presenter';
import type { ControlsView } from './ordering-controls.view';
import type { WithdrawnView } from '../order-page/withdrawal.view';

export interface OrderButtonView {
  readonly value: string;
  readonly label: string;
  readonly isQuiet: boolean;
}

/** An order with what may be done about it. */
export interface MerchantOrderView {
  readonly id: string;
  readonly href: string;
  readonly number: string;
  /** In a list of several shops: which it is of. */
  readonly shop?: string;
  readonly time: string;
  /** "Livraison · 12 rue des Halles, 26000 Valence"; absent where it is collected in the shop. */
  readonly reception?: string;
  readonly customer: string;
  /** "Retirée par Paul Martin" */
  readonly collector?: string;
  readonly state: { readonly kind: 'open' | 'closed' | 'soon'; readonly text: string };
  readonly kind: string;
  readonly total: string;
  readonly items: string;
  /** In a list: what it is. */
  readonly contents?: string;
  /** In a list: "Message du client : sans croûte", shortened. */
  readonly note?: string;
  /** In a list: proof of majority is asked for. */
  readonly proofOfAge?: string;
  /** In a list: an agent of the town entered it. */
  readonly entered?: string;
  /** The customer withdrew from a part of it. */
  readonly withdrawn?: readonly string[];
  /** Something of it has to be weighed: where that is noted. */
  readonly weigh?: LinkView;
  /** Where it is handed over, if something is asked then. */
  readonly handOver?: LinkView & { readonly isQuiet: boolean };
  /** A list without prices: where it is answered. */
  readonly answer?: LinkView;
  /** It is paid online, or held on a card. */
  readonly paidOnline?: string;
  /** Nobody answered it in time, and what was done about it. */
  readonly assurance?: string;
  /** Its customer was asked something, and until when they may answer. */
  readonly proposed?: string;
  readonly action: string;
  readonly seen: string;
  /** Nobody of the shop has answered it. */
  readonly isWaiting: boolean;
  readonly buttons: readonly OrderButtonView[];
  /** In a list: puts it off with one touch. */
  readonly later?: {
    readonly label: string;
    /** `name`: what a screen reader says of the button. */
    readonly by: readonly { readonly value: string; readonly label: string; readonly name: string }[];
  };
  /** In the inbox: its buttons lead back there. */
  readonly from?: string;
}

export interface MerchantOrderDayView {
  readonly label: string;
  readonly orders: readonly MerchantOrderView[];
}

/** `orders/ended-orders` */
export interface EndedOrdersBody {
  readonly days: readonly MerchantOrderDayView[];
  readonly none?: string;
  readonly older?: LinkView;
  readonly back: LinkView;
}

/** Whether a shop that does not answer takes a pause, with a button for each answer. */
export interface SilenceQuestionView {
  readonly text: string;
  readonly action: string;
  readonly buttons: readonly OrderButtonView[];
}

/** The button that takes back the last step of an order. */
export interface UndoView {
  readonly action: string;
  readonly seen: string;
  readonly from: string;
  readonly label: string;
}

/** One of several shops, with how much it has to do. */
export interface ShopCountView {
  readonly href: string;
  readonly name: string;
  /** "3 en cours, dont 1 à confirmer" */
  readonly count: string;
  /** Its orders are shown alone. */
  readonly isCurrent: boolean;
}

/** `orders/orders` */
export interface MerchantOrdersBody {
  /** What an agent of the town leaves to the shop, where they would look for it. */
  readonly leftToShop?: string;
  readonly lead: string;
  /** Whose touches the browser keeps while it has no connection. */
  readonly account?: string;
  /** What happens to the orders from now on; absent for an agent, whose page neither follows nor rings. */
  readonly stream?: string;
  /** Of several shops: the address from which the list is loaded again. */
  readonly page?: string;
  /** Of several shops: each with how much it has to do, all of them first. */
  readonly shops?: readonly ShopCountView[];
  /** Orders that ring without being listed: of a shop that is not shown. */
  readonly waiting?: readonly string[];
  /** Of several shops: the inbox of each, with what is its own. */
  readonly inboxes?: readonly LinkView[];
  /** Absent where the shop takes no orders. */
  readonly controls?: ControlsView;
  /** Absent where nothing is asked. */
  readonly asked?: SilenceQuestionView;
  /** Absent where it may sell, or sells nothing. */
  readonly missing?: MissingView;
  readonly done?: string;
  /** Calls a customer who does not hear of what was done. */
  readonly call?: LinkView;
  /** Takes back what was just done with an order. */
  readonly undo?: UndoView;
  readonly problem?: string;
  /** What waits for an answer of the shop, each with its day: before everything else. */
  readonly answers: readonly MerchantOrderView[];
  /** What is worked on. */
  readonly days: readonly MerchantOrderDayView[];
  /** The list goes on, but not here. */
  readonly more?: string;
  readonly none?: string;
  /** Those whose slot is over. */
  readonly overdue: readonly MerchantOrderDayView[];
  /** Orders to come that their customers cancelled: nothing of them is to be prepared any more. */
  readonly cancelled: readonly LinkView[];
  /** Orders whose customer withdrew and is owed the money. */
  readonly refunds: readonly LinkView[];
  /** Enters an order for somebody on the phone; absent where the shop takes no orders. */
  readonly enter?: LinkView;
  /** Where the code of a customer is scanned or typed. */
  readonly handOver?: LinkView;
  /** Today, slot by slot. */
  readonly day?: LinkView;
  readonly preparation?: LinkView;
  /** Absent in the inbox of several shops. */
  readonly ended?: LinkView;
  /** In the inbox of one of several shops: that of all. */
  readonly allShops?: LinkView;
  readonly settings?: LinkView;
  readonly products?: LinkView;
  /** For who may see the statistics of the page. */
  readonly figures?: LinkView;
  /** The journal of sales, for who owns the page. */
  readonly sales?: LinkView;
}

/** The form that notes what lines weigh. */
export interface WeighingView {
  readonly lead: string;
  readonly fields: readonly {
    readonly id: string;
    readonly label: string;
    /** "Commandé : 350 g, 8,72 €" */
    readonly hint: string;
    readonly value: string;
    readonly error?: string;
    /** Confirms a weight that is unlike what was ordered. */
    readonly sure?: { readonly id: string; readonly value: string; readonly label: string };
    /** The price is limited to what the customer agreed to. */
    readonly capped?: string;
  }[];
  /** Asks its customer about more than they agreed to pay for. */
  readonly ask?: {
    readonly lead: string;
    /** They left no address. */
    readonly unreached?: string;
    readonly refusal: FieldView;
    readonly hours: FieldView;
  };
  /** Why they are not asked. */
  readonly notAsked?: string;
}

/** `orders/merchant-order` */
export interface MerchantOrderBody {
  /** What its customer wrote or photographed. */
  readonly list?: ListView;
  readonly done?: string;
  /** Its customer is yet to be told of the last step. */
  readonly pending?: string;
  /** Calls a customer who does not hear of what was done. */
  readonly call?: LinkView;
  readonly problem?: string;
  readonly order: MerchantOrderView;
  /** The shop is closed at the time of the order, or at that to which it would be put off. */
  readonly question?: OrderQuestionView;
  /** What its customer is asked at the moment, and the button that takes it back. */
  readonly amendment?: AmendmentView & { readonly drop?: string };
  /** Where something else may be proposed. */
  readonly propose?: LinkView;
  /** Refuses or cancels it with a reason. */
  readonly because?: ReasonView;
  /** The last step may be taken back. */
  readonly undo?: string;
  /** Why it may not any more, of one that was refused or cancelled. */
  readonly noUndo?: string;
  /** What an agent of the town leaves to the shop, where they would look for it. */
  readonly leftToShop?: string;
  readonly proofOfAge?: string;
  readonly slot: string;
  /** What is paid, and what is left to pay. */
  readonly due: readonly string[];
  /** It on paper, for who puts it together. */
  readonly slip?: LinkView;
  /** What who ordered on the phone is handed; absent of other orders. */
  readonly contract?: LinkView;
  /** The note of what was handed over; absent before that. */
  readonly receipt?: LinkView;
  /** What of it was given back, a note each. */
  readonly creditNotes: readonly LinkView[];
  /** Where the money of what was missing or spoilt is given back; absent where nothing can be. */
  readonly giveBack?: LinkView;
  /** What is to be known of its payment online. */
  readonly payment: readonly string[];
  /** Says that what the card is not charged was paid at the counter, or was not after all. */
  readonly counter?: { readonly value: string; readonly label: string };
  /** Says that what is paid before an order is sent came, or did not after all. */
  readonly advances?: readonly { readonly value: string; readonly label: string }[];
  readonly facts: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
  readonly note?: string;
  readonly lines: readonly OrderLineView[];
  readonly fee?: FeeView;
  /** Of an estimated total, the most that it becomes. */
  readonly most?: string;
  /** What the scales say is noted here. */
  readonly weighing?: WeighingView;
  readonly withdrawn: readonly WithdrawnView[];
  /** Says whether the money was given back. */
  readonly refunds: readonly {
    readonly value: string;
    readonly label: string;
    readonly withdrawals: readonly string[];
  }[];
  readonly history: readonly { readonly when: string; readonly what: string }[];
  /** Who was told by mail, and what became of it. */
  readonly mails: readonly {
    readonly what: string;
    readonly status: string;
    readonly isWrong: boolean;
    /** What the mail server said. */
    readonly response?: string;
  }[];
  /** The button that sends the last mail to the customer again. */
  readonly sendAgain?: string;
  /** Where the shop says that it takes no more orders of its customer; absent once they were erased. */
  readonly block?: LinkView;
  /** Hands it over, against the customer's code. */
  readonly handOver?: HandOverFormView;
  /** Absent where it cannot be put off. */
  readonly delay?: {
    readonly label: string;
    readonly by: readonly { readonly value: string; readonly label: string }[];
  };
  readonly back: LinkView;
}

/** `orders/order-return` */
export interface OrderReturnBody extends FormSummaryView {
  readonly lead: string;
  readonly action: string;
  readonly lines: readonly {
    readonly id: string;
    readonly value: string;
    readonly label: string;
    readonly checked: boolean;
    /** Where it is not all of it: how many pieces, or which amount. */
    readonly fields: readonly FieldView[];
  }[];
  readonly linesError?: string;
  /** How many withdrawals and returns the page shows. */
  readonly seen: string;
  /** Whether the goods go on sale again. */
  readonly restock: FieldView;
  /** How the money goes back. */
  readonly how: string;
  /** What becomes of the fee. */
  readonly fee?: string;
  /** Nothing is left to give back. */
  readonly none?: string;
  readonly back: LinkView;
}
