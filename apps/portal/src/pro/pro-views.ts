import type { LinkView } from '../view-models-parts';

/** What surrounds each page of the merchant space. */
export interface ProFrameView {
  readonly home: LinkView;
  readonly account: LinkView;
  /** The business whose space it is. */
  readonly business?: { readonly name: string; readonly href: string; readonly isCurrent: boolean };
  /** Pages of its space that the reader may open. */
  readonly sections: readonly (LinkView & { readonly icon: string; readonly current: boolean })[];
}
