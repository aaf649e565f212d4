import type { ClosingView } from './editor.view';
import type { LinkView } from '../rendering/link.view';

export interface HistoryBody {
  readonly heading: string;
  readonly lead: string;
  /** A change was just taken back: that it is, and what the public reads since where that is known; else no values. */
  readonly undone?: {
    readonly text: string;
    readonly values: readonly { readonly label: string; readonly value: string }[];
  };
  readonly problem?: string;
  /** Where the place is asked for that was not taken back. */
  readonly place?: LinkView;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** What taking a change back would close, and the way to do it all the same. */
  readonly asked?: ClosingView & {
    readonly action: string;
    readonly version: number;
    readonly leave: LinkView;
  };
  readonly revisions: readonly {
    /** By which it is taken back; absent where it is none of the page. */
    readonly version?: number;
    readonly who: string;
    readonly when: string;
    /** What was done, where that is no change of what the page says. */
    readonly act?: string;
    readonly note?: string;
    /** Why the town made the change. */
    readonly reason?: string;
    readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
    /** Where it is taken back or done, where that is elsewhere. */
    readonly there?: LinkView;
    /** Absent where it was taken back already. */
    readonly undo?: { readonly action: string; readonly label: string };
  }[];
  readonly older?: LinkView;
  readonly empty?: string;
}
