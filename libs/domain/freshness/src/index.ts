export type { QuestionOccasion } from './question-calendar';
export { QuestionPlanner } from './question-planner.service';
export { QuestionService, type OpenQuestion } from './question.service';
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
export { questionLink } from './freshness-link';
export { FreshnessModule } from './freshness.module';
export type { Question, QuestionAnswer, WaitingQuestion } from './freshness.repository';
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
