import { required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the border on each request of a portal's host; absent on an unknown host and on the console. */
    tenantContext?: TenantContext;
    /** The host that was asked, as `parseHost` gives it; empty until the border has read it. */
    askedHost: string;
  }
}

/**
 * The tenant of a request that the border let through.
 * @throws Error on a request without tenant: a route of a portal never sees one
 */
export function contextOf(request: FastifyRequest): TenantContext {
  return required(request.tenantContext, 'the tenant of the request');
}

/** Handler parameter: `index(@Ctx() ctx: TenantContext)`. */
export const Ctx = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  contextOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
