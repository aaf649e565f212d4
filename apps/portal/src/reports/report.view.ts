import type { FormSummaryView, FormView } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';

/** `reports/report` */
export interface ReportBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly form: FormView;
  readonly privacy: LinkView;
}

/** `reports/report-sent` */
export interface ReportSentBody {
  readonly heading: string;
  readonly lead: string;
  readonly back: LinkView;
}

/** `reports/confirm` */
export interface ConfirmReportBody {
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  readonly button: string;
  readonly back: LinkView;
}

/** A report, as who keeps the business reads it. */
export interface ReportView {
  readonly id: string;
  readonly kind: string;
  readonly when: string;
  readonly message?: string;
  /** What became of it. */
  readonly state: string;
  readonly isOpen: boolean;
  readonly reason?: string;
}

/** `reports/reports`, but for the frame of the merchant space. */
export interface ReportsBody {
  readonly lead: string;
  readonly action: string;
  readonly done?: string;
  readonly problem?: string;
  readonly reports: readonly ReportView[];
  readonly none?: string;
  readonly edit: LinkView;
}
