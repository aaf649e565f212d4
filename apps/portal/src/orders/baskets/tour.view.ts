import type { LinkView } from '../../rendering/link.view';

export interface TourStopView {
  readonly shop: LinkView;
  /** When one arrives. */
  readonly time: string;
  readonly slot: string;
  /** How far it is, and how long one waits. */
  readonly notes: readonly string[];
  /** What takes the slot over into the basket. */
  readonly field: { readonly name: string; readonly value: string };
}

/** `orders/tour` */
export interface TourBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly action: string;
  readonly days: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
  /** From when on, as a field of a time has it. */
  readonly time: string;
  /** Why there is no tour. */
  readonly problem?: string;
  /** Shops that are in none, and why. */
  readonly refused: readonly string[];
  /** In the order in which they are walked to. */
  readonly stops: readonly TourStopView[];
  readonly summary?: string;
}
