import type { PlanView } from './place-plan';

/** The plan of a form, with its pin and what moves it: the partial `places/plan`. */
export interface PlacePlanView extends PlanView {
  /** How a pin is placed. */
  readonly note: string;
  /** Said where the island has moved it. */
  readonly moved: string;
  /** Where its buttons send the form, when that is not where the form is sent to: with the plan's anchor. */
  readonly action?: string;
  /** What stands beside the pin, in words: for who does not see the plan. */
  readonly beside: string;
  readonly scale: string;
  /** So many pixels long. */
  readonly scaleEnd: string;
  readonly steps: readonly { readonly value: string; readonly label: string }[];
  readonly span: { readonly value: string; readonly label: string };
  /** How far a step goes, for the island. */
  readonly step: number;
}

/** An input that holds what nobody types. */
export interface HiddenView {
  readonly name: string;
  readonly value: string;
}
