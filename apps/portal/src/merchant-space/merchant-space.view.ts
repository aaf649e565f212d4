import type { LinkView } from '../rendering/link.view';

/** The business whose space a page belongs to. */
export interface MerchantListing {
  readonly id: number;
  /** Null where nothing is known to call it by. */
  readonly name: string | null;
}

/** A place that the thumb reaches from everywhere in the space. */
export type MerchantTabView = LinkView & { readonly icon: string; readonly current: boolean };

/** That an agent is here for who keeps the business, and how they leave. */
export interface OnBehalfView {
  readonly text: string;
  /** In whose name it is published. */
  readonly name: string;
  readonly end: { readonly action: string; readonly label: string };
}

/** What surrounds each page of the merchant space. */
export interface MerchantFrameView {
  readonly home: LinkView;
  /** Absent for agents, who have no account here. */
  readonly account?: LinkView;
  /** The notifications of the account; `count` where some are unread. */
  readonly bell?: LinkView & { readonly count?: string };
  readonly onBehalf?: OnBehalfView;
  /** That the public reads the business as closed for good, and where it is opened again. */
  readonly closed?: { readonly text: string; readonly note: string; readonly reopen?: LinkView };
  /** The business whose space it is. */
  readonly business?: { readonly name: string; readonly href: string; readonly isCurrent: boolean };
  /** Pages of its space that the reader may open. */
  readonly sections: readonly MerchantTabView[];
  /** At the foot of a telephone's screen. */
  readonly tabs: readonly MerchantTabView[];
}
