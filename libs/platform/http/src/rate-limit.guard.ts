import { type CanActivate, type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isSafeMethod } from './cross-site';
import type { CostClass, RateClass, RateLimiter } from './rate-limiter';
import { RouteMetadata } from './route-metadata';

const RATE_CLASS = 'halles:rate-class';

type SharedClass = Exclude<RateClass, 'read' | CostClass>;

/** Counts the route in that class. Without it a route that changes something counts as `write`. */
export const RateLimit = (name: SharedClass): CustomDecorator => SetMetadata(RATE_CLASS, name);

/**
 * Applies the shared limits, once it is known who asks: nobody who is not let in counts against those who are. Reads are
 * counted at the border already, with the paths that have no route.
 */
export class RateLimitGuard implements CanActivate {
  private readonly routes: RouteMetadata<SharedClass>;

  constructor(
    reflector: Reflector,
    private readonly limiter: RateLimiter,
  ) {
    this.routes = new RouteMetadata(reflector, RATE_CLASS);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const name = this.routes.of(context) ?? (isSafeMethod(request.method) ? undefined : 'write');
    if (!name) return true;
    // Guesses count by where they come from, whoever they are made as.
    const visitor = name === 'login' ? request.ip : (request.writer ?? request.ip);
    return this.limiter.take(name, request.tenantContext, visitor).then(() => true);
  }
}
