import { listingPath, pathTo } from '@halles/contracts';
import type { FieldError } from '@halles/kernel';
import type { Listing } from '@halles/domain/listings';
import { addressLine } from '../search/listing-card.presenter';
import { type PageIdentity, linkTo } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import type { ReportBody, ReportSentBody } from '../view-models-listing';
import { type ReportField, type ReportValues, reportFields, reportKinds } from './report-form';

export interface ReportState {
  readonly values: ReportValues;
  readonly idempotencyKey: string;
  readonly errors?: readonly FieldError[];
  /** Key of a text below `report` about the whole form. */
  readonly problem?: 'invalid' | 'limited' | 'unavailable' | 'reloaded' | 'trapped' | 'alreadySent';
}

const segmentOf = ({ slug, id }: Pick<Listing, 'slug' | 'id'>): string => `${slug}-${id}`;

/** Path of the form and of the thanks. Pure. */
export const reportPath = (
  locale: 'fr' | 'en',
  listing: Pick<Listing, 'slug' | 'id'>,
  page: 'report' | 'reportSent' = 'report',
): string => pathTo(page, locale, { listing: segmentOf(listing) });

/** The form with what was typed and what is wrong with it. Pure. */
export function presentReport(scope: PageScope, listing: Listing, state: ReportState): ReportBody {
  const { texts, locale } = scope;
  const { name } = listing;
  const invalid = new Set((state.errors ?? []).map(({ pointer }) => pointer.slice(1)));
  const errors = reportFields
    .filter((field) => invalid.has(field))
    .map((field) => ({
      // The summary leads to the first choice: a group cannot have the focus.
      field: field === 'kind' ? `kind-${reportKinds[0]}` : field,
      message: texts.line(`report.errors.${field}`),
    }));
  const field = (id: ReportField) => ({
    value: state.values[id],
    ...(invalid.has(id) ? { error: texts.line(`report.errors.${id}`) } : {}),
  });
  return {
    action: reportPath(locale, listing),
    heading: texts.line('report.heading'),
    lead: texts.line('report.lead', { name, where: addressLine(listing.address, true) }),
    trail: [{ href: listingPath(locale, listing), label: name }],
    kinds: reportKinds.map((kind) => ({
      id: `kind-${kind}`,
      value: kind,
      label: texts.line(`report.kinds.${kind}`),
      checked: state.values.kind === kind,
    })),
    ...(invalid.has('kind') ? { kindError: texts.line('report.errors.kind') } : {}),
    fields: { message: field('message'), email: field('email') },
    idempotencyKey: state.idempotencyKey,
    errors,
    ...(state.problem ? { problem: texts.line(`report.${state.problem}`) } : {}),
    privacy: { ...linkTo(scope, 'privacy'), label: texts.line('report.privacy') },
  };
}

/** Where a stored report leads to. Pure. */
export function presentReportSent({ texts, locale }: PageScope, listing: Listing): ReportSentBody {
  return {
    heading: texts.line('report.sent.heading'),
    lead: texts.line('report.sent.lead', { name: listing.name }),
    back: { href: listingPath(locale, listing), label: texts.line('report.sent.back') },
  };
}

/** Title, description and addresses of the form or of the thanks: neither is for search engines. Pure. */
export function identifyReport(
  { texts }: PageScope,
  listing: Listing,
  page: 'report' | 'reportSent',
): PageIdentity {
  const { name } = listing;
  return {
    page: null,
    title: texts.line(page === 'report' ? 'report.title' : 'report.sent.title', { name }),
    description: texts.line('report.description', { name }),
    paths: { fr: reportPath('fr', listing, page), en: reportPath('en', listing, page) },
    noindex: true,
  };
}
