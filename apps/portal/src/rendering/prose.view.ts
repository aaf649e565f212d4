import type { LinkView } from './link.view';

/** A page of text: about, legal notice, privacy, accessibility, ranking. */
export interface ProseBody {
  readonly heading: string;
  readonly lead?: string;
  readonly updated?: string;
  readonly sections: readonly {
    readonly id: string;
    readonly heading: string;
    readonly paragraphs?: readonly string[];
    readonly items?: readonly string[];
    /** Like `items`, where their order is what is said. */
    readonly steps?: readonly string[];
    readonly facts?: readonly { readonly term: string; readonly value: string; readonly href?: string }[];
    readonly link?: LinkView;
  }[];
}
