import type { FieldView } from '@halles/platform/forms';
import type { ContactBody } from './enquiries/enquiry.view';
import type { LinkView } from './view-models-parts';
import type { ListingCardView, SearchBoxView } from './view-models-results';

/** What the views receive: plain, already worded and formatted. One interface a page; fixtures have the same shape. */

/** What the layout needs on every page. */
export interface LayoutView {
  readonly lang: 'fr' | 'en';
  readonly title: string;
  readonly description: string;
  /** Absolute URL of the page, and of the same page in each language. Absent on error pages. */
  readonly canonical?: string;
  readonly alternates: readonly { readonly lang: string; readonly href: string }[];
  readonly noindex: boolean;
  /** Size of the picture that others show of it, where it is not the drawn one's. */
  readonly imageSize?: { readonly width: number; readonly height: number };
  /** What the page says to machines, as schema.org words it; each is printed as a script of data. */
  readonly jsonLd?: readonly object[];
  /** Address of the next page of a list. */
  readonly next?: string;
  readonly portal: {
    readonly title: string;
    readonly tagline: string;
    readonly territory: string;
    readonly demonstration: boolean;
    readonly home: string;
  };
  readonly assets: {
    readonly css: string;
    readonly fonts: readonly string[];
    readonly logo: string;
    readonly favicon: string;
    readonly motif: string;
    readonly manifest: string;
    readonly ogImage: string;
    readonly script: string;
  };
  readonly themeColor: { readonly light: string; readonly dark: string };
  readonly nav: readonly LinkView[];
  readonly languageSwitch?: LinkView & { readonly lang: string };
  readonly footer: {
    readonly links: readonly LinkView[];
    /** Absent where no portal is known or open: its pages would not answer. */
    readonly accessibility?: LinkView;
    readonly publisher: string;
  };
}

export interface Page<B> {
  readonly layout: LayoutView;
  readonly body: B;
}

export interface HomeBody {
  readonly search: SearchBoxView;
  readonly categories: readonly { readonly icon: string; readonly label: string; readonly href: string }[];
  /** What is open near the centre; absent where too little is. */
  readonly open?: { readonly cards: readonly ListingCardView[]; readonly all: LinkView };
  readonly word: { readonly paragraphs: readonly string[]; readonly author: string; readonly role: string };
  readonly figures: readonly { readonly value: string; readonly label: string }[];
  readonly about: LinkView;
  /** Where somebody who keeps a business finds its page. */
  readonly join: LinkView;
}

/** A page of text: about, legal notice, privacy, accessibility, ranking. */
export interface ProseBody {
  readonly heading: string;
  readonly lead?: string;
  readonly updated?: string;
  readonly sections: readonly {
    readonly id: string;
    readonly heading: string;
    readonly paragraphs?: readonly string[];
    readonly items?: readonly string[];
    /** Like `items`, where their order is what is said. */
    readonly steps?: readonly string[];
    readonly facts?: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
    readonly link?: LinkView;
  }[];
}

/** 404, 410, 421, 429, 500, 503 (maintenance, in preparation): one view, `errors/error`, with overrides by status. */
export interface ErrorBody {
  readonly status: number;
  readonly heading: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly actions: readonly LinkView[];
}

/** The page that shows every component in a tenant's theme; its one instance is the fixture. */
export interface StyleguideBody extends Pick<
  HomeBody,
  'search' | 'categories' | 'word' | 'figures' | 'join'
> {
  readonly heading: string;
  /** Names of the colour tokens as in CSS, and of the pictograms. */
  readonly swatches: readonly string[];
  readonly icons: readonly string[];
  readonly fields: readonly FieldView[];
  readonly problem: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly organisation: ContactBody['organisation'];
  readonly section: ProseBody['sections'][number];
}
