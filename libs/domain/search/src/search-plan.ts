import type { PlanePoint } from '@halles/domain/geo';
import type { Identifier } from './understanding/identifiers';

export interface PlaneCircle {
  readonly centre: PlanePoint;
  /** Metres of the plane. */
  readonly radius: number;
}

export interface PlaneBox {
  readonly low: PlanePoint;
  readonly high: PlanePoint;
}

/** Minutes of UTC since 1970, the end not included. */
export interface MinuteSpan {
  readonly from: number;
  readonly until: number;
}

/** Times that can be booked: minutes of UTC since 1970, the end not included. */
export interface FreeSpan extends MinuteSpan {
  /** Notice is counted from here. */
  readonly now: number;
  /** The days that the span lies in, as `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** A time at which a rule of the territory has places closed. */
export interface ClosedTimes {
  /** Minutes of UTC since 1970. */
  readonly spans: readonly MinuteSpan[];
  /** Leaves of the category tree; null: every one. */
  readonly leaves: readonly string[] | null;
  /** INSEE codes; none: all of the territory. */
  readonly communes: readonly string[];
}

/** A name as a whole, or a part of names that hold the word of a key. Folded. */
export type NamedPhrase =
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'phrase'; readonly value: string; readonly key: number };

/** A query as the tables are asked: what it means is settled. */
export interface SearchPlan {
  /** The rarest key that every result has; null: only those named are results. */
  readonly key: number | null;
  /** Whether `map_cell` counts the listings of `key`. */
  readonly isMapped: boolean;
  /** The other keys that every result has. */
  readonly others: readonly number[];
  /** The key of all listings, and those that the named ones have too: what was chosen rather than typed. */
  readonly all: number;
  readonly chosen: readonly number[];
  readonly origin: PlanePoint;
  /** Results lie within each of them. */
  readonly circles: readonly PlaneCircle[];
  /** Named results lie within these only. */
  readonly chosenCircles: readonly PlaneCircle[];
  readonly box: PlaneBox | null;
  readonly postalCode: string | null;
  /** Bits of `FEATURES` that every result has. */
  readonly features: number;
  /** Only what is open at some time of `during`. */
  readonly open: boolean;
  /** Only where something can be booked that begins then. */
  readonly free: FreeSpan | null;
  /** The moment or span that opening is told for. */
  readonly during: MinuteSpan;
  /** When rules of the territory close places, around that moment. */
  readonly closed: readonly ClosedTimes[];
  /** Those called exactly so come first; or the one of a number. */
  readonly named: Identifier | NamedPhrase | null;
  /** Of the words typed, the share that every result holds; null when none were. */
  readonly textMatch: number | null;
}
