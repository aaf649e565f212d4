import type { ListingReportKind } from '@halles/contracts';
import type { AccountMailModel } from './account-mail';
import type { ClaimCodeModel, ClaimNoticeModel, ClaimTownModel } from './claim-mails';
import type { CorrectionLinkModel } from './correction-mail';
import type {
  FreshnessAskModel,
  PageChangedModel,
  ReportEscalatedModel,
  ReportToldModel,
} from './merchant-mails';
import type { ConsoleInviteModel, MandateAskModel, MandateSignedModel } from './town-mails';

/** A citizen's message on its way to the town hall. */
export interface EnquiryForwardModel {
  /** Short reference that both sides can quote. */
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  /** As it was typed: any text, any line ends. */
  readonly message: string;
  readonly receivedAt: Date;
  /** Absolute http(s) URL of the portal's home. */
  readonly portalUrl: string;
}

/** What the citizen who wrote gets back: a copy, the reference, and what happens next. */
export interface EnquiryAcknowledgeModel {
  readonly reference: string;
  readonly name: string;
  readonly subject: string;
  readonly message: string;
  /** The portal's name in the reader's language. */
  readonly portalTitle: string;
  /** Absolute http(s) URL of the contact form. */
  readonly contactUrl: string;
}

/** Thanks for a report of an error in the directory. */
export interface ListingReportAcknowledgeModel {
  /** Name of the business. */
  readonly listing: string;
  /** Where it is, on one line. */
  readonly place: string;
  readonly kind: ListingReportKind;
  /** As it was typed, if anything was. */
  readonly message: string | null;
  readonly portalTitle: string;
  /** Absolute http(s) URL of the business's page. */
  readonly listingUrl: string;
}

/** Every template of mail, with what it is filled from. */
export interface MailModels {
  readonly 'account-mail': AccountMailModel;
  readonly 'claim-notice': ClaimNoticeModel;
  readonly 'claim-code': ClaimCodeModel;
  readonly 'claim-town': ClaimTownModel;
  readonly 'console-invite': ConsoleInviteModel;
  readonly 'mandate-ask': MandateAskModel;
  readonly 'mandate-signed': MandateSignedModel;
  readonly 'correction-link': CorrectionLinkModel;
  readonly 'freshness-ask': FreshnessAskModel;
  readonly 'report-told': ReportToldModel;
  readonly 'page-changed': PageChangedModel;
  readonly 'report-escalated': ReportEscalatedModel;
  readonly 'enquiry-forward': EnquiryForwardModel;
  readonly 'enquiry-acknowledge': EnquiryAcknowledgeModel;
  readonly 'listing-report-acknowledge': ListingReportAcknowledgeModel;
}

export type MailTemplate = keyof MailModels;

export const mailTemplates: readonly MailTemplate[] = [
  'account-mail',
  'claim-notice',
  'claim-code',
  'claim-town',
  'console-invite',
  'mandate-ask',
  'mandate-signed',
  'correction-link',
  'freshness-ask',
  'report-told',
  'page-changed',
  'report-escalated',
  'enquiry-forward',
  'enquiry-acknowledge',
  'listing-report-acknowledge',
];
