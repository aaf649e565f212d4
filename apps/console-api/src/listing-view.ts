import type { ShownListing } from '@halles/contracts';
import { formatOpeningHours } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import type { Config } from '@halles/platform/config';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';

/** Address of a listing's page on its portal. */
export const listingUrl = (
  config: Config,
  { tenant }: TenantContext,
  listing: { readonly slug: string; readonly id: number },
): string => new PortalLinks(config, tenant).toListing('fr', listing);

/** A listing as the public sees it. */
export function presentListing(config: Config, ctx: TenantContext, listing: Listing): ShownListing {
  const { id, name, category, phone, email, website, state, schedule, position, address } = listing;
  return {
    id,
    name,
    place: [address.line, address.communeName].filter((part) => part !== null).join(', ') || null,
    category,
    phone,
    email,
    website,
    hours: schedule && formatOpeningHours(schedule),
    state,
    position: position && { longitude: position.longitude, latitude: position.latitude },
    url: listingUrl(config, ctx, listing),
  };
}
