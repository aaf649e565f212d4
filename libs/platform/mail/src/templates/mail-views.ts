import type { Locale } from '@halles/kernel';
import type { TenantSettings } from '@halles/contracts';
import { oneLine } from '../mail-address';
import { presentAccountMail } from './account-mail';
import { presentClaimCode, presentClaimNotice, presentClaimTown } from './claim-mails';
import { presentCorrectionLink } from './correction-mail';
import type {
  EnquiryAcknowledgeModel,
  EnquiryForwardModel,
  ListingReportAcknowledgeModel,
  MailModels,
  MailTemplate,
} from './mail-models';
import { paragraphsOf, quoteText } from './mail-message';
import { sayInstant, webUrl } from './mail-words';
import {
  presentFreshnessAsk,
  presentPageChanged,
  presentReportEscalated,
  presentReportTold,
} from './merchant-mails';
import { presentConsoleInvite, presentMandate } from './town-mails';

/** What a template is rendered with: plain, clean and already worded. */
export interface MailView {
  readonly lang: Locale;
  readonly portal: {
    readonly title: string;
    readonly demonstration: boolean;
  };
  readonly mail: Readonly<Record<string, unknown>>;
}

/** What a mail says of the portal that sends it. */
export type PortalIdentity = Pick<TenantSettings, 'title' | 'demonstration' | 'timeZone'>;

/** Opens an answer to that address, with that subject (RFC 6068). */
export function mailtoUrl(address: string, subject: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}`;
}

const message = (text: string) => ({
  paragraphs: paragraphsOf(text),
  quoted: quoteText(text),
  preview: oneLine(text, 120),
});

type Present<T extends MailTemplate> = (
  model: MailModels[T],
  locale: Locale,
  timeZone: string,
) => MailView['mail'];

const forward = (model: EnquiryForwardModel, locale: Locale, timeZone: string): MailView['mail'] => {
  const subject = oneLine(model.subject, 150);
  return {
    reference: oneLine(model.reference, 40),
    name: oneLine(model.name, 80),
    email: oneLine(model.email, 254),
    subject,
    receivedAt: sayInstant(model.receivedAt, locale, timeZone),
    portalUrl: webUrl(model.portalUrl),
    replyUrl: mailtoUrl(model.email, `Re: ${subject}`),
    ...message(model.message),
  };
};

const acknowledge = (model: EnquiryAcknowledgeModel): MailView['mail'] => ({
  reference: oneLine(model.reference, 40),
  name: oneLine(model.name, 80),
  subject: oneLine(model.subject, 150),
  portalTitle: oneLine(model.portalTitle, 120),
  contactUrl: webUrl(model.contactUrl),
  ...message(model.message),
});

const thank = (model: ListingReportAcknowledgeModel): MailView['mail'] => ({
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  kindText: `listing-report.${model.kind}`,
  portalTitle: oneLine(model.portalTitle, 120),
  listingUrl: webUrl(model.listingUrl),
  ...message(model.message ?? ''),
  quoted: model.message === null ? [] : quoteText(model.message),
});

const presenters: { readonly [T in MailTemplate]: Present<T> } = {
  'account-mail': presentAccountMail,
  'claim-notice': presentClaimNotice,
  'claim-code': presentClaimCode,
  'claim-town': presentClaimTown,
  'console-invite': presentConsoleInvite,
  'mandate-ask': presentMandate,
  'mandate-signed': presentMandate,
  'correction-link': presentCorrectionLink,
  'freshness-ask': presentFreshnessAsk,
  'report-told': presentReportTold,
  'page-changed': presentPageChanged,
  'report-escalated': presentReportEscalated,
  'enquiry-forward': forward,
  'enquiry-acknowledge': acknowledge,
  'listing-report-acknowledge': thank,
};

/** From a model to what its template is rendered with. Pure. */
export function presentMail<T extends MailTemplate>(
  template: T,
  model: MailModels[T],
  settings: PortalIdentity,
  locale: Locale,
): MailView {
  return {
    lang: locale,
    portal: {
      title: settings.title[locale],
      demonstration: settings.demonstration,
    },
    mail: presenters[template](model, locale, settings.timeZone),
  };
}
