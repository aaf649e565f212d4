import { pathsTo, pathTo } from '@halles/contracts';
import { isForTown, type QueuedReport, reportedPlaceLine } from '@halles/domain/reports';
import { type FormState, FormWriter, textOf } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { decisionForm, type Outcome } from './decision.form';
import { dayOf } from '../wording/day-words';
import { typeset } from '../wording/typeset';
import type { ReportsBody, ReportView } from './report.view';

/** How the page is shown after a decision, or after one that was not taken. */
export interface ReportsState {
  readonly form: FormState;
  /** What just became of a report. */
  readonly done?: Outcome;
  /** The report of which it is asked whether what changed of the hours is its correction. */
  readonly asked?: string | null;
}

function stateWords(report: QueuedReport, scope: PageScope): string {
  const { decision, state, escalatedAt, takenBack, ownerAnswer } = report;
  const line = (key: string, words: Readonly<Record<string, string>> = {}): string =>
    scope.texts.line(`reports.state.${key}`, words);
  if (decision !== null) {
    const isHidden = decision.effect?.kind === 'post';
    return line(isHidden ? 'post-hidden' : `${state}-${decision.by}`, { day: dayOf(decision.at, scope) });
  }
  if (takenBack !== null) return line('reopened');
  if (ownerAnswer !== null) return line('passed-on', { day: dayOf(new Date(ownerAnswer.at), scope) });
  return line(escalatedAt === null && report.kind !== 'post' ? 'new' : 'escalated');
}

/** Where what a kind of report is about is corrected: the page's state, its hours, its address. */
const EDITORS = {
  closed: 'profile.information',
  open: 'profile.information',
  'wrong-hours': 'profile.hours',
  moved: 'profile.address',
  'not-here': 'profile.address',
} as const;

/** The way to correct what is reported, as long as it is to be answered. */
function presentCorrect(
  { kind, state }: QueuedReport,
  listing: number,
  { texts, locale }: PageScope,
): Pick<ReportView, 'correct'> {
  if (state !== 'new' || !(kind in EDITORS)) return {};
  const correctable = kind as keyof typeof EDITORS;
  const href = pathTo(EDITORS[correctable], locale, { listing });
  return {
    correct: {
      href: kind === 'closed' || kind === 'open' ? `${href}#state` : href,
      label: texts.line(`reports.correct.${correctable}`),
    },
  };
}

/** A post that is reported, as the reader saw it, and where it is changed or withdrawn. */
const postView = (
  { id, title, text }: NonNullable<QueuedReport['reportedPost']>,
  listing: number,
  { texts, locale }: PageScope,
): NonNullable<ReportView['post']> => ({
  title,
  paragraphs: text.split(/\n{2,}/),
  edit: {
    href: pathTo('merchant.post', locale, { listing, post: id }),
    label: texts.line('reports.post.edit'),
  },
});

/** What saying that a report is right means: the page was corrected, the town settles it, or nothing can be told of the page. */
function acceptedAs(report: QueuedReport): 'corrected' | 'for-town' | 'right' {
  if (isForTown(report)) return 'for-town';
  return report.kind in EDITORS ? 'corrected' : 'right';
}

function presentReason({ decision, ownerAnswer }: QueuedReport): Pick<ReportView, 'reason'> {
  const reason = decision === null ? ownerAnswer?.note : decision.reason;
  return reason == null ? {} : { reason };
}

/** What readers report of a business, for who keeps it: never who they are. Pure. */
export function presentReports(
  scope: PageScope,
  id: number,
  reports: readonly QueuedReport[],
  { form, done, asked }: ReportsState,
): ReportsBody {
  const { texts, locale } = scope;
  const { problem, errors } = new FormWriter(decisionForm, form, texts, locale).summary();
  const sentence = errors[0]?.message ?? problem;
  return {
    lead: texts.line('reports.lead'),
    action: pathTo('reports', locale, { listing: id }),
    ...(done ? { done: texts.line(`reports.done.${done}`) } : {}),
    ...(sentence === undefined ? {} : { problem: sentence }),
    reports: reports.map((report) => ({
      id: report.id,
      kind: texts.line(`reports.kinds.${report.kind}`),
      when: dayOf(report.createdAt, scope),
      ...(report.message === null ? {} : { message: report.message }),
      ...(report.movedTo
        ? { place: texts.line('reports.place.line', { address: typeset(reportedPlaceLine(report.movedTo)) }) }
        : {}),
      ...presentCorrect(report, id, scope),
      ...(report.reportedPost ? { post: postView(report.reportedPost, id, scope) } : {}),
      state: stateWords(report, scope),
      // What is wrong with a post, the town decides and not who wrote it.
      isOpen: report.state === 'new' && report.kind !== 'post' && report.ownerAnswer === null,
      accept: texts.line(
        report.id === asked ? 'reports.acceptAsked' : `reports.accept.${acceptedAs(report)}`,
      ),
      ...(isForTown(report) ? { hint: texts.line('reports.fields.reason.hintDuplicate') } : {}),
      ...(report.id === asked ? { isAsked: true, typed: textOf(form.values, 'reason') } : {}),
      ...presentReason(report),
    })),
    ...(reports.length === 0 ? { none: texts.line('reports.none') } : {}),
    edit: { href: pathTo('merchant.listing', locale, { listing: id }), label: texts.line('reports.edit') },
  };
}

/** The page of a business's reports. Pure. */
export const reportsPage = (
  listing: MerchantListing,
  reports: readonly QueuedReport[],
  state: ReportsState,
): MerchantPage => ({
  view: 'reports/reports',
  title: ({ texts }) => texts.line('reports.heading'),
  paths: pathsTo('reports', { listing: listing.id }),
  listing,
  section: 'reports',
  present: (scope) => presentReports(scope, listing.id, reports, state),
});
