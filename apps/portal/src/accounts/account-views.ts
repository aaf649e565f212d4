import type { FieldView, LinkView } from '../view-models-parts';

/** What the pages of accounts are made of: sections of words, facts and forms. */

export interface FormFieldView extends FieldView {
  readonly id: string;
  readonly type: 'email' | 'password' | 'text';
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete: string;
  readonly inputmode?: 'email' | 'numeric' | 'text';
  readonly maxlength: number;
  readonly optional?: boolean;
}

export interface ChoiceView {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

export interface FormView {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly FormFieldView[];
  /** Boxes to tick. */
  readonly choices?: { readonly legend: string; readonly boxes: readonly ChoiceView[] };
  readonly submit: string;
  /** Class of the button: what is not the page's main act is quiet, what cannot be undone looks like it. */
  readonly look: '' | 'button--quiet' | 'button--danger';
}

/** One of several like things: a session, somebody of the team. */
export interface RowView {
  readonly title: string;
  readonly detail: string;
  readonly forms: readonly FormView[];
}

export interface SectionView {
  readonly id: string;
  readonly heading?: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  /** What to write down: recovery codes, a secret that a telephone cannot read from the screen. */
  readonly codes: readonly string[];
  readonly picture?: { readonly src: string; readonly alt: string };
  readonly rows: readonly RowView[];
  readonly forms: readonly FormView[];
  readonly links: readonly LinkView[];
}

export interface AccountBody {
  readonly heading: string;
  readonly lead?: string;
  readonly trail: readonly LinkView[];
  /** Something that was just done. */
  readonly notice?: string;
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly sections: readonly SectionView[];
}

/** A section with what is said of it; the rest is empty. Pure. */
export const section = (id: string, parts: Partial<Omit<SectionView, 'id'>>): SectionView => ({
  id,
  paragraphs: [],
  facts: [],
  codes: [],
  rows: [],
  forms: [],
  links: [],
  ...parts,
});
