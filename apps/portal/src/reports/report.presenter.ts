import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import { MAILS_OF_A_KIND } from '@halles/domain/deliveries';
import type { Listing } from '@halles/domain/listings';
import type { ShownPost } from '@halles/domain/posts';
import type { OpenedReport } from '@halles/domain/reports';
import {
  type FieldView,
  type FormState,
  type FormSummaryView,
  type FormView,
  FormWriter,
} from '@halles/platform/forms';
import { pinInputs, type PlaceContext, presentPlan } from '../places';
import { linkTo, type PageIdentity } from '../rendering/layout.presenter';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { PLACE_FIELDS, reportFormOf } from './report.form';
import type {
  ConfirmReportBody,
  ReportBody,
  ReportedPostView,
  ReportPlaceView,
  ReportSentBody,
} from './report.view';
import { addressLine } from '../wording/contact-words';
import { dayOf } from '../wording/day-words';

/** Fields with a place of their own in the template; all others follow below, in the order of the form. */
const PLACED: ReadonlySet<string> = new Set(['kind', 'post', 'seen', ...PLACE_FIELDS]);

/** What a form is shown with. */
export interface ReportAbout {
  /** What is around the pin, once there is one. */
  readonly context: PlaceContext | null;
  /** The post that is reported, while everybody may read it. */
  readonly post: ShownPost | null;
}

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

/** What is wrong with the fields and with the pin, which is none. */
function summaryOf(form: FormWriter): FormSummaryView {
  const pin = form.errorOf('pin');
  const { errors, ...problem } = form.summary(pin !== undefined);
  return { ...problem, errors: pin === undefined ? errors : [...errors, { field: 'pin', message: pin }] };
}

/** Where the business is now, and the plan once its address was looked up. */
function presentPlace(
  form: FormWriter,
  action: string,
  {
    state: { values },
    context,
    shown,
  }: { readonly state: FormState; readonly context: PlaceContext | null; readonly shown: string },
  scope: PageScope,
): ReportPlaceView {
  const { texts } = scope;
  const isKnown = context?.found?.position != null;
  const words = {
    note: texts.line(isKnown ? 'report.place.note' : 'report.place.unknownStreet'),
    moved: texts.line('report.place.moved'),
    action: `${action}#pin`,
  };
  const plan = context && presentPlan(context, scope, words);
  const pinError = form.errorOf('pin');
  return {
    fields: PLACE_FIELDS.map((name) => form.field(name)).map((field) =>
      field.id === 'commune'
        ? { ...field, hint: texts.line('report.place.sameCommune', { commune: shown }) }
        : field,
    ),
    locate: `${action}#pin`,
    ...(context ? { hidden: pinInputs(context, values) } : { hidden: [] }),
    ...(plan ? { plan } : {}),
    ...(pinError === undefined ? {} : { pinError }),
  };
}

const presentPost = ({ id, title, text, updatedAt }: ShownPost): ReportedPostView => ({
  id,
  seen: updatedAt.toISOString(),
  title,
  paragraphs: text.split(/\n{2,}/),
});

/** The fields that stand in no place of their own. The hours of what is closed for good are not asked for. */
const fieldsOf = (
  { fields }: FormView,
  { state }: Pick<Listing, 'state'>,
  { texts }: PageScope,
): FieldView[] =>
  fields
    .filter(({ id }) => !PLACED.has(id))
    .map((field) =>
      field.id === 'message' && state === 'closed'
        ? { ...field, hint: texts.line('report.fields.message.closedHint') }
        : field,
    );

/** The form with what was typed and what is wrong with it. Pure. */
export const presentReport =
  (listing: Listing, state: FormState, { context, post }: ReportAbout) =>
  (scope: PageScope): PageModel & { readonly body: ReportBody } => {
    const { texts, locale } = scope;
    const { name } = listing;
    const form = new FormWriter(reportFormOf(listing), state, texts, locale);
    const action = pathTo('report', locale, listingParams(listing));
    const view = form.view(action);
    return {
      head: identify(scope, listing, 'report', 'report.title'),
      body: {
        heading: texts.line('report.heading'),
        lead: texts.line('report.lead', { listing: name, where: addressLine(listing.address, true) }),
        trail: [{ href: listingPath(locale, listing), label: name }],
        ...summaryOf(form),
        form: { ...view, fields: fieldsOf(view, listing, scope) },
        ...(post ? { post: presentPost(post) } : {}),
        kind: form.field('kind'),
        place: presentPlace(form, action, { state, context, shown: listing.address.communeName }, scope),
        privacy: { ...linkTo(scope, 'privacy'), label: texts.line('report.privacy') },
      },
    };
  };

/** The page that a stored report leads to. Pure. @param isMailed whether an address was left, to which a mail goes */
export const presentReportSent =
  (listing: Listing, isMailed: boolean) =>
  (scope: PageScope): PageModel & { readonly body: ReportSentBody } => {
    const { texts, locale } = scope;
    return {
      head: {
        ...identify(scope, listing, 'report.sent', 'report.sent.title'),
        ...(isMailed ? { query: '?fait=mailed' } : {}),
      },
      body: {
        heading: texts.line('report.sent.heading'),
        lead: texts.line('report.sent.lead', { listing: listing.name }),
        ...(isMailed ? { next: texts.line('report.sent.mailed', { ...MAILS_OF_A_KIND }) } : {}),
        back: { href: listingPath(locale, listing), label: texts.line('report.sent.back') },
      },
    };
  };

/** Neither page behind a mailed link is for search engines. */
const identifyLinked = (title: string, token: string): PageIdentity => ({
  page: null,
  title,
  description: title,
  paths: pathsTo('report.confirm', { token }),
  noindex: true,
});

/** What was reported, in a sentence. */
const sentenceOf = ({ listing, kind, post, createdAt }: OpenedReport, scope: PageScope): string => {
  const { texts } = scope;
  const params = {
    listing: listing.name,
    kind: texts.line(`report.options.kind.${kind}`),
    day: dayOf(createdAt, scope),
  };
  return post === null
    ? texts.line('report.confirm.said', params)
    : texts.line('report.confirm.saidOfPost', { ...params, post });
};

/** Where the writer of a report confirms it, from the mail that they got. Pure. */
export const presentConfirm =
  (report: OpenedReport, token: string) =>
  (scope: PageScope): PageModel & { readonly body: ConfirmReportBody } => {
    const { texts, locale } = scope;
    const heading = texts.line('report.confirm.heading');
    return {
      head: identifyLinked(heading, token),
      body: {
        heading,
        sentence: sentenceOf(report, scope),
        lead: texts.line('report.confirm.lead'),
        action: pathTo('report.confirm', locale, { token }),
        button: texts.line('report.confirm.button'),
        back: { href: listingPath(locale, report.listing), label: texts.line('report.sent.back') },
      },
    };
  };

/** The same once it is confirmed: what was, and what happens next. Pure. */
export const presentConfirmed =
  (report: OpenedReport, token: string) =>
  (scope: PageScope): PageModel & { readonly body: ReportSentBody } => {
    const { texts, locale } = scope;
    const { listing, kind, turn, ownerUntil } = report;
    const heading = texts.line('report.confirmed.heading');
    const isOfPost = kind === 'post' && turn === 'town';
    return {
      head: identifyLinked(heading, token),
      body: {
        heading,
        lead: sentenceOf(report, scope),
        next: texts.line(
          `report.confirmed.${isOfPost ? 'post' : turn}`,
          ownerUntil === null ? {} : { day: dayOf(ownerUntil, scope) },
        ),
        back: { href: listingPath(locale, listing), label: texts.line('report.sent.back') },
      },
    };
  };
