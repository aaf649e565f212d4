import type { MapCompanionView } from '../map';
import type { LinkView } from '../rendering/link.view';
import type { ListingCardView, OpenStateView } from './listing-card.view';

/** The search box: one object, two questions, one verb. */
export interface SearchBoxView {
  readonly action: string;
  readonly q: string;
  readonly where: string;
  /** The other parameters of the search, sent again with the two texts. */
  readonly hiddenFields: readonly { readonly name: string; readonly value: string }[];
  /** Address of the same question around a position: the place where latitude and longitude go is `{position}`. */
  readonly around: string;
  /** Address that gives suggestions to what is being typed. */
  readonly suggestions: string;
}

/** A filter as a link: pressed, it leads to the same list without it. */
export interface ChipView extends LinkView {
  /** How many results have it, as written; absent where it is not counted. */
  readonly count?: string;
  readonly icon?: string;
  readonly active: boolean;
}

/** How the question was understood, with a way to take it back where there is one. */
export interface NoteView {
  readonly icon: string;
  readonly text: string;
  readonly link?: LinkView;
}

export interface FiltersView {
  readonly chips: readonly ChipView[];
  /** Filters that are used less often, folded away. */
  readonly more: {
    readonly radii: readonly ChipView[];
    readonly payments: readonly ChipView[];
    readonly moment: {
      readonly action: string;
      readonly value: string;
      readonly min: string;
      readonly max: string;
      readonly hiddenFields: SearchBoxView['hiddenFields'];
    };
  };
}

/** Nothing was found: why it may be so, and ways on. */
export interface EmptyView {
  readonly heading: string;
  readonly tips: readonly string[];
  /** The same question, wider. */
  readonly wider: readonly LinkView[];
  readonly places: readonly LinkView[];
  readonly categories: readonly (LinkView & { readonly icon: string })[];
  readonly missing?: LinkView;
}

/** A product that was found, with the shop that sells it. */
export interface GoodsView {
  readonly product: LinkView;
  readonly shop: LinkView;
  readonly where: string;
  /** Absent where the page is shown as it was a while ago. */
  readonly state?: OpenStateView;
}

export interface ResultsBody {
  readonly heading: string;
  /** « 132 résultats, dont 45 ouverts maintenant »; absent where nothing was found. */
  readonly summary?: string;
  /** Pages above this one, the home page left out. */
  readonly trail: readonly LinkView[];
  readonly search: SearchBoxView;
  readonly notes: readonly NoteView[];
  readonly filters?: FiltersView;
  readonly categories: readonly ChipView[];
  /** What can be ordered of what was searched for. */
  readonly goods?: { readonly heading: string; readonly products: readonly GoodsView[] };
  readonly results: readonly ListingCardView[];
  /** Back to the beginning, on to the next page; absent where the list is whole. */
  readonly pages?: readonly (LinkView & { readonly back: boolean })[];
  readonly map?: MapCompanionView;
  readonly empty?: EmptyView;
  readonly ranking: LinkView;
}

/** Links of one kind that lead on from a landing page. */
export interface RelatedLinksView {
  readonly id: string;
  readonly heading: string;
  readonly links: readonly (LinkView & { readonly count?: string })[];
}

/** The page of a category, a commune, a district or a street. */
export interface LandingBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly search: SearchBoxView;
  readonly notes: readonly NoteView[];
  readonly chips: readonly ChipView[];
  readonly results: readonly ListingCardView[];
  /** The whole list, with its filters and its next pages. */
  readonly all?: LinkView;
  readonly map?: MapCompanionView;
  readonly empty?: EmptyView;
  readonly ways: readonly RelatedLinksView[];
  readonly ranking: LinkView;
}
