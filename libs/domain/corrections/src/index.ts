export {
  type Correction,
  type CorrectionChanges,
  type CorrectionLink,
  type Doubt,
  canRequestLink,
  LINK_LIFETIME,
  maskedAddress,
} from './correction';
export * from './correction.errors';
export * from './correction.events';
export { CorrectionLinks } from './correction-links';
export {
  type CorrectionJudge,
  type CorrectionJudgement,
  CorrectionService,
  type OpenLink,
} from './correction.service';
export { CorrectionsModule } from './corrections.module';
export { correctionMails } from './mails/correction-mails';
