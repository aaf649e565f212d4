import type { LinkView } from '../rendering/link.view';

export interface OptionView {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

/** A field of a form of the merchant space; one of the `is…` says which. */
export interface ProFieldView {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly isLine?: true;
  readonly isText?: true;
  readonly isChoice?: true;
  readonly isBoxes?: true;
  readonly isBox?: true;
  readonly isSelect?: true;
  readonly isHidden?: true;
  readonly isShort?: true;
  readonly isRich?: true;
  readonly type?: string;
  readonly value?: string;
  readonly maxlength?: number;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  /** What the page shows where the field is left empty. */
  readonly shown?: string;
  readonly checked?: boolean;
  readonly options?: readonly OptionView[];
  readonly empty?: string;
  readonly groups?: readonly {
    readonly label: string;
    readonly options: readonly {
      readonly value: string;
      readonly label: string;
      readonly selected: boolean;
    }[];
  }[];
}

export interface FormPartView {
  readonly id: string;
  readonly heading: string;
  readonly note?: string;
  readonly fields: readonly ProFieldView[];
}

/** What was just done, and how to take it back. */
export interface DoneView {
  readonly text: string;
  readonly undo?: { readonly action: string; readonly version: number; readonly label: string };
}

/** What every form of the merchant space has around its fields. */
export interface EditorFrameView {
  readonly lead?: string;
  readonly action: string;
  /** The version that the form was made from. */
  readonly version: number;
  readonly done?: DoneView;
  /** Error of the whole form, with where its parts are. */
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** What somebody else wrote meanwhile, beside what is in the form. */
  readonly clashes: readonly { readonly label: string; readonly theirs: string; readonly mine: string }[];
  /** What is not published yet. */
  readonly draft?: { readonly text: string; readonly preview: LinkView };
}

/** A form of fields one below the other. */
export interface EditorFormBody extends EditorFrameView {
  readonly heading: string;
  readonly parts: readonly FormPartView[];
}
