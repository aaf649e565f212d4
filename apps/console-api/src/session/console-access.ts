import { ConsoleAuth, PasswordChangeRequired, readSessionCookie } from '@halles/platform/auth';
import { AccessControl, type Permission, PermissionDenied, Unauthenticated } from '@halles/platform/http';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { attachOperator } from './operator-request';

/** What routes of the console ask for. Every operator may read the platform; roles on tenants come with the managers. */
export const permissions = { ownSession: 'session.own', readPlatform: 'platform.read' } as const;

const KNOWN: ReadonlySet<Permission> = new Set(Object.values(permissions));

/** Who is signed in may act; who still has the one-time password may only change it, or leave. */
@Injectable()
export class ConsoleAccess extends AccessControl {
  constructor(private readonly auth: ConsoleAuth) {
    super();
  }

  async check(request: FastifyRequest, permission: Permission): Promise<void> {
    if (!KNOWN.has(permission)) throw new PermissionDenied({});
    const token = readSessionCookie(request.headers.cookie);
    const session = token === null ? null : await this.auth.resume(token);
    if (token === null || session === null) throw new Unauthenticated({});
    if (session.account.mustChangePassword && permission !== permissions.ownSession)
      throw new PasswordChangeRequired({});
    attachOperator(request, { account: session.account, token });
  }
}
