import { type ConsolePermission, type ConsoleRole, roles } from '@halles/contracts';
import type { SessionLimits } from '@halles/platform/auth';
import { OPERATOR_LIMITS, TOWN_LIMITS } from './console-session-limits';

/** A role on the installation (`tenantId` null: operators) or on one tenant. */
export interface ConsoleGrant {
  readonly role: ConsoleRole;
  readonly tenantId: string | null;
}

/** Whether the grants make an operator of the installation. Pure. */
export function isOperator(grants: readonly ConsoleGrant[]): boolean {
  return grants.some(({ role, tenantId }) => role === 'operator' && tenantId === null);
}

/** How long sessions of an account with these grants last. Pure. */
export const limitsOf = (grants: readonly ConsoleGrant[]): SessionLimits =>
  isOperator(grants) ? OPERATOR_LIMITS : TOWN_LIMITS;

/** As those who run it know the platform. */
const PLATFORM_NAME = 'Halles';

/** Who writes to somebody about their account of the console: the platform to who runs it, else the territory. Pure. */
export const speakerTo = (grants: readonly ConsoleGrant[]): { readonly speaker?: string } =>
  isOperator(grants) ? { speaker: PLATFORM_NAME } : {};

/**
 * The role that the grants give on a tenant, or on the installation where it is null. An operator is one everywhere.
 * Null where they give none. Pure.
 */
export function roleOn(grants: readonly ConsoleGrant[], tenantId: string | null): ConsoleRole | null {
  if (isOperator(grants)) return 'operator';
  if (tenantId === null) return null;
  return grants.find((grant) => grant.tenantId === tenantId)?.role ?? null;
}

/** Whether a role may do it. Pure. */
export function roleAllows(role: ConsoleRole, permission: ConsolePermission): boolean {
  const allowed: readonly string[] = roles[role].permissions;
  return allowed.includes(permission);
}
