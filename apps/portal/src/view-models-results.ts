import type { LinkView } from './view-models';

/** Whether one can go there: in words, with a shape and a colour of its own for each kind. */
export interface OpenStateView {
  /** `soon`: it changes within the hour, or one is served in another way than in the shop. */
  readonly kind: 'open' | 'soon' | 'closed' | 'unknown';
  /** « Ouvert, ferme à 19 h ». */
  readonly text: string;
}

/** What one can do at once, as a quiet verb. */
export interface VerbView extends LinkView {
  readonly icon: string;
}

/** What a place offers, as a pictogram with a word. */
export interface OfferView {
  readonly icon: string;
  readonly label: string;
}

/** A business in a list: three lines, and why it stands there where it was searched for. */
export interface ListingCardView {
  readonly id: number;
  /** The number that its marker on the map has too; absent where there is no map. */
  readonly number?: number;
  readonly href: string;
  readonly name: string;
  /** `longitude,latitude` for the map; absent where it has no address of its own. */
  readonly position?: string;
  /** Its category in words; empty where none is known. */
  readonly what: string;
  readonly state: OpenStateView;
  /** « à 350 m, 12 rue de l'Exemple ». */
  readonly place: string;
  readonly verbs: readonly VerbView[];
  readonly offers: readonly OfferView[];
  readonly demonstration: boolean;
  readonly why?: { readonly points: readonly string[]; readonly ranking: LinkView };
}

/**
 * The map beside a list. The island `<map-companion>` finds the results in the page itself: each is an
 * `[data-listing]` with its number and, where it has one, its `data-position="longitude,latitude"`.
 */
export interface MapCompanionView {
  /** `west,south,east,north` of what the list shows; absent where it shows nothing that has a position. */
  readonly bounds?: string;
  /** Address of the clusters of the same question; `bounds` and `zoom` are to be added. */
  readonly clusters: string;
  /** Address of the same list, and the parameter under which it takes the bounds of the map. */
  readonly list: string;
  readonly boundsParameter: string;
  /** Where distances are measured from, `longitude,latitude`, where the reader asked for one. */
  readonly origin?: string;
}
