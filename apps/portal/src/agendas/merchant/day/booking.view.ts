import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../../rendering/link.view';
import type { BookingCardView } from './booking-card.view';

/** `agendas/merchant-booking` */
export interface BookingBody extends FormSummaryView {
  readonly done?: string;
  readonly card: BookingCardView;
  readonly facts: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
  /** Takes the last step back; absent where it cannot be. */
  readonly undo?: { readonly label: string };
  /** Cancels it, with a reason that its customer reads. */
  readonly revoke?: { readonly fields: readonly FieldView[]; readonly submit: string };
  readonly move?: {
    readonly ask: { readonly action: string; readonly fields: readonly FieldView[] };
    readonly none?: string;
    readonly form?: {
      readonly action: string;
      readonly fields: readonly FieldView[];
      readonly submit: string;
    };
  };
  /** What became of the messages to its customer. */
  readonly messages: readonly string[];
  readonly history: readonly { readonly when: string; readonly what: string }[];
  readonly back: LinkView;
}
