import type { Locale } from '@halles/kernel';
import type { TenantSettings } from '@halles/contracts';
import { cleanText, oneLine } from '../mail-address';
import type {
  EnquiryAcknowledgeModel,
  EnquiryForwardModel,
  ListingReportAcknowledgeModel,
  MailModels,
  MailTemplate,
} from './mail-models';

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

const LINE_WIDTH = 72;

/** Breaks lines longer than `width` characters at spaces; a word longer than that stays whole, as URLs must. */
export function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length > width && current !== '') {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}

/** A message as it is quoted in plain text: at most 72 characters a line, each behind `> `. */
export function quoteText(message: string): string[] {
  const lines = cleanText(message).trim().split('\n');
  return lines.flatMap((line) => wrapLine(line.trimEnd(), LINE_WIDTH).map((part) => `> ${part}`.trimEnd()));
}

/** A message as paragraphs of lines, for HTML. */
export function paragraphsOf(message: string): string[][] {
  const text = cleanText(message).trim();
  return text.split(/\n\s*\n/).map((paragraph) => paragraph.split('\n').map((line) => line.trim()));
}

/** "mercredi 25 novembre 2026 à 14 h 30", "Wednesday 25 November 2026 at 14:30": wall time of the territory. */
export function sayInstant(instant: Date, locale: Locale, timeZone: string): string {
  const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    instant,
  );
  const [hours = '', minutes = ''] = time.split(':');
  return locale === 'fr'
    ? `${day} à ${Number(hours)}\u00a0h\u00a0${minutes}`
    : `${day.replace(',', '')} at ${time}`;
}

/**
 * A link that a reader may follow from a mail.
 * @throws Error unless it is an absolute http(s) URL
 */
export function webUrl(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`not a web address: ${protocol}`);
  return href;
}

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
