import { signInAs, type sourceFacts, writeListings } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';
import type { Portal } from './portal-harness';

/** What a shop sends to take orders, as many as there are, for each half hour of a week. */
export const RULES = {
  isOpen: 'yes',
  kind: 'order',
  length: '30',
  notice: '0',
  orders: '',
  horizon: '7',
} as const;

/** A shop of the first territory that is open day and night and said all that a sale needs, and who keeps it. */
export async function aShopThatMaySell(
  { world }: Portal,
  displayName = 'Le Pain du Coin',
  more: Parameters<typeof sourceFacts>[0] = {},
): Promise<{ readonly listing: number; readonly cookie: string }> {
  const facts = { displayName, openingHoursText: 'Mo-Su 00:00-24:00', ...more };
  const [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene', facts }]);
  const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
  await tellSaleDetails(world, world.here, listing);
  return { listing, cookie };
}
