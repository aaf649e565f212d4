import type { LinkView } from '../rendering/link.view';

/** What surrounds each page of the merchant space. */
export interface MerchantFrameView {
  readonly home: LinkView;
  readonly account: LinkView;
  /** The notifications of the account; `count` where some are unread. */
  readonly bell: LinkView & { readonly count?: string };
  /** The business whose space it is. */
  readonly business?: { readonly name: string; readonly href: string; readonly isCurrent: boolean };
  /** Pages of its space that the reader may open. */
  readonly sections: readonly (LinkView & { readonly icon: string; readonly current: boolean })[];
}
