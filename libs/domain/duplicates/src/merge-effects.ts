import { isDeepStrictEqual } from 'node:util';
import { PROFILE_FIELDS, type ProfileChanges, type ProfileField } from '@halles/contracts';
import type { PairMember } from './duplicate.repository';
import type { Choice, StayReason } from './survivor';

/** What goes over to the listing that stays, as far as people see it or wait for it. */
export interface CarriedCounts {
  readonly photos: number;
  readonly posts: number;
  readonly mandates: number;
  /** Those under way; of them are in dispute then: */
  readonly claims: number;
  readonly disputes: number;
  /** Claims that were refused since: they stay so where the two are set apart. */
  readonly refused: number;
  readonly reports: number;
  readonly corrections: number;
}

/** What stays with the number that goes: nobody finds it by the page that stays, and it comes back with the number. */
export interface LeftCounts {
  readonly products: number;
  readonly orders: number;
  /** Of the orders, those that are not over. */
  readonly openOrders: number;
  readonly mandates: number;
  readonly logos: number;
}

/** A fact that the page which stays says otherwise, as a profile would say it. */
export interface ChangedFact {
  readonly field: ProfileField;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a merge would do. */
export interface ForeseenMerge extends Choice {
  /** `<smaller id>-<larger id>`. */
  readonly pair: string;
  readonly because: StayReason;
  readonly stays: PairMember;
  readonly goes: PairMember;
  readonly facts: readonly ChangedFact[];
  readonly carried: CarriedCounts;
  readonly left: LeftCounts;
}

/** Why two that were made one cannot be two again. */
export type SeparationRefusal = 'merged-further' | 'kept-by-passed-claim' | 'nothing-to-separate';

/** What a merge did. */
export interface DoneMerge extends Choice {
  readonly pair: string;
  readonly at: Date;
  readonly by: string;
  /** Null where a server of the release before merged them. */
  readonly because: StayReason | null;
  /** Null where it was merged into another one since. */
  readonly stays: PairMember | null;
  /** As its sources call the one that went; null where none does. */
  readonly goneName: string | null;
  /** What the page which stayed says otherwise since; null where a server of the release before merged them. */
  readonly fields: readonly ProfileField[] | null;
  readonly carried: CarriedCounts;
  readonly left: LeftCounts;
  /** Null where they can be two again. */
  readonly refusal: SeparationRefusal | null;
}

/** What is read otherwise than before. Pure. */
export const changedFacts = (before: ProfileChanges, after: ProfileChanges): ChangedFact[] =>
  PROFILE_FIELDS.map((field) => ({
    field,
    before: before[field] ?? null,
    after: after[field] ?? null,
  })).filter((fact) => !isDeepStrictEqual(fact.before, fact.after));
