export type { AskOccasion } from './ask-calendar';
export { AskPlanner } from './ask-planner.service';
export { AskService, type OpenAsk } from './ask.service';
export {
  confirmable,
  type Confirmation,
  type Confirmations,
  confirmationsOf,
  type ConfirmedBy,
  lastOf,
} from './confirmation';
export {
  FRESHNESS_WEIGHTS,
  freshnessScore,
  FULL_DAYS,
  SCORED_FACTS,
  type ScoredFact,
  SPENT_DAYS,
} from './freshness-score';
export * from './freshness.errors';
export * from './freshness.events';
export { FreshnessLinks } from './freshness-links';
export { FreshnessModule } from './freshness.module';
export type { Ask, AskAnswer } from './freshness.repository';
export {
  CLOSURE_REPORTS,
  type Confirmer,
  type DirectoryFreshness,
  type Freshness,
  FreshnessService,
} from './freshness.service';
export { schoolBreaksEnd, schoolBreaksOf, schoolZoneOf } from './school-breaks';
export type { FreshnessCheckModel } from './mails/freshness-check/mail';
export { freshnessMails } from './mails/freshness-mails';
