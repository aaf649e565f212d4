export { type AgentSession, handOverLink } from './agent-session';
export { AGENT_SESSION_LIFETIME, AgentSessionService, type HandOver } from './agent-session.service';
export {
  type Agent,
  fieldsOf,
  type Mandate,
  type MandateFile,
  type MandateStatus,
  statusOf,
  tasksOf,
} from './mandate';
export * from './mandate.errors';
export * from './mandate.events';
export { mandateLink } from './mandate-link';
export { MandateService } from './mandate.service';
export { MandatesModule } from './mandates.module';
export type { VisitStop, VisitStreet } from './visit.repository';
export type { Visitor, VisitRecord } from './visit-record.repository';
export { VisitRecords } from './visit-records.service';
export { STALE_AFTER, VisitService, type Walk, type WalkStop } from './visit.service';
export { lengthOf, type Stop, walkingOrder } from './walking-order';
export { mandateMails } from './mails/mandate-mails';
