import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Permission, ROUTE_ACCESS, type RouteAccess } from './access.decorator';
import { PermissionDenied } from './http.errors';

/** Decides who may do what, in the application that has accounts. */
export abstract class AccessControl {
  /**
   * Lets the request pass, and may attach who asks to it.
   * @throws DomainError of kind `unauthenticated` or `forbidden`
   */
  abstract check(request: FastifyRequest, permission: Permission): Promise<void>;
}

/** Denies by default: a handler runs only when its route is public or AccessControl has let the request pass. */
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly control: AccessControl | null,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    if (!access || !this.control) throw new PermissionDenied({});
    await this.control.check(context.switchToHttp().getRequest<FastifyRequest>(), access.permission);
    return true;
  }
}
