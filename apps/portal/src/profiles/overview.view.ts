import type { DoneView } from './editor.view';
import type { WaitingView } from '../merchant-space';
import type { WelcomeView } from './welcome';
import type { LinkView } from '../rendering/link.view';

/** What could be said next, why, and what it brings. */
export interface SuggestionView {
  readonly title: string;
  readonly why: string;
  readonly effect: string;
  readonly action: LinkView;
}

/** The space of one business. */
export interface OverviewBody {
  readonly heading: string;
  readonly done?: DoneView;
  /** What waits for the reader. */
  readonly waiting?: WaitingView;
  /** What is not published yet. */
  readonly draft?: LinkView;
  /** The way to a complete page, as long as it is not walked; quiet where something waits that matters more. */
  readonly welcome?: WelcomeView & { readonly isQuiet: boolean };
  readonly next?: SuggestionView;
  /** Whether one can go there now. */
  readonly state: string;
  /** Absent for who may only look. */
  readonly edit?: {
    readonly today: { readonly action: string; readonly value: 'open' | 'closed'; readonly label: string };
    readonly away: LinkView;
  };
  /** Said where nothing is missing. */
  readonly complete?: { readonly title: string; readonly why: string };
  readonly suggestions: readonly SuggestionView[];
  readonly ranking: LinkView;
  readonly page?: LinkView;
  /** What can be printed for the door. */
  readonly sign?: LinkView & { readonly note: string };
  /** Why the public does not see it. */
  readonly hidden?: string;
}

/** The businesses of one account. */
export interface BusinessesBody {
  readonly heading: string;
  /** Where there is nothing else to say. */
  readonly lead?: string;
  readonly waiting?: WaitingView;
  readonly businesses: readonly {
    readonly name: string;
    readonly href: string;
    readonly where?: string;
    readonly state?: string;
    readonly next?: string;
  }[];
  readonly find: LinkView;
  /** For who keeps no business: their own orders. */
  readonly orders?: LinkView;
  /** Whether there is more to do here than to find a business. */
  readonly isQuiet: boolean;
}
