export * from './duplicate.errors';
export type { DoubtfulPair, MergedPair, PairMember } from './duplicate.repository';
export { type Decider, DuplicateService } from './duplicate.service';
export { DuplicatesModule } from './duplicates.module';
