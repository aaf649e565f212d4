import type { ReportMailSubject } from '@halles/domain/reports';
import type { Config } from '@halles/platform/config';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

/** What every mail to the writer of a report says of it, with the address of the page while the public sees it. Pure. */
export const reportMailModel = (
  config: Config,
  { tenant }: TenantContext,
  { name, listing, kind, post, locale }: ReportMailSubject,
) => ({
  listing: name,
  place: listing === null ? '' : placeOf(listing),
  kind,
  post,
  listingUrl: listing === null ? null : new PortalLinks(config, tenant).toListing(locale, listing),
});
