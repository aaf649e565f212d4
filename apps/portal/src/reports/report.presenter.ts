import { type ListingReportKind, listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { linkTo, type PageIdentity } from '../rendering/layout.presenter';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { reportForm } from './report.form';
import type { ConfirmReportBody, ReportBody, ReportSentBody } from './report.view';
import { addressLine } from '../wording/contact-words';

/** Neither page is for search engines. */
const identify = (
  { texts }: PageScope,
  listing: Listing,
  page: 'report' | 'report.sent',
  title: string,
): PageIdentity => ({
  page: null,
  title: texts.line(title, { listing: listing.name }),
  description: texts.line('report.description', { listing: listing.name }),
  paths: pathsTo(page, listingParams(listing)),
  noindex: true,
});

/** The form with what was typed and what is wrong with it. Pure. */
export const presentReport =
  (listing: Listing, state: FormState) =>
  (scope: PageScope): PageModel & { readonly body: ReportBody } => {
    const { texts, locale } = scope;
    const { name } = listing;
    const form = new FormWriter(reportForm, state, texts, locale);
    return {
      head: identify(scope, listing, 'report', 'report.title'),
      body: {
        heading: texts.line('report.heading'),
        lead: texts.line('report.lead', { listing: name, where: addressLine(listing.address, true) }),
        trail: [{ href: listingPath(locale, listing), label: name }],
        ...form.summary(),
        form: form.view(pathTo('report', locale, listingParams(listing))),
        privacy: { ...linkTo(scope, 'privacy'), label: texts.line('report.privacy') },
      },
    };
  };

/** The page that a stored report leads to. Pure. */
export const presentReportSent =
  (listing: Listing) =>
  (scope: PageScope): PageModel & { readonly body: ReportSentBody } => {
    const { texts, locale } = scope;
    return {
      head: identify(scope, listing, 'report.sent', 'report.sent.title'),
      body: {
        heading: texts.line('report.sent.heading'),
        lead: texts.line('report.sent.lead', { listing: listing.name }),
        back: { href: listingPath(locale, listing), label: texts.line('report.sent.back') },
      },
    };
  };

/** Where the writer of a report confirms it, from the mail that they got. Pure. */
export const presentConfirm =
  (listing: Listing, kind: ListingReportKind, token: string) =>
  (scope: PageScope): PageModel & { readonly body: ConfirmReportBody } => {
    const { texts, locale } = scope;
    const heading = texts.line('report.confirm.heading');
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('report.confirm', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('report.confirm.lead', {
          listing: listing.name,
          kind: texts.line(`report.options.kind.${kind}`),
        }),
        action: pathTo('report.confirm', locale, { token }),
        button: texts.line('report.confirm.button'),
        back: { href: listingPath(locale, listing), label: texts.line('report.sent.back') },
      },
    };
  };
