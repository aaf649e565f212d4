import type { FieldView, FormGuardsView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';
import type { FactView } from './agendas.view';

/** `agendas/ask-wait` */
export interface AskWaitBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly facts: readonly FactView[];
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly FieldView[];
  readonly guards: FormGuardsView;
  readonly demonstration?: string;
  readonly times: LinkView;
  readonly privacy: LinkView;
}

/** `agendas/wait` */
export interface WaitBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly done?: string;
  readonly problem?: string;
  readonly facts: readonly FactView[];
  readonly action: string;
  /** The time that is kept for them, with the buttons that answer. */
  readonly offer?: {
    readonly id: string;
    readonly text: string;
    readonly until: string;
    /** Where something has to be filled in to book it. */
    readonly form?: LinkView;
  };
  /** Whether they may take the request back. */
  readonly mayLeave: boolean;
  /** Where they do not wait any more. */
  readonly again?: LinkView;
}
