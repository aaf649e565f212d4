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
