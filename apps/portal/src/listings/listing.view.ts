import type { AppointmentsView } from '../agenda-offers';
import type { PictureView } from '../photos';
import type { LinkView } from '../rendering/link.view';
import type { ListingCardView, OpenStateView, VerbView } from '../search';
import type { PostView } from '../wording/post-words';
import type { HoursView } from '../wording/opening-hours';

/** A fact as a pictogram with words. */
export interface FactView {
  readonly icon: string;
  readonly term: string;
  readonly value: string;
}

/** A part of the page with where its facts come from. */
export interface FactsView {
  readonly id: string;
  readonly heading: string;
  readonly facts: readonly FactView[];
  readonly source?: string;
}

/** A stretch of words with its marks: views escape the words and write the marks. */
export interface RichInlineView {
  readonly text: string;
  readonly strong?: true;
  readonly emphasis?: true;
  readonly href?: string;
}

/** A paragraph, or a list. */
export interface RichBlockView {
  readonly line?: readonly RichInlineView[];
  readonly items?: readonly { readonly line: readonly RichInlineView[] }[];
}

/** What stands over a page that is not published yet. */
export interface ListingPreviewView {
  readonly text: string;
  readonly action: string;
  readonly hasChanges: boolean;
  /** What the form of the bar sends along. */
  readonly carried?: readonly { readonly name: string; readonly value: string }[];
  /** That publishing it takes no orders any more. */
  readonly closedOrders?: { readonly text: string; readonly settings?: LinkView };
  readonly publish: string;
  readonly discard: string;
  readonly back: LinkView;
}

/** How busy a weekday usually is. */
export interface UsualDayView {
  readonly name: string;
  readonly isToday: boolean;
  readonly hours: readonly { readonly from: string; readonly share: string; readonly words: string }[];
}

/** What one must know before coming. */
export interface ListingNoticeView {
  readonly icon: string;
  readonly text: string;
}

/** The page of one business. */
export interface ListingBody {
  /** Number of the listing, by which its uses are counted. */
  readonly id: number;
  readonly heading: string;
  readonly trail: readonly LinkView[];
  /** What it is, with the page of all such businesses there. */
  readonly what?: LinkView;
  /** Its address in one line. */
  readonly where: string;
  /** Pictogram of its category, in place of a photograph. */
  readonly icon: string;
  /** Its first photo, beside its name. */
  readonly cover?: PictureView;
  /** The others. */
  readonly photos?: readonly PictureView[];
  readonly logo?: PictureView;
  readonly demonstration?: string;
  /** Closed for good: since when, and what one may do. */
  readonly closed?: string;
  /** Who says so. */
  readonly closedSource?: string;
  readonly state?: OpenStateView;
  /** How busy it is, and when that was read; absent where nobody knows. */
  readonly crowd?: OpenStateView;
  /** When it is usually busy, weekday by weekday; absent before it was counted often enough. */
  readonly usual?: readonly UsualDayView[];
  /** Times of the week that it sets apart; absent where there are none. */
  readonly calmHours?: readonly string[];
  readonly verbs: readonly VerbView[];
  readonly notices: readonly ListingNoticeView[];
  /** What it says of itself; `lang` where that is not the page's language. */
  readonly description?: {
    readonly blocks: readonly RichBlockView[];
    readonly lang?: string;
    readonly source?: string;
  };
  /** What it tells of for a while; absent where there is nothing. */
  readonly posts?: {
    readonly shown: readonly (PostView & { readonly picture?: PictureView })[];
    readonly all: LinkView;
  };
  /** What can be booked there; absent where it takes no appointments. */
  readonly appointments?: AppointmentsView;
  /** The first things that it sells, by its sections; absent where it takes no orders. */
  readonly products?: {
    readonly sections: readonly {
      /** Absent where there is one, without a name. */
      readonly name?: string;
      readonly products: readonly (LinkView & { readonly price: string; readonly picture?: PictureView })[];
    }[];
    readonly all: LinkView;
  };
  /** For its owner, before it is published. */
  readonly preview?: ListingPreviewView;
  readonly address: {
    readonly lines: readonly string[];
    readonly note?: string;
    readonly source?: string;
  };
  readonly contacts: readonly (VerbView & { readonly text: string })[];
  readonly hours?: HoursView;
  /** Who gave or confirmed the week, and who said the days that differ from it, where that is another. */
  readonly hoursSources?: readonly string[];
  readonly hoursUnknown?: string;
  readonly parts: readonly FactsView[];
  readonly legal: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
  readonly legalSource?: string;
  /** Who last checked it; that nobody of the business ever did is said too. */
  readonly checked: string;
  /** What is done so that the directory stays true. */
  readonly freshness: LinkView;
  readonly sources: readonly string[];
  readonly alternatives?: {
    readonly heading: string;
    readonly results: readonly ListingCardView[];
    readonly all: LinkView;
  };
  readonly ways: readonly LinkView[];
  readonly claim?: LinkView & {
    readonly heading: string;
    readonly text: string;
    /** Below the name, where nobody keeps the page yet: seen without scrolling. */
    readonly short?: string;
  };
  /** Of a service of the town hall: nobody claims it. */
  readonly ofTown?: { readonly heading: string; readonly text: string };
  /** Where a link to correct the page without an account is requested; absent where none can be sent. */
  readonly correct?: LinkView;
  readonly report: LinkView;
  /** The address of the page, and as it is read. */
  readonly share: { readonly href: string; readonly text: string; readonly qr: string };
}
