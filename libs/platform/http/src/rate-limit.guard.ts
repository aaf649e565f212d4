import type { DomainError } from '@halles/kernel';
import { type CanActivate, type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isSafeMethod } from './cross-site';
import { RateLimited } from './http.errors';
import type { Counted, RateLimiter, RouteClass } from './rate-limiter';
import { RouteMetadata } from './route-metadata';

declare module 'fastify' {
  interface FastifyRequest {
    /** The limit that the request has reached, where its handler says so itself (`ShowsLimits`). */
    limitReached?: DomainError<object>;
    /** What the request was counted as, to be given back where an outage refuses it. */
    counted: Counted | undefined;
  }
}

const RATE_CLASS = 'halles:rate-class';
const SHOWS_LIMITS = 'halles:shows-limits';

/** Counts the route in that class. Without it a route that changes something counts as `write`. */
export const RateLimit = (name: RouteClass): CustomDecorator => SetMetadata(RATE_CLASS, name);

/** The handler says itself that a limit is reached (`limitReachedBy`): it gives back the form that was sent. */
export const ShowsLimits = (): CustomDecorator => SetMetadata(SHOWS_LIMITS, true);

/** The limit that a request has reached, for a handler that `ShowsLimits`; null where there is none. */
export const limitReachedBy = (request: FastifyRequest): DomainError<object> | null =>
  request.limitReached ?? null;

/** Guesses and files count by where they come from, whoever they are sent as: accounts are easily had. */
const BY_ADDRESS: ReadonlySet<RouteClass> = new Set(['login', 'upload']);

/** Files have cost what they cost once they are opened, and their sender may be why it failed: they stay counted. */
const STAYS_COUNTED: RouteClass = 'upload';

/** Answers of an outage. Not 500: what nobody foresaw may come of what was sent. */
const OUTAGES: ReadonlySet<number> = new Set([503, 504]);

/** What was refused by an outage, before anybody reads so, counts against nobody: whoever sends it again is not held up. */
export function giveBackInOutages(server: FastifyInstance): void {
  server.decorateRequest('counted', undefined);
  server.addHook('onSend', (request, reply, payload, done) => {
    if (OUTAGES.has(reply.statusCode)) void request.counted?.giveBack();
    done(null, payload);
  });
}

/**
 * Applies the shared limits, once it is known who asks: nobody who is not let in counts against those who are. Reads are
 * counted at the border already, with the paths that have no route.
 */
export class RateLimitGuard implements CanActivate {
  private readonly routes: RouteMetadata<RouteClass>;
  private readonly showing: RouteMetadata<boolean>;

  constructor(
    reflector: Reflector,
    private readonly limiter: RateLimiter,
  ) {
    this.routes = new RouteMetadata(reflector, RATE_CLASS);
    this.showing = new RouteMetadata(reflector, SHOWS_LIMITS);
  }

  /** @throws RateLimited, unless the handler says so itself */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const name = this.routes.of(context) ?? (isSafeMethod(request.method) ? undefined : 'write');
    if (!name) return true;
    // As the border read it: the socket may be closed by now, and says nothing any more.
    const address = request.visitorAddress || request.ip;
    const visitor = BY_ADDRESS.has(name) ? address : (request.writer ?? address);
    const counted = this.limiter.take(name, request.tenantContext, visitor);
    return counted.then(
      (taken) => {
        if (name !== STAYS_COUNTED) request.counted = taken;
        return true;
      },
      (refusal: unknown) => {
        if (!(refusal instanceof RateLimited) || this.showing.of(context) !== true) throw refusal;
        request.limitReached = refusal;
        return true;
      },
    );
  }
}
