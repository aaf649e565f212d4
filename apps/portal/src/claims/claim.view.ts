import type { FieldView, FormGuardsView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';

/** One thing to do: a form with its one button. */
export interface ClaimFormView extends FormGuardsView {
  readonly action: string;
  readonly title?: string;
  readonly text?: string;
  readonly fields: readonly FieldView[];
  /** Whether one of the fields is a file. */
  readonly hasFile?: boolean;
  readonly submit: string;
  /** Class of the button. */
  readonly look: '' | 'button--quiet' | 'button--danger';
}

/** One of several like things: a claim, a business that was found. */
export interface ClaimCardView {
  readonly title: string;
  readonly lines: readonly string[];
  readonly mark?: string;
  readonly action?: LinkView;
  /** What was asked for before, a line each; a page of its own has its link. */
  readonly past?: readonly { readonly label: string; readonly href?: string }[];
  readonly forms: readonly ClaimFormView[];
}

export interface ClaimSectionView {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly cards: readonly ClaimCardView[];
  readonly forms: readonly ClaimFormView[];
  readonly links: readonly LinkView[];
}

/** `claims/page`, but for the frame of the merchant space. */
export interface ClaimBody extends FormSummaryView {
  readonly lead?: string;
  /** How it stands, and what to do next. */
  readonly status?: {
    readonly tone: 'info' | 'success' | 'warning';
    readonly title: string;
    readonly text: string;
  };
  readonly sections: readonly ClaimSectionView[];
}

/** `claims/find`: a form that asks by its address, and what it found. */
export interface FindBody extends ClaimBody {
  readonly form: {
    readonly action: string;
    readonly text: string;
    readonly communes: readonly {
      readonly code: string;
      readonly name: string;
      readonly selected: boolean;
    }[];
  };
}

/** A section with what is said of it; the rest is empty. Pure. */
export const claimSection = (
  id: string,
  heading: string,
  parts: Partial<Omit<ClaimSectionView, 'id' | 'heading'>>,
): ClaimSectionView => ({ id, heading, paragraphs: [], cards: [], forms: [], links: [], ...parts });

/** A form with what it needs; the rest is empty. Pure. */
export const claimForm = (
  action: string,
  submit: string,
  parts: Partial<Omit<ClaimFormView, 'action' | 'submit'>> = {},
): ClaimFormView => ({ action, submit, fields: [], look: '', ...parts });

/** What comes with a form and nobody sees. Pure. */
export const hiddenField = (name: string, value: string): FieldView => ({
  id: name,
  label: '',
  isHidden: true,
  value,
});

/** What is wrong with the forms of one page, of which one was sent. Pure. */
export function oneSummary(...summaries: readonly FormSummaryView[]): FormSummaryView {
  const problem = summaries.find((summary) => summary.problem !== undefined)?.problem;
  return { ...(problem === undefined ? {} : { problem }), errors: summaries.flatMap(({ errors }) => errors) };
}
