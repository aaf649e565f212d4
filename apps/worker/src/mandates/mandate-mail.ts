import { type Mandate, type MandateFile, mandateLink } from '@halles/domain/mandates';
import type { Locale } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { PortalLinks, type SignedLinks, type TenantContext } from '@halles/platform/tenancy';

interface Parts {
  readonly config: Config;
  readonly links: SignedLinks;
}

/** What every mail about a mandate says of it. */
export function mandateModel(
  ctx: TenantContext,
  { mandate, listing }: MandateFile,
  { config, links }: Parts,
  { name, locale, expiresAt }: { readonly name: string; readonly locale: Locale; readonly expiresAt: Date },
) {
  const { tenant } = ctx;
  const token = links.issue(ctx, mandateLink, { id: mandate.id, serial: 0 });
  return {
    name,
    listing: listing.name ?? tenant.settings.title[locale],
    place: listing.place ?? '',
    mandateUrl: new PortalLinks(config, tenant).to('mandate', locale, { token }),
    expiresAt,
  };
}

/** Who a mail about a mandate goes to that is for its giver, and what it says. */
export function mandateMail(ctx: TenantContext, file: MandateFile, parts: Parts, expiresAt: Date) {
  const { mandate } = file;
  const { giverName, giverEmail, locale } = mandate;
  return {
    locale,
    // It was signed through the link of the mail that asked for it.
    to: { name: giverName, address: giverEmail ?? '', isProven: mandate.state !== 'proposed' },
    model: mandateModel(ctx, file, parts, { name: giverName, locale, expiresAt }),
  };
}

/** Nobody is written to once it is over, or where no address was given. Pure. */
export const isStill = ({ state, giverEmail }: Mandate, expected: Mandate['state']): boolean =>
  state === expected && giverEmail !== null;
