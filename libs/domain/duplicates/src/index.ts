export * from './duplicate.errors';
export type { DoubtfulPair, MergedPair, PairMember } from './duplicate.repository';
export { type Decider, DuplicateService, type Merged } from './duplicate.service';
export type {
  CarriedCounts,
  ChangedFact,
  DoneMerge,
  ForeseenMerge,
  LeftCounts,
  SeparationRefusal,
} from './merge-effects';
export { MergeEffects } from './merge-effects.service';
export type { StayReason } from './survivor';
export { DuplicatesModule } from './duplicates.module';
