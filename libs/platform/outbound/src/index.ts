export {
  CALENDAR_LIMITS,
  GuardedClient,
  type OutboundLimits,
  type OutboundOptions,
  type OutboundProblem,
  OutboundRefused,
} from './guarded-client';
