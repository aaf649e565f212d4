import { type Mandate, type MandateFile, mandateLink } from '@halles/domain/mandates';
import type { Config } from '@halles/platform/config';
import { PortalLinks, type SignedLinks, type TenantContext } from '@halles/platform/tenancy';

/** Who a mail about a mandate goes to, and what it says. */
export function mandateMail(
  ctx: TenantContext,
  { mandate, listing }: MandateFile,
  { config, links }: { readonly config: Config; readonly links: SignedLinks },
  expiresAt: Date,
) {
  const { tenant } = ctx;
  const { giverName, giverEmail, locale } = mandate;
  const token = links.issue(ctx, mandateLink, { id: mandate.id, serial: 0 });
  return {
    locale,
    // It was signed through the link of the mail that asked for it.
    to: { name: giverName, address: giverEmail ?? '', isProven: mandate.state !== 'proposed' },
    model: {
      name: giverName,
      listing: listing.name ?? tenant.settings.title[locale],
      place: listing.place ?? '',
      mandateUrl: new PortalLinks(config, tenant).to('mandate', locale, { token }),
      expiresAt,
    },
  };
}

/** Nobody is written to once it is over, or where no address was given. Pure. */
export const isStill = ({ state, giverEmail }: Mandate, expected: Mandate['state']): boolean =>
  state === expected && giverEmail !== null;
