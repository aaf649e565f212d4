import type { AnswerHeaders } from '@halles/platform/http';
import type { Voice } from '@halles/platform/theming';
import type { PageIdentity } from './layout.presenter';
import type { PageScope } from './page-scope';
import { type PageName } from './page-names';
import type { LayoutView } from './layout.view';

/** What a view is given, beside the layout that every page has. */
export interface PageModel {
  /** Title, description and address; the name of a page whose texts say them. */
  readonly head: PageIdentity | PageName;
  readonly body: object;
  /** What of the layout is not as on every page. */
  readonly layout?: Partial<LayoutView>;
}

/** Words a page for its readers. Pure: no request, no service, no clock. */
export type PagePresenter = (scope: PageScope) => PageModel;

export interface PageOptions {
  /** HTTP status, 200 unless said. With 409, 415 and 422 the title says first that something has to be corrected. */
  readonly status?: number;
  readonly headers?: AnswerHeaders;
  /** How its words are said to this reader, those of its presenter and those of its template. */
  readonly voice?: Voice;
  /** On a route with `@SharedPage()`: this answer is for one reader all the same, and stored nowhere. */
  readonly isPrivate?: boolean;
}

/** A page as a handler returns it: `PageInterceptor` renders and sends it. */
export class Page {
  constructor(
    readonly view: string,
    readonly present: PagePresenter,
    readonly options: PageOptions,
  ) {}
}

/**
 * The page that a handler answers with.
 * @param view path of the template below `views`, without its ending: `enquiries/contact`
 */
export const page = (view: string, present: PagePresenter, options: PageOptions = {}): Page =>
  new Page(view, present, options);
