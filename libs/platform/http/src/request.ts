import { type Locale, required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { acceptsPages, localeOfPath, wantsHtml } from './negotiation';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the border on each request of a portal's host; absent on an unknown host and on the console. */
    tenantContext?: TenantContext | undefined;
    /** The host that was asked, as `parseHost` gives it; empty until the border has read it. */
    requestHost: string;
    /** Whose writes are counted together instead of the address's: set by an AccessControl that knows the account. */
    writer: string | undefined;
    /** JSON as it arrived. */
    rawBody?: string;
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

/** Handler parameter: the tenant of a route that is served on hosts without tenant too; undefined there. */
export const HostContext = createParamDecorator(
  (_data: unknown, context: ExecutionContext): TenantContext | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().tenantContext,
);

/** The language of the page that is requested, which its path says. */
export const localeOf = ({ url }: FastifyRequest): Locale => localeOfPath(url);

/** Handler parameter: the language of the page: `about(@CurrentLocale() locale: Locale)`. */
export const CurrentLocale = createParamDecorator((_data: unknown, context: ExecutionContext): Locale =>
  localeOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Handler parameter: the number of the request, as logs have it: `accept(@CurrentRequestId() requestId: string)`. */
export const CurrentRequestId = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<FastifyRequest>().id,
);

/** Handler parameter: a body of JSON as it arrived, letter by letter, which is what a signature is of; empty where there is none. */
export const RawBody = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<FastifyRequest>().rawBody ?? '',
);

/** The client of a request, for limits and for what a session remembers of it. */
export interface Client {
  /** Network address, as limits count it. */
  readonly address: string;
  /** Whether a program asks: it posts JSON, or asks for JSON and for no page. */
  readonly isProgram: boolean;
  /** Whether a page is asked for by name, and not less than JSON: a person reads the answer. */
  readonly wantsPage: boolean;
  readonly userAgent: string;
  /** The `Cookie` header as it came. */
  readonly cookies: string | undefined;
  /** The path that was asked, with its query. */
  readonly url: string;
}

/** What a request says of its client. Pure. */
export function clientOf(
  request: Pick<FastifyRequest, 'headers' | 'ip' | 'url'> & Partial<Pick<FastifyRequest, 'visitorAddress'>>,
): Client {
  const { accept, cookie, 'content-type': type, 'user-agent': userAgent } = request.headers;
  return {
    address: request.visitorAddress || request.ip,
    isProgram: (type?.startsWith('application/json') ?? false) || !acceptsPages(accept),
    wantsPage: wantsHtml(accept),
    userAgent: userAgent ?? '',
    cookies: cookie,
    url: request.url,
  };
}

/** Handler parameter: `send(@CurrentClient() client: Client)`. */
export const CurrentClient = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  clientOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** What every request to a page of a portal brings with it. */
export interface PortalRequest {
  readonly ctx: TenantContext;
  readonly locale: Locale;
  readonly client: Client;
}

/** What a request to a page of a portal brings with it; on a host without tenant it throws, as `contextOf`. */
export const portalRequestOf = (request: FastifyRequest): PortalRequest => ({
  ctx: contextOf(request),
  locale: localeOf(request),
  client: clientOf(request),
});

/** Handler parameter, in place of one each: `send(@PortalRequest() { ctx, locale, client }: PortalRequest)`. */
export const PortalRequest = createParamDecorator(
  (_data: unknown, context: ExecutionContext): PortalRequest =>
    portalRequestOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
