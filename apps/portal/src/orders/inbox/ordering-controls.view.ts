/** A slot to come, and the button that closes it or opens it again. */
export interface SlotControlView {
  readonly value: string;
  /** "10 h – 10 h 30 · 3 commandes". */
  readonly words: string;
  readonly isClosed: boolean;
  /** Null where the shop can do nothing about it. */
  readonly button: {
    readonly value: string;
    readonly label: string;
    /** What it does, for who does not see beside what it stands. */
    readonly name: string;
  } | null;
}

interface SlotDayControlView {
  readonly label: string;
  readonly slots: readonly SlotControlView[];
}

/** `partials/orders/controls` */
export interface ControlsView {
  readonly action: string;
  readonly seen: string;
  /** What is on, each with the button that ends it. */
  readonly notices: readonly {
    readonly text: string;
    readonly button: { readonly value: string; readonly label: string };
  }[];
  readonly times: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
  readonly midnight: string;
  readonly rushes: readonly { readonly value: string; readonly label: string }[];
  readonly next: readonly SlotDayControlView[];
  readonly later: readonly SlotDayControlView[];
}
