import type { FieldView } from '@halles/platform/forms';
import type { LinkView } from '../../../rendering/link.view';
import type { FactView } from '../../agendas.view';

interface StateView {
  readonly kind: 'open' | 'closed' | 'soon';
  readonly text: string;
}

/** `agendas/booking-answer` */
export interface BookingAnswerBody {
  readonly heading: string;
  readonly lead: string;
  readonly done?: string;
  readonly problem?: string;
  /** Of one alone, or of those that wait. */
  readonly state?: StateView;
  /** What became of each date of a series, once none waits. */
  readonly answered?: readonly { readonly when: string; readonly state: StateView }[];
  /** Of one alone; the dates of a series have boxes. */
  readonly time?: string;
  /** Its customer moved it since the mail was sent. */
  readonly moved?: string;
  /** The booking, as long as it waits for an answer. */
  readonly open?: {
    readonly action: string;
    readonly seen: string;
    readonly facts: readonly FactView[];
    readonly note?: string;
    /** Of a series: its dates that wait. */
    readonly dates?: FieldView;
    readonly buttons: readonly {
      readonly value: string;
      readonly label: string;
      readonly isQuiet: boolean;
    }[];
  };
  /** What became of it last, and when. */
  readonly last?: { readonly when: string; readonly what: string };
  /** The booking in the merchant's space. */
  readonly space: LinkView;
}
