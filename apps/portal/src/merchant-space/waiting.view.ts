import type { LinkView } from '../rendering/link.view';

/** One thing that waits. */
export interface WaitingItemView {
  readonly text: string;
  readonly icon: string;
  readonly isUrgent: boolean;
  /** How many, where it is not one. */
  readonly count?: string;
  readonly action: LinkView;
}

/** `partials/merchant-space/waiting`. */
export interface WaitingView {
  /** What there is to do now, large. */
  readonly first?: WaitingItemView;
  readonly items: readonly WaitingItemView[];
}
