import type { QueuedReport } from '@halles/domain/reports';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import type { LinkView } from '../view-models-parts';

interface ReportView {
  readonly id: string;
  readonly kind: string;
  readonly when: string;
  readonly message?: string;
  /** What became of it. */
  readonly state: string;
  readonly isOpen: boolean;
  readonly reason?: string;
}

export interface ReportsBody {
  readonly lead: string;
  readonly action: string;
  readonly done?: string;
  readonly problem?: string;
  readonly reports: readonly ReportView[];
  readonly none?: string;
  readonly edit: LinkView;
}

export interface ReportsState {
  readonly reports: readonly QueuedReport[];
  readonly action: string;
  readonly edit: string;
  /** Key below `freshness.reports`. */
  readonly done?: 'accepted' | 'refused';
  readonly problem?: 'reason' | 'decided';
}

const dayOf = (at: Date, { settings, locale }: PageScope): string =>
  formatDay(isoOfDay(wallTime(settings.timeZone, at.getTime()).day), locale);

function stateWords(report: QueuedReport, scope: PageScope): string {
  const { decision, state, escalatedAt } = report;
  const line = (key: string, words: Readonly<Record<string, string>> = {}): string =>
    scope.texts.line(`freshness.reports.state.${key}`, words);
  if (decision !== null) return line(`${state}-${decision.by}`, { day: dayOf(decision.at, scope) });
  return line(escalatedAt === null ? 'new' : 'escalated');
}

/** What readers report of a business, for who keeps it: never who they are. Pure. */
export function presentReports(scope: PageScope, state: ReportsState): ReportsBody {
  const { texts } = scope;
  const { reports, action, edit, done, problem } = state;
  return {
    lead: texts.line('freshness.reports.lead'),
    action,
    ...(done ? { done: texts.line(`freshness.reports.done.${done}`) } : {}),
    ...(problem ? { problem: texts.line(`freshness.reports.problem.${problem}`) } : {}),
    reports: reports.map((report) => ({
      id: report.id,
      kind: texts.line(`freshness.reports.kinds.${report.kind}`),
      when: dayOf(report.createdAt, scope),
      ...(report.message === null ? {} : { message: report.message }),
      state: stateWords(report, scope),
      isOpen: report.state === 'new',
      ...(report.decision?.reason == null ? {} : { reason: report.decision.reason }),
    })),
    ...(reports.length === 0 ? { none: texts.line('freshness.reports.none') } : {}),
    edit: { href: edit, label: texts.line('freshness.reports.edit') },
  };
}
