export { answerQuery, type AnswerQuery } from './answer-query';
export { Done, pathDone, redirectDone } from './done';
export { FollowedLink } from './followed-link';
export { holdKeys } from './hold-keys';
export { ListingId, listingIn, ListingParam } from './listing-param';
export { isUuid, newIdIn } from './new-id';
export { readDay, type RequestedDay } from './requested-day';
export {
  intervalOf,
  type Period,
  periodForm,
  periodQuery,
  type PeriodQuery,
  readPeriod,
  type RequestedPeriod,
} from './period';
