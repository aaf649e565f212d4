import type { PlanePoint } from '@halles/domain/listings';

export interface PlaneCircle {
  readonly centre: PlanePoint;
  /** Metres of the plane. */
  readonly radius: number;
}

export interface PlaneBox {
  readonly low: PlanePoint;
  readonly high: PlanePoint;
}

/** A query as the tables are asked: what it means is settled. */
export interface SearchPlan {
  /** The rarest key that every result has. */
  readonly key: number;
  /** The other keys that every result has. */
  readonly others: readonly number[];
  readonly origin: PlanePoint;
  /** Results lie within each of them. */
  readonly circles: readonly PlaneCircle[];
  readonly box: PlaneBox | null;
  /** Bits of `FEATURES` that every result has. */
  readonly features: number;
  /** Only what is open at `minute`. */
  readonly open: boolean;
  /** The moment, in minutes of UTC since 1970. */
  readonly minute: number;
  /** Whole folded name: the businesses called exactly so come first. */
  readonly named: string | null;
}
