import type { LinkView } from '../rendering/link.view';

/** What was just done, and how to take it back. */
export interface DoneView {
  readonly text: string;
  /** The step that comes next on the way to a complete page. */
  readonly step?: LinkView;
  readonly undo?: { readonly action: string; readonly version: number; readonly label: string };
}

/** A closing for longer, or of most days, which wants a yes. */
export interface ClosingView {
  readonly text: string;
  readonly label: string;
  /** What the yes is to. */
  readonly key: string;
}

/** That a shop takes no orders, or would not. */
export interface ClosedOrdersView {
  readonly text: string;
  /** Where it is mended. */
  readonly settings?: LinkView;
}

/** What every form of the merchant space has around its fields. */
export interface EditorFrameView {
  /** It was opened from the settings of orders, and leads back there. */
  readonly back?: LinkView;
  readonly lead?: string;
  readonly action: string;
  /** The version that the form was made from. */
  readonly version: number;
  readonly done?: DoneView;
  /** That no orders are taken for want of what the law asks for. */
  readonly closedOrders?: ClosedOrdersView;
  readonly closing?: ClosingView;
  /** Error of the whole form, with where its parts are. */
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** What somebody else wrote meanwhile, beside what is in the form. */
  readonly clashes: readonly { readonly label: string; readonly theirs: string; readonly mine: string }[];
  /** What is not published yet. */
  readonly draft?: { readonly text: string; readonly preview: LinkView };
}
