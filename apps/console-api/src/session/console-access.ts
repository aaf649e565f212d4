import { type ConsolePermission, consolePermissions } from '@halles/contracts';
import {
  assertReady,
  ConsoleAuth,
  type ConsoleSession,
  readSessionCookie,
  roleAllows,
  roleOn,
} from '@halles/domain/console-accounts';
import { AccessControl, type Permission, PermissionDenied, Unauthenticated } from '@halles/platform/http';
import { type Actor, createContext, NoSuchTenant, TenantRegistry } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { attachSession } from './console-request';

/** The one permission of a session that is not ready yet: to become ready, or to end. */
const OWN_SESSION = 'session.own' satisfies ConsolePermission;

/** What begins so is about one tenant: its slug is the parameter `tenant`. */
const TENANT_ROUTES = '/api/tenants/:tenant';

const isKnown = (permission: Permission): permission is ConsolePermission =>
  (consolePermissions as readonly string[]).includes(permission);

/**
 * Who may do what where. On the routes of a tenant the role that the account has on it decides, and a tenant that it has
 * none on is one that does not exist; on all others only an operator's.
 */
@Injectable()
export class ConsoleAccess extends AccessControl {
  constructor(
    private readonly auth: ConsoleAuth,
    private readonly registry: TenantRegistry,
  ) {
    super();
  }

  async check(request: FastifyRequest, permission: Permission): Promise<void> {
    if (!isKnown(permission)) throw new PermissionDenied({});
    const token = readSessionCookie(request.headers.cookie);
    const session = token === null ? null : await this.auth.resume(token);
    if (token === null || session === null) throw new Unauthenticated({});
    attachSession(request, { session, token });
    request.writer = session.account.id;
    if (permission === OWN_SESSION) return;
    assertReady(session);
    if (request.routeOptions.url?.startsWith(TENANT_ROUTES) === true)
      this.enterTenant(request, session, permission);
    else assertAllowed(roleOn(session.account.grants, null), permission);
  }

  /** Gives the request its context, in the tenant that its path names. */
  private enterTenant(
    request: FastifyRequest,
    { account }: ConsoleSession,
    permission: ConsolePermission,
  ): void {
    const { tenant: slug = '' } = request.params as { readonly tenant?: string };
    const tenant = this.registry.bySlug(slug);
    const role = tenant && tenant.state !== 'archived' ? roleOn(account.grants, tenant.id) : null;
    if (!tenant || role === null) throw new NoSuchTenant({ slug });
    assertAllowed(role, permission);
    const actor: Actor =
      role === 'operator'
        ? { kind: 'operator', accountId: account.id }
        : { kind: 'agent', accountId: account.id };
    request.tenantContext = createContext(tenant, actor, request.id);
  }
}

function assertAllowed(role: ReturnType<typeof roleOn>, permission: ConsolePermission): void {
  if (role === null || !roleAllows(role, permission)) throw new PermissionDenied({});
}
