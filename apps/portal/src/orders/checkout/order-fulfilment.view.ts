import type { FieldView } from '@halles/platform/forms';
import type { ZoneMapView } from '../../map';

/** How an order may be received, on the page that orders. */
export interface FulfilmentChoiceView {
  /** Absent where there is one way alone. */
  readonly options?: readonly {
    readonly value: string;
    readonly label: string;
    readonly hint?: string;
    readonly checked: boolean;
  }[];
  /** Whose slots the page shows. */
  readonly shown: string;
  readonly error?: string;
  /** What holds for the one that is shown: where it is delivered and for how much, where the point is, by when it is sent. */
  readonly notes: readonly string[];
  /** Where it is delivered or sent to. */
  readonly address: readonly FieldView[];
  /** The zones that the shop drew. */
  readonly map?: ZoneMapView;
  /** Whether one may ask first if an address is delivered to. */
  readonly isChecked: boolean;
  /** The answer to that. */
  readonly check?: readonly string[];
  /** Heads the choice of a way. */
  readonly how: string;
  readonly when: string;
  readonly slot: string;
  /** It is sent: there is no slot to choose. */
  readonly isSent: boolean;
}
