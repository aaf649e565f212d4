import type { LinkView } from '../rendering/link.view';

/** 404, 410, 421, 429, 500, 503 (maintenance): one view, `errors/error`, with overrides by status. */
export interface ErrorBody {
  readonly status: number;
  readonly heading: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly actions: readonly LinkView[];
}
