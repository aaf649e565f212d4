import type { LinkView } from '../rendering/link.view';

/** A form with all that was filled in, out of sight. */
export interface SentAgainView {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly note: string;
  readonly label: string;
}

/** 404, 410, 421, 429, 500, 503 (maintenance): one view, `errors/error`, with overrides by status. */
export interface ErrorBody {
  readonly status: number;
  readonly heading: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly actions: readonly LinkView[];
  /** The form that could not be handled for our sake, to be sent again as it was. */
  readonly again?: SentAgainView;
}
