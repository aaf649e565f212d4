import type { QrPath } from '@halles/platform/theming';
import type { FieldView, FormGuardsView, FormSummaryView } from '@halles/platform/forms';
import type { PictureView } from '../photos';
import type { LinkView } from '../rendering/link.view';
import type { FulfilmentChoiceView } from './checkout/order-fulfilment.view';
import type { WithdrawalLinkView, WithdrawnView } from './order-page/withdrawal.view';

/** What a customer sent, as both sides read it. */
export interface ListView {
  readonly lines: readonly string[];
  readonly photo?: LinkView;
}

/** A group of options in a row of a product. */
export interface OptionGroupView {
  readonly label: string;
  /** Its choices exclude each other. */
  readonly isSingle: boolean;
  /** A browser asks for one of them. */
  readonly isRequired?: boolean;
  readonly name: string;
  readonly choices: readonly {
    readonly id: string;
    readonly value: string;
    readonly label: string;
    readonly checked: boolean;
  }[];
}

/** The same product with other choices, or in another variant. */
export interface ProductRowView {
  /** Name of the field that says how many. */
  readonly field: string;
  /** "Pain de campagne", "Pain de campagne, 2" */
  readonly label: string;
  readonly quantity: string;
  /** Of what is sold by weight, which weights may be written. */
  readonly weight?: string;
  readonly error?: string;
  /** Of a product that is sold in several variants, of which one is chosen. */
  readonly variants?: {
    readonly name: string;
    readonly isRequired?: boolean;
    readonly options: readonly {
      readonly value: string;
      readonly label: string;
      readonly selected: boolean;
      readonly disabled: boolean;
    }[];
  };
  readonly groups: readonly OptionGroupView[];
}

/** A product as it is ordered. */
export interface ProductFieldView {
  /** Name of the field that says how many. */
  readonly field: string;
  readonly name: string;
  readonly picture?: PictureView;
  readonly description?: string;
  readonly price: string;
  /** "500 g, 8,40 € le kilo"; of what is weighed about how much a piece is. */
  readonly content?: string;
  /** Signs that the law defines: "Agriculture biologique". */
  readonly labels: readonly string[];
  /** "Allergènes : gluten, lait"; absent where nothing is said. */
  readonly allergens?: string;
  readonly quantity: string;
  /** Of what is sold by weight, which weights may be written. */
  readonly weight?: string;
  /** Of a product with options or variants, instead of its one field; none where it has none. */
  readonly rows: readonly ProductRowView[];
  /** "Plus que 3", "12 au plus", "Commandez deux jours avant". */
  readonly notes: readonly string[];
  /** How much of it may be had without scripts and an account, where it is less. */
  readonly unproven?: string;
  readonly error?: string;
  /** Why it cannot be ordered. */
  readonly unavailable?: string;
}

export interface ProductGroupView {
  /** Absent where the shop has no sections. */
  readonly name?: string;
  /** What the list of sections leads to, where there is one. */
  readonly id?: string;
  readonly products: readonly ProductFieldView[];
}

export interface SlotDayView {
  readonly label: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly selected: boolean;
    readonly disabled: boolean;
  }[];
}

/** The pages of a shop that sells more than one page holds; its buttons send the basket along. */
export interface ProductPagerView {
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly selected: boolean;
  }[];
  readonly previous?: string;
  readonly next?: string;
}

/** What is in the basket by now; a script asks for it anew with each change. */
export interface BasketTotalView {
  /** Where. */
  readonly action: string;
  /** Something is in it. */
  readonly isFilled: boolean;
  /** "3 articles : 12,40 € (estimé)" */
  readonly words: string;
}

/** `orders/order-form` */
export interface OrderFormBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  /** Its button. */
  readonly next: string;
  /** Said of a shop that is invented: nobody bakes. */
  readonly demonstration?: string;
  /** It takes no orders for a while. */
  readonly paused?: string;
  /** What was taken out of the basket, because it is not sold any more. */
  readonly gone?: string;
  /** What else is not as it was when the browser stored the basket. */
  readonly changes?: string;
  /** That the browser stores nothing of the basket, and why. */
  readonly notStored?: string;
  /** Where else its customer has a basket. */
  readonly remaining?: RemainingBasketsView;
  readonly trail: readonly LinkView[];
  readonly action: string;
  /** The sections, where there are several. */
  readonly jumps: readonly LinkView[];
  readonly sections: readonly ProductGroupView[];
  readonly pager?: ProductPagerView;
  /** Some button before the last does something else than go on. */
  readonly hasOtherButtons: boolean;
  /** Which showing of the form it is, and what was filled in on other pages. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
  readonly fulfilment: FulfilmentChoiceView;
  readonly slots: readonly SlotDayView[];
  readonly slotError?: string;
  /** How much a slot takes at most, where its shop says so. */
  readonly slotRoom?: string;
  /** How much may be ordered without scripts; absent of who is signed in, and of who is no customer. */
  readonly unproven?: string;
  /** How many products an order may have, where the shop has more. */
  readonly mostLines?: string;
  /** Until when what is ordered can be cancelled; absent where nothing is sold. */
  readonly cancellation?: string;
  /** That there is no slot to choose, and until when. */
  readonly noSlots?: string;
  /** The button that shows a further row of what is in the basket with its choices; absent where nothing has options. */
  readonly another?: string;
  /** Absent where who fills the form in is no customer. */
  readonly total?: BasketTotalView;
  readonly contact: readonly FieldView[];
  /** Who leaves a telephone alone hears of nothing but by being called. */
  /** Who fills it in is the shop, for somebody on the phone. */
  readonly isEnteredByShop?: boolean;
  readonly isNotTexted?: boolean;
  /** Where the order is found by who is signed in; absent of who is not. */
  readonly account?: LinkView;
  /** The button of who has an account and is not signed in. */
  readonly signIn?: string;
  readonly privacy: LinkView;
}

/** What delivery or sending costs. */
export interface FeeView {
  readonly label: string;
  readonly amount: string;
}

export interface OrderLineView {
  readonly name: string;
  /** "Tranché, Graines (+0,20 €)" */
  readonly choices?: string;
  /** "Allergènes : gluten, lait"; absent where nothing was said. */
  readonly allergens?: string;
  /** "2", "350 g" */
  readonly quantity: string;
  /** "24,90 € le kilo, prix estimé, 9,59 € au plus"; absent where it is not weighed. */
  readonly weight?: string;
  readonly total: string;
  /** It cannot be had, and is not counted. */
  readonly missing?: string;
  /** It was taken off, withdrawn from or given back: which of them. */
  readonly withdrawn?: string;
}

/** `orders/order-summary` */
export interface OrderSummaryBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  /** Why it was not ordered just now. */
  readonly problem?: string;
  /** That the browser stores nothing of the basket, and why. */
  readonly notStored?: string;
  readonly errors: readonly [];
  readonly action: string;
  readonly back: { readonly action: string; readonly label: string };
  readonly lines: readonly OrderLineView[];
  readonly fee?: FeeView;
  readonly total: string;
  /** Of an estimated total, the most that it becomes. */
  readonly most?: string;
  readonly taxes: readonly string[];
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly terms: readonly string[];
  /** The terms of sale in full; absent where nothing is sold. */
  readonly saleTerms?: LinkView;
  /** That no place in the slot is held. */
  readonly notHeld?: string;
  /** How long the place in the slot is held. */
  readonly hold?: {
    /** That are left: a browser does not have to know the time. */
    readonly seconds: number;
    readonly text: string;
    /** Before the minutes and seconds that are left. */
    readonly left: string;
    /** Once nothing is left. */
    readonly over: string;
  };
  /** How it may be paid, where its customer chooses. */
  readonly ways?: {
    readonly legend: string;
    readonly hint: string;
    readonly options: readonly {
      readonly value: string;
      readonly label: string;
      readonly checked: boolean;
    }[];
  };
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly guards: FormGuardsView;
  readonly button: string;
}

/** `orders/order` */
export interface OrderBody {
  readonly heading: string;
  readonly lead: string;
  /** Where its customer has baskets still. */
  readonly remaining?: RemainingBasketsView;
  /** What was just saved. */
  readonly done?: string;
  /** Why it was not cancelled just now. */
  readonly problem?: string;
  readonly state: { readonly kind: 'open' | 'closed' | 'soon'; readonly text: string };
  /** How the open page follows the order. */
  readonly follow: {
    readonly progress: string;
    /** The step that the page shows. */
    readonly event: string;
    /** It shows that the shop has not confirmed it in time, which is no step. */
    readonly isUnconfirmed: boolean;
    /** What is said to who follows it, once it is new. */
    readonly announcement: string;
  };
  /** The mail that tells of it did not arrive. */
  readonly unsent?: string;
  /** Its shop is closed that day after all. */
  readonly closed?: { readonly text: string; readonly call?: LinkView };
  /** What the shop proposes instead of it waits for an answer. */
  readonly proposal?: { readonly text: string; readonly href: string; readonly label: string };
  /** Something may still happen to it. */
  readonly isFollowed: boolean;
  /** By what notifications are turned on in this browser; absent once nothing more becomes of it. */
  readonly push?: { readonly key: string; readonly to: string; readonly worker: string };
  /** What fills the basket of its shop with the same. */
  readonly again?: { readonly action: string; readonly label: string };
  /** It is to be paid online, or directly, since its shop takes no payments online any more. */
  readonly pay?: { readonly action: string; readonly label: string; readonly way?: 'shop' };
  /** What is shown when it is handed over; of what is sent there is none. */
  readonly code?: { readonly label: string; readonly digits: string; readonly qr: QrPath };
  /** Says who collects it. */
  readonly collector?: {
    readonly action: string;
    readonly field: FieldView;
    readonly button: string;
    /** Goods for adults: they bring proof of age. */
    readonly note?: string;
  };
  /** What was written or photographed. */
  readonly list?: ListView;
  readonly facts: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
  /** The way there and its time for a calendar, as long as somebody comes. */
  readonly visit: readonly LinkView[];
  /** None of a list that has no prices. */
  readonly lines: readonly OrderLineView[];
  readonly fee?: FeeView;
  readonly total: string;
  /** Of an estimated total, the most that it becomes. */
  readonly most?: string;
  readonly taxes: readonly string[];
  readonly terms: readonly string[];
  /** The terms of sale in full; absent where nothing is sold. */
  readonly saleTerms?: LinkView;
  /** What confirms the contract, as a PDF; absent until the shop accepted it, and where nobody is bound. */
  readonly contract?: LinkView;
  /** What was handed over and paid, as a PDF; absent before that. */
  readonly note?: LinkView;
  /** What of it was given back, a note each. */
  readonly creditNotes: readonly LinkView[];
  /** What is left to pay, or was paid, of an order that was withdrawn from in part. */
  readonly paid?: string;
  readonly withdrawn: readonly WithdrawnView[];
  readonly withdrawal?: WithdrawalLinkView;
  readonly history: readonly { readonly when: string; readonly what: string }[];
  readonly shop: LinkView;
  readonly cancel?: {
    readonly action: string;
    readonly seen: string;
    readonly label: string;
    readonly hint: string;
    /** Asked before an order is cancelled that is paid. */
    readonly question?: { readonly text: string; readonly yes: string; readonly keep: LinkView };
  };
  /** Its customer cancels no more by themselves: whom they call, and that the right that the law gives stays. */
  readonly cancelOver?: { readonly text: string; readonly right?: string; readonly call?: LinkView };
}

/** `orders/order-pay` */
export interface LeavingBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly go: LinkView;
}

/** `orders/sale-terms` */
export interface SaleTermsBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

/** What the law still asks of a shop, and where it is said. */
export interface MissingView {
  readonly text: string;
  readonly links: readonly LinkView[];
}

/** `orders/ordering` */
export interface OrderingBody extends FormSummaryView {
  readonly lead: string;
  readonly done?: string;
  /** What the law still asks of who takes orders that are paid. */
  readonly missing?: MissingView;
  readonly form: { readonly action: string; readonly fields: readonly FieldView[] };
  /** Details of the slots. */
  readonly slots: LinkView;
  /** How orders reach customers. */
  readonly modes: LinkView;
  /** From whom the shop takes no orders online. */
  readonly blocked: LinkView;
  /** Further addresses that orders go to, for who owns the page. */
  readonly contacts?: LinkView;
  /** The account that orders are paid on, for the same. */
  readonly payments?: LinkView;
  readonly back: LinkView;
}

/** What somebody still has to order, on the pages of the order before. */
export interface RemainingBasketsView {
  readonly words: string;
  readonly links: readonly LinkView[];
}

/** `orders/credit-note` */
export interface CreditNoteBody {
  readonly heading: string;
  readonly lead: string;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly rows: readonly { readonly text: string; readonly amount: string; readonly isTotal?: boolean }[];
  readonly notes: readonly string[];
  readonly pdf: LinkView;
  readonly back: LinkView;
}
