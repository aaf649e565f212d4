import type { FieldView } from '@halles/platform/forms';
import type { EditorFrameView } from './editor.view';
import type { PlanView } from './place-plan';

/** What the town is asked, or has refused, of the place of a page. */
export interface PlaceRequestView {
  readonly text: string;
  readonly isRefused: boolean;
  /** The town's words. */
  readonly reason?: string;
  /** Only while it waits. */
  readonly withdraw?: string;
}

/** The address, and the pin on a plan of what is around it. */
export interface AddressBody extends EditorFrameView {
  readonly heading: string;
  readonly request?: PlaceRequestView;
  readonly fields: readonly FieldView[];
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** Absent while the commune is not known. */
  readonly plan?: PlanView & {
    /** What stands beside the pin, in words: for who does not see the plan. */
    readonly beside: string;
    readonly scale: string;
    /** So many pixels long. */
    readonly scaleEnd: string;
    readonly steps: readonly { readonly value: string; readonly label: string }[];
    readonly span: { readonly value: string; readonly label: string };
    /** How far a step goes, for the island. */
    readonly step: number;
  };
  readonly pinError?: string;
}
