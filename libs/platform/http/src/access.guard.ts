import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Permission, ROUTE_ACCESS, type RouteAccess } from './access.decorator';
import { PermissionDenied } from './http.errors';
import { RouteMetadata } from './route-metadata';

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
  private readonly routes: RouteMetadata<RouteAccess>;

  constructor(
    reflector: Reflector,
    private readonly control: AccessControl | null,
  ) {
    this.routes = new RouteMetadata(reflector, ROUTE_ACCESS);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.routes.of(context);
    if (access?.kind === 'public') return true;
    if (!access || !this.control) throw new PermissionDenied({});
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return this.control.check(request, access.permission).then(() => true);
  }
}
