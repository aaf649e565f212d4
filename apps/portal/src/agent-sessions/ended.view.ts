import type { LinkView } from '../rendering/link.view';

/** An agent left the space of a business. */
export interface EndedBody {
  readonly heading: string;
  readonly trail: readonly LinkView[];
  readonly back: LinkView;
}
