import { pathTo } from '@halles/contracts';
import { type MissingForSale, missingForSaleWords } from '@halles/domain/orders';
import type { PageScope } from '../rendering/page-scope';
import type { ClosedOrdersView } from './editor.view';

/**
 * That a shop takes no orders for want of what the law asks for, and where that is mended. Pure.
 * @param at whether it is so already, or once what is not published yet is
 * @param leads whether the reader may open the settings of orders
 */
export function presentClosedOrders(
  { texts, locale }: PageScope,
  listing: number,
  missing: readonly MissingForSale[],
  { at, leads }: { readonly at: 'now' | 'onceItIsPublished'; readonly leads: boolean },
): { readonly closedOrders?: ClosedOrdersView } {
  if (missing.length === 0) return {};
  return {
    closedOrders: {
      text: texts.line(`pro.closedOrders.${at}`, { missing: missingForSaleWords(missing, locale) }),
      ...(leads
        ? {
            settings: {
              href: pathTo('merchant.ordering', locale, { listing }),
              label: texts.line('pro.closedOrders.settings'),
            },
          }
        : {}),
    },
  };
}
