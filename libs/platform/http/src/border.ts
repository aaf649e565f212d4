import { type Config, originOf } from '@halles/platform/config';
import {
  type LogFields,
  type Metrics,
  type Log,
  maskPath,
  withLogFields,
} from '@halles/platform/observability';
import { createContext, type Tenant, TenantRegistry, UnknownTenant } from '@halles/platform/tenancy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isCrossSite } from './cross-site';
import { decideTenant, readHost } from './host-border';
import { CrossSiteRequest } from './http.errors';
import type { Lifecycle } from './lifecycle';
import { isOpsRequest } from './ops-routes';
import type { RateLimiter } from './rate-limiter';
import './request';
import { type HeaderSet, securityHeaders } from './security-headers';

declare module 'fastify' {
  interface FastifyRequest {
    /** A request of the operation (health, metrics), which no tenant is looked up for. */
    isOps: boolean;
    logFields: LogFields | undefined;
  }
}

export interface BorderOptions {
  readonly config: Config;
  /** Content-Security-Policy of every answer that does not set its own. */
  readonly policy: string;
  /** Hosts of a process without tenants; null where the registry decides. */
  readonly ownHosts: readonly string[] | null;
  /** Port of the absolute URLs of these hosts. */
  readonly publicPort: number;
  /**
   * Paths below this prefix are served whatever the host and the state of the tenant: the style sheets and images of
   * error pages. Content addressed by its hash, the same for everyone.
   */
  readonly hostlessPrefix: string | undefined;
}

export interface BorderServices {
  readonly lifecycle: Lifecycle;
  readonly limiter: RateLimiter;
  readonly registry: () => TenantRegistry;
  readonly isOpsAddress: (address: string | undefined) => boolean;
  readonly log: Log;
  readonly metrics: Metrics;
}

const ACTOR = { kind: 'visitor' } as const;

/**
 * What every request passes before anything else of ours runs, in the server's `onRequest` hook: not in middleware,
 * which encoded paths have been seen to avoid. Synchronous: host to tenant, cross-site check, limits, log context.
 */
export class Border {
  private readonly headers: { readonly subdomain: HeaderSet; readonly custom: HeaderSet };

  constructor(
    private readonly options: BorderOptions,
    private readonly services: BorderServices,
  ) {
    const { publicScheme } = options.config;
    this.headers = {
      subdomain: securityHeaders(publicScheme, 'subdomain', options.policy),
      custom: securityHeaders(publicScheme, 'custom', options.policy),
    };
  }

  /** Adds the hooks. To be called before any route or plugin is registered. */
  install(server: FastifyInstance): void {
    server.decorateRequest('isOps', false);
    server.decorateRequest('askedHost', '');
    server.decorateRequest('logFields', undefined);
    server.decorateRequest('tenantContext', undefined);
    server.addHook('onRequest', (request, reply, done) => this.enter(request, reply, done));
    // A body arrives in events of the socket, which know nothing of the request's context.
    server.addHook('preValidation', (request, _reply, done) => withLogFields(request.logFields ?? {}, done));
    server.addHook('onResponse', (request, reply, done) => {
      this.observe(request, reply);
      done();
    });
  }

  /** The headers that every answer bears, also those the router gives before any hook. */
  dress(request: FastifyRequest, reply: FastifyReply, kind: 'subdomain' | 'custom' = 'custom'): void {
    reply.headers(this.headers[kind]);
    reply.header('x-request-id', request.id);
    if (this.services.lifecycle.draining) reply.header('connection', 'close');
  }

  private enter(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    let failure: Error | undefined;
    let location: string | undefined;
    try {
      location = this.admit(request, reply);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    const tenant = request.tenantContext?.tenant.slug;
    request.logFields = { requestId: request.id, ...(tenant === undefined ? {} : { tenant }) };
    withLogFields(request.logFields, () => {
      if (location === undefined) done(failure);
      else reply.header('cache-control', 'public, max-age=300').redirect(location, 308);
    });
  }

  /** @returns where to redirect to, if anywhere. @throws DomainError when the request is refused */
  private admit(request: FastifyRequest, reply: FastifyReply): string | undefined {
    this.dress(request, reply);
    if (isOpsRequest(request, this.services.isOpsAddress)) {
      request.isOps = true;
      return undefined;
    }
    const target = request.raw.url ?? '';
    request.askedHost = readHost(request.raw.rawHeaders, target);
    const location = this.options.ownHosts
      ? this.admitOwnHost(request, reply)
      : this.admitTenant(request, reply, target);
    if (location !== undefined) return location;
    const { headers } = request;
    const site = headers['sec-fetch-site'];
    const crossSite = isCrossSite({
      method: request.method,
      secFetchSite: Array.isArray(site) ? site.join(',') : site,
      origin: headers.origin,
      hasCookie: headers.cookie !== undefined,
      ownOrigin: this.originOf(request.askedHost),
    });
    if (crossSite) throw new CrossSiteRequest({});
    this.services.limiter.takeRead(request.tenantContext?.tenant.role ?? '-', request.ip, Date.now());
    return undefined;
  }

  private admitOwnHost(request: FastifyRequest, reply: FastifyReply): undefined {
    if (!this.options.ownHosts?.includes(request.askedHost)) throw new UnknownTenant({});
    this.dress(request, reply, 'subdomain');
  }

  private admitTenant(request: FastifyRequest, reply: FastifyReply, target: string): string | undefined {
    const tenant = this.services.registry().byHost(request.askedHost);
    if (tenant) {
      request.tenantContext = createContext(tenant, ACTOR, request.id);
      if (hostKind(tenant, request.askedHost) === 'subdomain') this.dress(request, reply, 'subdomain');
    }
    const { hostlessPrefix } = this.options;
    if (hostlessPrefix !== undefined && target.startsWith(hostlessPrefix)) return undefined;
    const decision = decideTenant(tenant, request.askedHost, target, (host) => this.originOf(host));
    if (decision.kind === 'refuse') throw decision.error;
    return decision.kind === 'redirect' ? decision.location : undefined;
  }

  private originOf(host: string): string {
    return originOf(this.options.config.publicScheme, host, this.options.publicPort);
  }

  private observe(request: FastifyRequest, reply: FastifyReply): void {
    const ms = reply.elapsedTime;
    const tenant = request.tenantContext?.tenant.slug ?? '-';
    const status = reply.statusCode;
    this.services.metrics.observeHttp({
      method: request.method,
      route: request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched'),
      status,
      tenant,
      seconds: ms / 1_000,
    });
    // Fields of our own making alone, none of them personal but the address, kept for the abuse it may show.
    this.services.log[request.isOps ? 'debug' : 'info'](
      {
        requestId: request.id,
        tenant,
        method: request.method,
        path: maskPath(request.raw.url ?? ''),
        status,
        ms: Math.round(ms * 10) / 10,
        ip: request.ip,
      },
      'request',
    );
  }
}

function hostKind(tenant: Tenant, host: string): 'subdomain' | 'custom' {
  return tenant.hosts.find((entry) => entry.host === host)?.kind ?? 'custom';
}
