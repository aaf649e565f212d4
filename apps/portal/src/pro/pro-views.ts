import type { LinkView } from '../view-models-parts';

/** What surrounds each page of the merchant space. */
export interface ProFrameView {
  readonly home: LinkView;
  readonly account: LinkView;
  /** What the account was told; `count` where something of it was not read. */
  readonly bell: LinkView & { readonly count?: string };
  /** The business whose space it is. */
  readonly business?: { readonly name: string; readonly href: string; readonly isCurrent: boolean };
  /** Pages of its space that the reader may open. */
  readonly sections: readonly (LinkView & { readonly icon: string; readonly current: boolean })[];
}

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
export interface ProFormBody extends EditorFrameView {
  readonly heading: string;
  readonly parts: readonly FormPartView[];
}

/** What could be said next, why, and what it brings. */
export interface SuggestionView {
  readonly title: string;
  readonly why: string;
  readonly effect: string;
  readonly action: LinkView;
}

/** The space of one business. */
export interface SpaceBody {
  readonly heading: string;
  readonly done?: DoneView;
  /** What is not published yet. */
  readonly draft?: LinkView;
  readonly next?: SuggestionView;
  /** Whether one can go there now. */
  readonly state: string;
  /** Absent for who may only look. */
  readonly edit?: {
    readonly today: { readonly action: string; readonly input: 'open' | 'closed'; readonly label: string };
    readonly away: LinkView;
  };
  readonly isComplete: boolean;
  readonly suggestions: readonly SuggestionView[];
  readonly ranking: LinkView;
  readonly page?: LinkView;
  /** What can be printed for the door. */
  readonly sign?: LinkView & { readonly note: string };
  /** Why the public does not see it. */
  readonly hidden?: string;
}

/** The businesses of one account. */
export interface ProHomeBody {
  readonly heading: string;
  readonly lead: string;
  readonly businesses: readonly {
    readonly name: string;
    readonly href: string;
    readonly where?: string;
    readonly state?: string;
    readonly next?: string;
  }[];
  readonly find: LinkView;
}

export interface HistoryBody {
  readonly heading: string;
  readonly lead: string;
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly revisions: readonly {
    readonly version: number;
    readonly who: string;
    readonly when: string;
    readonly note?: string;
    readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
    /** Absent where it was taken back already. */
    readonly undo?: { readonly action: string; readonly label: string };
  }[];
  readonly older?: LinkView;
  readonly empty?: string;
}
