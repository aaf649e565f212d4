import { type CanActivate, type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { RateClass, RateLimiter } from './rate-limiter';

const RATE_CLASS = 'halles:rate-class';
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Counts the route in that class. Without it a route that changes something counts as `write`. */
export const RateLimit = (name: Exclude<RateClass, 'read'>): CustomDecorator => SetMetadata(RATE_CLASS, name);

/** Applies the shared limits. Reads are counted at the border already, with the paths that have no route. */
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const declared = this.reflector.getAllAndOverride<Exclude<RateClass, 'read'> | undefined>(RATE_CLASS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const name = declared ?? (READS.has(request.method) ? undefined : 'write');
    if (name) await this.limiter.take(name, request.tenantContext, request.ip);
    return true;
  }
}
