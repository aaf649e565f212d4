import type { ProFieldView } from '../profiles';
import type { LinkView } from '../rendering/link.view';

/** One thing to do: a form with its one button. */
export interface ClaimFormView {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly title?: string;
  readonly text?: string;
  readonly fields: readonly ProFieldView[];
  /** A file to send with it. */
  readonly file?: {
    readonly id: string;
    readonly label: string;
    readonly hint: string;
    readonly error?: string;
  };
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

/** The pages of claims, but for the frame of the merchant space. */
export interface ClaimBody {
  readonly lead?: string;
  /** Something that was just done. */
  readonly notice?: string;
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** How it stands, and what to do next. */
  readonly status?: {
    readonly tone: 'info' | 'success' | 'warning';
    readonly title: string;
    readonly text: string;
  };
  readonly sections: readonly ClaimSectionView[];
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
): ClaimFormView => ({ action, submit, hidden: [], fields: [], look: '', ...parts });

/** A line to fill in. Pure. */
export const lineField = (
  id: string,
  label: string,
  value: string,
  more: Partial<Omit<ProFieldView, 'id' | 'label' | 'value'>> = {},
): ProFieldView => ({ id, label, value, isLine: true, type: 'text', maxlength: 200, ...more });
