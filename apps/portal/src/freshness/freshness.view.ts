import type { FactsView } from '../listings';
import type { HoursView } from '../wording/opening-hours';
import type { LinkView } from '../rendering/link.view';

/** What the public sees of a page, to be looked at before it is confirmed. */
export interface CheckView {
  readonly lead: string;
  readonly hours?: HoursView;
  readonly hoursUnknown?: string;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  /** How one is served, gets in and pays. */
  readonly parts: readonly FactsView[];
  /** What else the public reads, and the confirmation says nothing of. */
  readonly beside: readonly { readonly term: string; readonly value: string }[];
  readonly action: string;
  readonly page: LinkView;
  readonly change: LinkView;
}

/** `freshness/link` */
export interface LinkBody {
  readonly heading: string;
  readonly check: CheckView;
  readonly stop: string;
  readonly stopWords: string;
}

/** `freshness/done` */
export interface LinkDoneBody {
  readonly heading: string;
  readonly text: string;
  readonly onward: LinkView;
}

/** `freshness/confirm`, but for the frame of the merchant space. */
export interface ConfirmBody {
  /** Absent where the page is closed for good, and has nothing to confirm. */
  readonly check?: CheckView;
  readonly done?: string;
}
