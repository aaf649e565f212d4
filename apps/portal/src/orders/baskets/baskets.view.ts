import type { LinkView } from '../../rendering/link.view';
import type { OrderLineView } from '../order.view';

/** What a basket holds, as both of its pages show it. */
export interface BasketContentsView {
  readonly lines: readonly OrderLineView[];
  readonly total: string;
  /** Of an estimated total, the most that it becomes. */
  readonly most?: string;
  /** What is not as it was. */
  readonly changes?: string;
  /** Why nothing can be ordered at the moment. */
  readonly closed?: string;
}

export interface BasketView extends BasketContentsView {
  readonly name: string;
  /** The page of the shop; absent where the portal shows it no more. */
  readonly shop?: string;
  /** When it is collected, or can be at the earliest. */
  readonly slot?: { readonly label: string; readonly value: string };
  readonly note?: string;
  /** Where it is ordered. */
  readonly order?: LinkView;
  /** The page that somebody else may be sent. */
  readonly share?: LinkView;
  readonly remove: string;
}

/** `orders/baskets` */
export interface BasketsBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly action: string;
  readonly baskets: readonly BasketView[];
  /** Leads to the tour, where there are several. */
  readonly tour?: LinkView;
  /** What is there where there is no basket. */
  readonly empty?: LinkView;
}

/** `orders/basket-shared` */
export interface SharedBasketBody extends BasketContentsView {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly problem?: string;
  readonly action: string;
  /** Said where its reader has a basket of the same shop. */
  readonly own?: string;
  readonly buttons: readonly { readonly value: string; readonly label: string; readonly isQuiet: boolean }[];
  readonly link: { readonly href: string; readonly title: string };
}
