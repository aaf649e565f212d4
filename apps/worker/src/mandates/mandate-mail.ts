import type { Mandate, MandateFile, MandateLinks } from '@halles/domain/mandates';
import { type Config, portalOrigin } from '@halles/platform/config';
import type { TenantContext } from '@halles/platform/tenancy';

/** Who a mail about a mandate goes to, and what it says. */
export function mandateMail(
  ctx: TenantContext,
  { mandate, listing }: MandateFile,
  { config, links }: { readonly config: Config; readonly links: MandateLinks },
  expiresAt: Date,
) {
  const { tenant } = ctx;
  const { giverName, giverEmail, locale } = mandate;
  const origin = portalOrigin(config, tenant.canonicalHost);
  const page = locale === 'en' ? '/en/mandate' : '/mandat';
  return {
    locale,
    to: { name: giverName, address: giverEmail ?? '' },
    model: {
      name: giverName,
      listing: listing.name ?? tenant.settings.title[locale],
      place: listing.place ?? '',
      mandateUrl: `${origin}${page}/${links.tokenOf(ctx, mandate.id)}`,
      expiresAt,
    },
  };
}

/** Nobody is written to once it is over, or where no address was given. Pure. */
export const isStill = ({ state, giverEmail }: Mandate, expected: Mandate['state']): boolean =>
  state === expected && giverEmail !== null;
