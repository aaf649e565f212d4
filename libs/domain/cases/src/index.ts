export { CaseAssignments, type OpenCases } from './case-assignments.service';
export {
  type CaseCursor,
  type CasePlace,
  type CaseQueueFilter,
  NOBODY,
  type QueuedCase,
} from './case-queue.repository';
export type { WaitingCases } from './case-queue.repository';
export { type CasePage, CaseQueues, type ListedCase } from './case-queue.service';
export type { Agent, CaseEvent, CaseRef } from './case.repository';
export * from './case.errors';
export { CasesModule } from './cases.module';
export { COMMON_TEMPLATES, type ReasonTemplate } from './reason-template';
export { ReasonTemplates } from './reason-templates.service';
