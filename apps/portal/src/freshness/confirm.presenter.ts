import { pathsTo, pathTo } from '@halles/contracts';
import type { MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { type Check, presentCheck } from './check.presenter';
import type { ConfirmBody } from './freshness.view';

interface Confirmable extends Pick<Check, 'listing' | 'profile' | 'tree' | 'now'> {
  /** The number that the address names: that of a listing which was merged leads to the one that it became. */
  readonly id: number;
  /** Whether it was confirmed a moment ago. */
  readonly isDone: boolean;
}

/** What the public sees of a business, for who keeps it to confirm; nothing where it is closed for good. Pure. */
export const confirmPage = ({ id, listing, isDone, ...check }: Confirmable): MerchantPage => ({
  view: 'freshness/confirm',
  title: ({ texts }) => texts.line('freshness.check.heading'),
  paths: pathsTo('freshness.confirm', { listing: id }),
  listing: { id, name: listing.name },
  section: 'confirm',
  present: (scope: PageScope): ConfirmBody => ({
    ...(listing.state === 'closed'
      ? {}
      : {
          check: presentCheck(scope, {
            ...check,
            listing,
            lead: 'own',
            action: pathTo('freshness.confirm', scope.locale, { listing: id }),
            change: pathTo('merchant.listing', scope.locale, { listing: id }),
          }),
        }),
    ...(isDone && listing.state === 'open' ? { done: scope.texts.line('freshness.check.done') } : {}),
  }),
});
