import type { FieldView, FormSummaryView, FormView } from '@halles/platform/forms';
import type { HiddenView, PlacePlanView } from '../places';
import type { LinkView } from '../rendering/link.view';

/** Where the business is now. */
export interface ReportPlaceView {
  readonly fields: readonly FieldView[];
  /** The address that shows the form with the place on a plan. */
  readonly locate: string;
  readonly hidden: readonly HiddenView[];
  /** Absent before the address was looked up. */
  readonly plan?: PlacePlanView;
  readonly pinError?: string;
}

/** A post that is reported. */
export interface ReportedPostView {
  readonly id: string;
  /** When it was last changed. */
  readonly seen: string;
  readonly title: string;
  /** Paragraphs, in which line breaks count. */
  readonly paragraphs: readonly string[];
}

/** `reports/report` */
export interface ReportBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly form: FormView;
  /** The post that is reported: it goes with the form as it is. */
  readonly post?: ReportedPostView;
  /** What is wrong; it says whether the place is asked for. */
  readonly kind: FieldView;
  readonly place: ReportPlaceView;
  readonly privacy: LinkView;
}

/** `reports/report-sent` */
export interface ReportSentBody {
  readonly heading: string;
  readonly lead: string;
  /** What happens next; absent where the lead says it. */
  readonly next?: string;
  readonly back: LinkView;
}

/** `reports/confirm` */
export interface ConfirmReportBody {
  readonly heading: string;
  /** What was reported. */
  readonly sentence: string;
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
  /** The post that it is about, as the reader saw it, and where it is changed. */
  readonly post?: Omit<ReportedPostView, 'id' | 'seen'> & { readonly edit: LinkView };
  /** Where the reader says that it is. */
  readonly place?: string;
  /** Where what is reported is corrected. */
  readonly correct?: LinkView;
  /** What became of it. */
  readonly state: string;
  /** Whether who keeps the business is to answer. */
  readonly isOpen: boolean;
  /** The button that says that it is right. */
  readonly accept: string;
  /** What to write, where that is not why it is wrong alone. */
  readonly hint?: string;
  /** Whether it is asked if what changed of the hours is its correction. */
  readonly isAsked?: boolean;
  /** The answer that was typed before it was asked. */
  readonly typed?: string;
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
