export { type MailAddress, type MailRecipient, normalizeAddress, oneLine } from './mail-address';
export { type MailFailure, MailPermanentError, MailTemplateError, MailTemporaryError } from './mail.errors';
export { MailModule } from './mail.module';
export {
  type MailAttachment,
  type MailReceipt,
  MailTransport,
  type MayLeave,
  type OutgoingMail,
} from './mail-transport';
export { type MailRequest, Mailer } from './mailer';
export { type CountedMail, MAILBOX_LIMITS, RECIPIENT_LIMITS, RecipientLimit } from './recipient-limit';
export { MemoryTransport } from './memory-transport';
export { SmtpTransport } from './smtp-transport';
export {
  type MailDefinition,
  type MailReader,
  type MailTexts,
  type MailValues,
  defineMail,
  joinMailTexts,
  withoutUnprovenWords,
} from './templates/mail-definition';
export { checkMails, findMailErrors } from './templates/mail-check';
export { paragraphsOf, quoteText } from './templates/mail-message';
export { MailRenderer } from './templates/mail-renderer';
export { formatInstant, mailtoUrl, webUrl } from './templates/mail-values';
export { type Mailbox, type MailboxOptions, startMailbox } from './mailbox/mailbox';
export { MailboxClient } from './mailbox/mailbox-client';
export type { MailboxEnvelope, MessageDetail, MessageSummary } from './mailbox/mailbox-message';
export { type QrRun, qrRows } from './qr-rows';
export {
  type IncomingMail,
  type IncomingMails,
  MailRefused,
  MAX_ANSWER_BYTES,
  MAX_REPORT_BYTES,
  startMailDoor,
} from './mail-door';
export { ReplyAddresses } from './reply-address';
export { type SignedAddress } from './signed-address';
export { type ReturnedMail, ReturnPaths } from './return-path';
