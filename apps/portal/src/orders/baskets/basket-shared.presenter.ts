import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { LINK } from './basket-link';
import type { OpenBasket } from './baskets.service';
import { contentsView } from './baskets.presenter';
import type { SharedBasketBody } from './baskets.view';

/** What its reader does with a basket: takes it where they have none of that shop, else adds it to theirs or replaces theirs by it. */
export const SHARED_ACTIONS = ['take', 'add', 'replace'] as const;
export type SharedAction = (typeof SHARED_ACTIONS)[number];

/** A basket that somebody else was sent. */
export interface SharedBasketPage {
  readonly open: OpenBasket & { readonly listing: Listing };
  readonly token: string;
  /** Whether its reader has a basket of that shop. */
  readonly hasOwn: boolean;
  readonly now: Date;
  readonly problem?: FormProblem | null;
}

/** What is in a basket that was shared, and what its reader may do with it. Pure. */
export const presentSharedBasket =
  ({ open, token, hasOwn, now, problem = null }: SharedBasketPage) =>
  (scope: PageScope): PageModel & { readonly body: SharedBasketBody } => {
    const { texts, locale, origin } = scope;
    const { listing } = open;
    const line = (key: string): string => texts.line(`baskets.shared.${key}`, { listing: listing.name });
    const query = `?${LINK}=${token}`;
    const actions: readonly SharedAction[] = hasOwn ? ['add', 'replace'] : ['take'];
    const canOrder = open.ordering !== null && open.lines.length > 0;
    const refused = problemWords(scope, problem);
    return {
      head: {
        page: null,
        title: line('heading'),
        description: line('heading'),
        paths: pathsTo('baskets.shared'),
        query,
        noindex: true,
      },
      body: {
        heading: line('heading'),
        lead: line('lead'),
        trail: [{ href: listingPath(locale, listing), label: listing.name }],
        ...(refused === null ? {} : { problem: refused }),
        ...contentsView(open, now, scope),
        action: pathTo('baskets.shared', locale) + query,
        ...(hasOwn && canOrder ? { own: line('own') } : {}),
        buttons: canOrder
          ? actions.map((value, index) => ({ value, label: line(value), isQuiet: index > 0 }))
          : [],
        link: { href: `${origin}${pathTo('baskets.shared', locale)}${query}`, title: line('heading') },
      },
    };
  };
