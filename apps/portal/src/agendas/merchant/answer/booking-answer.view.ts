import type { LinkView } from '../../../rendering/link.view';
import type { FactView } from '../../agendas.view';

/** `agendas/booking-answer` */
export interface BookingAnswerBody {
  readonly heading: string;
  readonly lead: string;
  readonly done?: string;
  readonly problem?: string;
  readonly state: { readonly kind: 'open' | 'closed' | 'soon'; readonly text: string };
  readonly time: string;
  /** Its customer moved it since the mail was sent. */
  readonly moved?: string;
  /** The booking, as long as it waits for an answer. */
  readonly open?: {
    readonly action: string;
    readonly seen: string;
    readonly facts: readonly FactView[];
    readonly note?: string;
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
