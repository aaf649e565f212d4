import { pathsTo, pathTo } from '@halles/contracts';
import { identifyListing, presentListing } from '../listings';
import type { MissingForSale } from '@halles/domain/orders';
import { presentClosedOrders } from './closed-orders';
import { type Closing, presentClosing } from './closing';
import type { OnBehalfView } from '../merchant-space';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';

/** What stands around the page. */
interface PreviewBar {
  readonly listing: number;
  readonly hasChanges: boolean;
  /** What publishing it would close; null for nothing. */
  readonly closing: Closing | null;
  /** What the law asks for then, without which no orders are taken. */
  readonly missing: readonly MissingForSale[];
  readonly onBehalf?: OnBehalfView;
}

/** The same of a shop of which nothing can be ordered. Pure. */
const withoutOrders = (
  shown: Parameters<typeof presentListing>[1],
): Parameters<typeof presentListing>[1] => ({
  ...shown,
  ...{ takesOrders: false, takesLists: false, products: [], orderWays: [], appointments: null },
});

/** The public page of a business as it will be, with a bar that publishes what is new on it. Pure. */
export function presentPreviewedPage(
  scope: PageScope,
  shown: Parameters<typeof presentListing>[1],
  { listing, hasChanges, closing, missing, onBehalf }: PreviewBar,
): PageModel {
  const { texts, locale } = scope;
  const paths = pathsTo('profile.preview', { listing });
  return {
    head: { ...identifyListing(scope, shown), jsonLd: [], noindex: true, paths },
    body: {
      ...presentListing(scope, missing.length === 0 ? shown : withoutOrders(shown)),
      preview: {
        text: texts.line(hasChanges ? 'pro.preview.lead' : 'pro.preview.nothing'),
        action: paths[locale],
        hasChanges,
        publish: texts.line('pro.preview.publish'),
        discard: texts.line('pro.preview.discard'),
        ...(closing === null ? {} : { closing: presentClosing(scope, closing) }),
        ...presentClosedOrders(scope, listing, missing, {
          at: hasChanges ? 'onceItIsPublished' : 'now',
          leads: onBehalf === undefined,
        }),
        ...(onBehalf ? { onBehalf } : {}),
        back: {
          href: pathTo('merchant.listing', locale, { listing }),
          label: texts.line('pro.preview.back'),
        },
      },
    },
  };
}
