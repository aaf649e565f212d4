import type { PictureView } from '../photos';
import type { LinkView } from '../rendering/link.view';

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
  /** Whether there is a line on what it is: a category, or that it is invented. */
  readonly kind: boolean;
  /** Its category in words; empty where none is known. */
  readonly what: string;
  /** Its first photo, or its logo; absent where it has neither: then the pictogram stands in their place. */
  readonly photo?: PictureView;
  readonly logo?: PictureView;
  /** Pictogram of its category. */
  readonly icon: string;
  /** Absent where the page is shown as it was a while ago. */
  readonly state?: OpenStateView;
  /** How busy it is, and when that was read; absent where nobody knows. */
  readonly crowd?: OpenStateView;
  /** « à 350 m, 12 rue de l'Exemple ». */
  readonly place: string;
  /** When something can be booked first, and the way to book it; absent where nothing can, or nobody knows. */
  readonly free?: LinkView;
  /** What it sells of what was looked for in words; absent where it sells none of it. */
  readonly sells?: readonly LinkView[];
  /** Whether there is a third line: verbs, offers or the reasons. */
  readonly does: boolean;
  readonly verbs: readonly VerbView[];
  readonly offers: readonly OfferView[];
  /** That it is invented; empty where it is not. */
  readonly demonstration: string;
  readonly why?: { readonly points: readonly string[]; readonly ranking: LinkView };
}
