import { listingPath, type PortalRoute, pathTo, type RouteArguments } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { type Config, portalOrigin } from '@halles/platform/config';
import type { Tenant } from './tenant';

/** Absolute addresses of a portal's pages, for mails, letters and files that are read elsewhere. */
export class PortalLinks {
  /** Origin of the tenant's canonical host, e.g. `https://bordeaux.example`. */
  readonly origin: string;

  constructor(config: Config, tenant: Pick<Tenant, 'canonicalHost'>) {
    this.origin = portalOrigin(config, tenant.canonicalHost);
  }

  /** The address of a page: `links.to('listing', 'fr', { listing: 'le-pain-12' })`. */
  to<R extends PortalRoute>(route: R, locale: Locale, ...args: RouteArguments<R>): string {
    return this.origin + pathTo(route, locale, ...args);
  }

  /** The address of a business's page. */
  toListing(locale: Locale, listing: { readonly slug: string; readonly id: number }): string {
    return this.origin + listingPath(locale, listing);
  }
}
