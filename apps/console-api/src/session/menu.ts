import {
  type ConsolePermission,
  type Menu,
  type PlatformScreen,
  platformScreens,
  type TenantScreen,
  tenantScreens,
} from '@halles/contracts';
import { type ConsoleGrant, roleAllows, roleOn } from '@halles/domain/console-accounts';
import type { Tenant } from '@halles/platform/tenancy';

/** What one has to be allowed to see a screen at all. */
const NEEDED: Readonly<Record<PlatformScreen | TenantScreen, ConsolePermission>> = {
  overview: 'platform.read',
  accounts: 'platform.accounts',
  claims: 'claims.read',
  reports: 'reports.read',
  listings: 'listings.read',
  mandates: 'mandates.manage',
  visits: 'visits.read',
  orders: 'orders.call',
  agendas: 'agendas.keep',
  gauges: 'gauges.manage',
  team: 'team.manage',
};

/** A territory as a menu names it. */
export type NamedTenant = Pick<Tenant, 'id' | 'slug' | 'state' | 'stateSince'> & {
  readonly settings: Pick<Tenant['settings'], 'title' | 'timeZone'>;
};

/**
 * The screens that the grants open, and no word of any territory beside those that they are on. Archived territories
 * have no work left. Pure.
 * @param tenants every territory of the installation
 */
export function menuOf(grants: readonly ConsoleGrant[], tenants: readonly NamedTenant[]): Menu {
  const onPlatform = roleOn(grants, null);
  const shown = <T extends PlatformScreen | TenantScreen>(
    screens: readonly T[],
    role: ReturnType<typeof roleOn>,
  ): T[] => screens.filter((screen) => role !== null && roleAllows(role, NEEDED[screen]));
  const archived = tenants.filter(
    ({ id, state }) => state === 'archived' && grants.some((grant) => grant.tenantId === id),
  );
  return {
    ...(archived.length === 0
      ? {}
      : {
          archived: archived.map(({ slug, stateSince, settings: { title } }) => ({
            slug,
            title: { fr: title.fr, en: title.en },
            since: stateSince?.toISOString() ?? null,
          })),
        }),
    platform: shown(platformScreens, onPlatform),
    tenants: tenants
      .flatMap(({ id, slug, state, settings: { title, timeZone } }) => {
        const role = state === 'archived' ? null : roleOn(grants, id);
        return role === null
          ? []
          : [
              {
                slug,
                title: { fr: title.fr, en: title.en },
                timeZone,
                role,
                isDraft: state === 'draft',
                screens: shown(tenantScreens, role),
              },
            ];
      })
      .sort((one, other) => one.slug.localeCompare(other.slug, 'fr')),
  };
}
