export { type MailAddress, normalizeAddress } from './mail-address';
export { type MailFailure, MailPermanentError, MailTemplateError, MailTemporaryError } from './mail.errors';
export { MailModule } from './mail.module';
export { type MailAttachment, type MailReceipt, MailTransport, type OutgoingMail } from './mail-transport';
export { type MailRequest, Mailer } from './mailer';
export { MemoryTransport } from './memory-transport';
export { SmtpTransport } from './smtp-transport';
export type { AccountMailModel, AccountMailPurpose } from './templates/account-mail';
export type { ClaimBecause, ClaimNoticeModel, ClaimNoticeName } from './templates/claim-mails';
export {
  type EnquiryAcknowledgeModel,
  type EnquiryForwardModel,
  type MailModels,
  type MailTemplate,
  mailTemplates,
} from './templates/mail-models';
export { MailRenderer } from './templates/mail-renderer';
export { type Mailbox, type MailboxOptions, startMailbox } from './mailbox/mailbox';
export { MailboxClient } from './mailbox/mailbox-client';
export type { MailboxEnvelope, MessageDetail, MessageSummary } from './mailbox/mailbox-message';
export { checkMails } from './templates/mail-check';
