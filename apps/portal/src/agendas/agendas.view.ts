import type { FieldView, FormGuardsView, FormSummaryView } from '@halles/platform/forms';
import type { MonthView, WeekView } from '../agenda-offers';
import type { LinkView } from '../rendering/link.view';

export interface FactView {
  readonly term: string;
  readonly value: string;
  readonly href?: string;
}

/** `agendas/form` */
export interface BookingFormBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly facts: readonly FactView[];
  readonly rules: readonly string[];
  /** What is to be known before, and accepted. */
  readonly before?: { readonly lines: readonly string[]; readonly field: FieldView };
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** Where it is repeated, if its service lets its customers. */
  readonly repeat?: {
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly fields: readonly FieldView[];
    readonly see: string;
    readonly lead?: string;
    readonly rows: readonly { readonly when: string; readonly note: string; readonly isFree: boolean }[];
  };
  readonly fields: readonly FieldView[];
  /** Whether one of them is a file. */
  readonly hasFiles: boolean;
  readonly guards: FormGuardsView;
  /** How long the time is held: in words until when, and in seconds to count down. */
  readonly hold?: {
    readonly seconds: number;
    readonly text: string;
    readonly left: string;
    readonly over: string;
  };
  /** That it is not held. */
  readonly notHeld?: string;
  /** Said of a shop that is invented: nobody answers. */
  readonly demonstration?: string;
  readonly button: string;
  readonly other: LinkView;
  readonly privacy: LinkView;
}

/** `agendas/booking` */
export interface BookingBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly done?: string;
  readonly problem?: string;
  readonly state: { readonly kind: string; readonly text: string };
  readonly reference: { readonly label: string; readonly code: string };
  readonly facts: readonly FactView[];
  readonly links: readonly LinkView[];
  /** Where somebody is seen by video, as long as they are expected. */
  readonly video?: LinkView;
  /** What is to be known, as long as somebody is expected. */
  readonly instructions?: { readonly heading: string; readonly lines: readonly string[] };
  readonly rule?: string;
  /** What else the shop says of cancelling. */
  readonly notes?: readonly string[];
  /** The button that asks to be told of an earlier time, or ends it. */
  readonly earlier?: {
    readonly action: string;
    readonly wants: string;
    readonly label: string;
    readonly hint: string;
  };
  /** The button by which they say that they come, or that they said so. */
  readonly presence?: { readonly action?: string; readonly label?: string; readonly text?: string };
  readonly move?: LinkView;
  /** Where their party is divided, if the shop asked for it. */
  readonly split?: LinkView;
  readonly cancel?: {
    readonly action: string;
    readonly seen: string;
    readonly label: string;
    readonly question?: {
      readonly text: string;
      readonly yes: string;
      /** Of a series: what comes after it, too. */
      readonly all?: string;
      readonly keep: LinkView;
    };
  };
  /** Where it is too late to do it online. */
  readonly call?: LinkView;
  readonly again?: LinkView;
  /** The same once more, with who received them. */
  readonly follow?: LinkView;
}

/** `agendas/move` */
export interface MoveBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly problem?: string;
  readonly question?: {
    readonly text: string;
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly yes: string;
  };
  /** One of the two; absent where it cannot be moved. */
  readonly week?: WeekView;
  readonly month?: MonthView;
  readonly back: LinkView;
}

/** `agendas/split` */
export interface SplitBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly problem?: string;
  /** How many come at the other time; absent where there is nothing to divide. */
  readonly ask?: { readonly action: string; readonly fields: readonly FieldView[]; readonly see: string };
  readonly question?: NonNullable<MoveBody['question']>;
  /** One of the two; absent where there is nothing to divide. */
  readonly week?: WeekView;
  readonly month?: MonthView;
  readonly back: LinkView;
}
