import type { HoursLines, ShownListing } from '@halles/contracts';
import { hoursLines, isoOfDay, type Schedule, wallTime } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { listingPath } from '@halles/contracts';
import { type Config, consoleOrigin } from '@halles/platform/config';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';

/** Address of a listing's page on its portal; of a draft's, by the way into its preview: its own address answers nobody. */
export const listingUrl = (
  config: Config,
  { tenant }: TenantContext,
  listing: { readonly slug: string; readonly id: number },
): string =>
  tenant.state === 'draft'
    ? `${consoleOrigin(config)}/api/tenants/${tenant.slug}/preview?vers=${encodeURIComponent(listingPath('fr', listing))}`
    : new PortalLinks(config, tenant).toListing('fr', listing);

/** Hours as a person reads them; null where none are known. Pure. */
export function presentHours(schedule: Schedule | null, now: Date): HoursLines | null {
  if (schedule === null) return null;
  const today = isoOfDay(wallTime(schedule.place.timeZone, now.getTime()).day);
  const lines = { fr: hoursLines(schedule, today, 'fr'), en: hoursLines(schedule, today, 'en') };
  return lines.fr.length === 0 ? null : lines;
}

/** A listing as the public sees it. */
export function presentListing(
  config: Config,
  ctx: TenantContext,
  listing: Listing,
  now: Date,
): ShownListing {
  const { id, name, category, phone, email, website, state, schedule, address } = listing;
  return {
    id,
    name,
    place: [address.line, address.communeName].filter((part) => part !== null).join(', ') || null,
    category,
    phone,
    email,
    website,
    hours: presentHours(schedule, now),
    state,
    url: listingUrl(config, ctx, listing),
  };
}
