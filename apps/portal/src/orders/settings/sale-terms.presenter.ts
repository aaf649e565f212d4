import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type Order, orderNumber, type SaleTerms } from '@halles/domain/orders';
import type { PageModel } from '../../rendering/page';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import type { SaleTermsBody } from '../order.view';

type SaleTermsPage = (scope: PageScope) => PageModel & { readonly body: SaleTermsBody };

const modelOf = (
  { heading, sections }: SaleTerms,
  { lead, trail, paths }: { lead: string; trail: readonly LinkView[]; paths: ReturnType<typeof pathsTo> },
): ReturnType<SaleTermsPage> => ({
  head: { page: null, title: heading, description: heading, paths, noindex: true },
  body: { heading, lead, trail, sections },
});

/** The terms on which a shop sells at the moment. Pure. */
export const presentSaleTerms =
  (listing: Listing, terms: SaleTerms): SaleTermsPage =>
  ({ texts, locale }) =>
    modelOf(terms, {
      lead: texts.line('orders.saleTerms.current'),
      trail: [{ href: listingPath(locale, listing), label: listing.name }],
      paths: pathsTo('order.saleTerms', listingParams(listing)),
    });

/** Those that an order was placed on, word for word. Pure. */
export const presentAcceptedTerms =
  (order: Order, token: string, terms: SaleTerms): SaleTermsPage =>
  ({ texts, locale }) => {
    const number = orderNumber(order.number);
    return modelOf(terms, {
      lead: texts.line('orders.saleTerms.accepted', { number }),
      trail: [
        { href: pathTo('order', locale, { token }), label: texts.line('orders.inbox.order', { number }) },
      ],
      paths: pathsTo('order.acceptedTerms', { token }),
    });
  };
