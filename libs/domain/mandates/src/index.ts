export { fieldsOf, type Mandate, type MandateFile, type MandateStanding, standingOf } from './mandate';
export * from './mandate.errors';
export * from './mandate.events';
export { MandateLinks } from './mandate-links';
export { type Agent, ASK_LIFETIME, MandateService } from './mandate.service';
export { MandatesModule } from './mandates.module';
export type { VisitStop, VisitStreet } from './visit.repository';
export { STALE_AFTER, VisitService, type Walk, type WalkStop } from './visit.service';
export { lengthOf, metresBetween, type Stop, walkingOrder } from './walking-order';
