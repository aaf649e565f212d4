import { type CanActivate, type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Overloaded } from './http.errors';
import type { CostClass, RateLimiter } from './rate-limiter';
import { RouteMetadata } from './route-metadata';

/** What a request of a route costs at most: some milliseconds for a `page`, more for a `search`, large answers are `heavy`. */
export type RouteCost = 'page' | CostClass;

const ROUTE_COST = 'halles:route-cost';

/** Declares what a request of the route may cost the process. Without it the route is as cheap as a page. */
export const Cost = (cost: CostClass): CustomDecorator => SetMetadata(ROUTE_COST, cost);

/**
 * Keeps what is costly from making everything slow: it has limits of its own, beside that of all readings, and is the first
 * to be refused while the process is under pressure. Pages, and what watches over the process, are not looked at.
 */
export class CostGuard implements CanActivate {
  private readonly routes: RouteMetadata<CostClass>;

  /** @param isUnderPressure whether the event loop of this process lags at the moment */
  constructor(
    reflector: Reflector,
    private readonly limiter: RateLimiter,
    private readonly isUnderPressure: () => boolean,
  ) {
    this.routes = new RouteMetadata(reflector, ROUTE_COST);
  }

  /** @throws Overloaded, RateLimited */
  canActivate(context: ExecutionContext): boolean {
    const cost = this.routes.of(context);
    if (cost === undefined) return true;
    // First: what is refused for the process's sake does not count against who asked.
    if (this.isUnderPressure()) throw new Overloaded({});
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    this.limiter.takeCost(
      cost,
      request.tenantContext?.tenant.role ?? '',
      request.visitorAddress || request.ip,
      performance.now(),
    );
    return true;
  }
}
