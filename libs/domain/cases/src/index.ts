export { CaseDesk, type Desk } from './case-desk.service';
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
export * from './desk.errors';
export { DeskModule } from './desk.module';
export { COMMON_TEMPLATES, type ReasonTemplate } from './reason-template';
export { ReasonTemplates } from './reason-templates.service';
