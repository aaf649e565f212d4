import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { ZoneMapView } from '../map';
import type { MerchantFrameView } from '../merchant-space';
import type { LinkView } from '../rendering/link.view';

/** A form as the partial `accounts/form` draws it. */
export interface SectionFormView {
  readonly action: string;
  readonly fields: readonly FieldView[];
  /** Fields that most leave as they are, shown at a touch. */
  readonly more?: { readonly label: string; readonly isOpen: boolean; readonly fields: readonly FieldView[] };
  readonly submit: string;
  /** Class of the button: what is not the page's main act is quiet, what cannot be undone looks like it. */
  readonly look: '' | 'button--quiet' | 'button--danger';
}

/** One of several like things: a session, somebody of the team. */
export interface RowView {
  readonly title: string;
  /** Its own page; absent where it has none. */
  readonly href?: string;
  readonly detail: string;
  /** What the detail is of; absent where that leads nowhere. */
  readonly link?: LinkView;
  readonly forms: readonly SectionFormView[];
}

/** A term of a record with what is stored under it. */
export interface RecordedFactView {
  readonly term: string;
  readonly value: string;
  /** A sentence or more: it has the whole row. */
  readonly isLong: boolean;
}

/** Records of one kind, each as a list of terms. */
export interface RecordsView {
  readonly heading?: string;
  readonly records: readonly (readonly RecordedFactView[])[];
}

/** A part of a page of accounts, as the partial `accounts/section` draws it. */
export interface SectionView {
  readonly id: string;
  readonly heading?: string;
  /** Shown at a touch alone; a section that has it needs no heading. */
  readonly fold?: { readonly label: string; readonly isOpen: boolean };
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  /** What to write down: recovery codes, a secret that a telephone cannot read from the screen. */
  readonly codes: readonly string[];
  /** What a button copies; without scripts it is marked and copied by hand. */
  readonly copy?: { readonly value: string; readonly label: string; readonly copied: string };
  readonly picture?: { readonly src: string; readonly alt: string };
  readonly rows: readonly RowView[];
  readonly lists: readonly RecordsView[];
  /** On which a zone of the form below is drawn. */
  readonly zoneMap?: ZoneMapView;
  readonly forms: readonly SectionFormView[];
  readonly links: readonly LinkView[];
}

/** `accounts/account` */
export interface AccountBody extends FormSummaryView {
  readonly heading: string;
  readonly lead?: string;
  readonly trail: readonly LinkView[];
  /** `accounts/account-space`: what surrounds it. */
  readonly pro?: MerchantFrameView;
  /** Something that was just done. */
  readonly notice?: string;
  readonly sections: readonly SectionView[];
}

/** `accounts/settings-sections`, without its heading: a page of the merchant space that is made of sections. */
export interface SettingsSectionsBody extends FormSummaryView {
  readonly notice?: string;
  readonly sections: readonly SectionView[];
  readonly back: LinkView;
}

/** A section with what is said of it; the rest is empty. Pure. */
export const section = (id: string, parts: Partial<Omit<SectionView, 'id'>>): SectionView => ({
  id,
  paragraphs: [],
  facts: [],
  codes: [],
  rows: [],
  lists: [],
  forms: [],
  links: [],
  ...parts,
});

/** A value that goes along with a form, unseen. Pure. */
export const hiddenField = (id: string, value: string): FieldView => ({
  id,
  label: '',
  isHidden: true,
  value,
});

/** A form of one button. Pure. */
export const buttonForm = (
  action: string,
  submit: string,
  look: SectionFormView['look'] = 'button--quiet',
): SectionFormView => ({ action, fields: [], submit, look });
