import type { LinkView } from './link.view';

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
  /** Address of what the page tells as an Atom feed. */
  readonly feed?: string;
  readonly portal: {
    readonly title: string;
    readonly tagline: string;
    readonly territory: string;
    readonly demonstration: boolean;
    readonly home: string;
  };
  /** Its portal is not open yet: a bar at the top says that it is a preview. */
  readonly isDraft?: boolean;
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
  /** Leads to the baskets of a reader who has one. */
  readonly baskets?: LinkView;
  /** Leads who is signed in to what they ordered. */
  readonly account?: LinkView;
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
