/** What somebody signed in on a portal may be allowed to do. Those of `listing.*` are held on one listing at a time. */
export const portalPermissions = [
  'account.own',
  'claim.make',
  'listing.read',
  'listing.edit',
  'listing.photos',
  'listing.orders',
  'listing.agenda',
  'listing.messages',
  'listing.sales',
  'listing.team',
  'listing.release',
  'listing.statistics',
  'listing.notifications',
] as const;
export type PortalPermission = (typeof portalPermissions)[number];

/** What somebody signed in on the console may be allowed to do. */
export const consolePermissions = [
  'session.own',
  'platform.read',
  'platform.accounts',
  'portal.preview',
  'claims.read',
  'claims.decide',
  'reports.read',
  'reports.decide',
  'listings.read',
  'listings.edit',
  'mandates.manage',
  'visits.read',
  'visits.note',
  'orders.call',
  'letters.print',
  'team.manage',
  'policy.edit',
  'gauges.manage',
  'agendas.keep',
  'services.manage',
] as const;
export type ConsolePermission = (typeof consolePermissions)[number];

export type RoleName = 'operator' | 'manager' | 'agent' | 'merchant-owner' | 'merchant-staff';

/** Where a role is held: on the installation, on a territory, or on one listing of it. */
export type RoleScope = 'platform' | 'tenant' | 'listing';

export interface Role {
  /** Who signs in with it: accounts of the console, or those of a territory. */
  readonly realm: 'console' | 'portal';
  readonly scopes: readonly RoleScope[];
  readonly permissions: readonly (PortalPermission | ConsolePermission)[];
}

const onTenant = [
  'session.own',
  'portal.preview',
  'claims.read',
  'claims.decide',
  'reports.read',
  'reports.decide',
  'listings.read',
  'listings.edit',
  'mandates.manage',
  'visits.read',
  'visits.note',
  'orders.call',
  'letters.print',
  'agendas.keep',
] as const satisfies readonly ConsolePermission[];

const onListing = [
  'listing.read',
  'listing.edit',
  'listing.photos',
  'listing.orders',
  'listing.agenda',
  'listing.messages',
  'listing.statistics',
] as const satisfies readonly PortalPermission[];

/** What every account of a portal may do, whatever it keeps. */
export const ownPermissions = ['account.own', 'claim.make'] as const satisfies readonly PortalPermission[];

/** The five roles: each is nothing but a list of permissions. A grant is an account, a role and a scope. */
export const roles = {
  operator: { realm: 'console', scopes: ['platform'], permissions: consolePermissions },
  manager: {
    realm: 'console',
    scopes: ['tenant'],
    permissions: [...onTenant, 'team.manage', 'policy.edit', 'gauges.manage', 'services.manage'],
  },
  agent: { realm: 'console', scopes: ['tenant'], permissions: onTenant },
  'merchant-owner': {
    realm: 'portal',
    scopes: ['listing'],
    permissions: [...onListing, 'listing.sales', 'listing.team', 'listing.release', 'listing.notifications'],
  },
  'merchant-staff': { realm: 'portal', scopes: ['listing'], permissions: onListing },
} as const satisfies Record<RoleName, Role>;

/** The roles that accounts of the console hold. */
export type ConsoleRole = Extract<RoleName, 'operator' | 'manager' | 'agent'>;

/** Roles that are held on a listing. */
export const merchantRoles = ['merchant-owner', 'merchant-staff'] as const satisfies readonly RoleName[];
export type MerchantRole = (typeof merchantRoles)[number];

/** Whether a text names a permission of the portal. Pure. */
export const isPortalPermission = (text: string): text is PortalPermission =>
  (portalPermissions as readonly string[]).includes(text);

/**
 * What a grant on a listing allows: the permissions of its role, or those of them that it was narrowed to. Pure.
 * @param narrowed null for all of the role's; what the role does not have is not given by naming it
 */
export function permissionsOf(role: MerchantRole, narrowed: readonly string[] | null): PortalPermission[] {
  const all: readonly PortalPermission[] = roles[role].permissions;
  return narrowed === null ? [...all] : all.filter((permission) => narrowed.includes(permission));
}
