import { type Config, originOf } from '@halles/platform/config';
import {
  createTrustedLog,
  type LogFields,
  type Metrics,
  type Log,
  maskPath,
  withLogFields,
} from '@halles/platform/observability';
import { createContext, type Tenant, TenantRegistry, UnknownTenant } from '@halles/platform/tenancy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isCrossSite, isSafeMethod } from './cross-site';
import type { DraftPreviews, Preview, PreviewAccess } from './draft-preview';
import { decideTenant, readHost } from './host-border';
import { CrossSiteRequest } from './http.errors';
import type { Lifecycle } from './lifecycle';
import { isOpsRequest } from './ops-routes';
import type { RateLimiter } from './rate-limiter';
import './request';
import { readReturnPath } from './return-path';
import type { HostKind } from './security-headers';
import type { TenantHeaders } from './tenant-headers';

declare module 'fastify' {
  interface FastifyRequest {
    /** A request of the operation (health, metrics), which no tenant is looked up for. */
    isOps: boolean;
    logFields: LogFields | undefined;
    /** That somebody looks at a draft: nobody else may read the answer, or find it. */
    preview: Preview | undefined;
    /** `ip`, which the server reads out of the headers each time that it is asked; empty where no limit counted it. */
    visitorAddress: string;
  }
}

export interface BorderOptions {
  readonly config: Config;
  /** Headers of every answer that does not set its own. */
  readonly headers: TenantHeaders;
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
  readonly previews: () => DraftPreviews;
  /** Null where nobody may look at a draft. */
  readonly previewAccess: () => PreviewAccess | null;
  readonly isOpsAddress: (address: string | undefined) => boolean;
  readonly log: Log;
  readonly metrics: Metrics;
}

const ACTOR = { kind: 'visitor' } as const;

/** What is decided of a request at the border: neither, and it goes on. */
interface Decision {
  readonly failure?: Error;
  /** Where it is redirected to. */
  readonly location?: string | undefined;
}

/**
 * A page whose address is a key is named to no other site, and to no page of ours beyond what a form of it needs: under
 * `no-referrer`, browsers without `Sec-Fetch-Site` would send its form from nowhere (`Origin: null`), and be refused.
 */
const OF_SECRETS = 'same-origin';

/** A draft is for whoever may look at it, once: in no cache, in no index, named to no other site. */
const OF_PREVIEWS = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': OF_SECRETS,
};

/** Whether it is known where a request comes from: its socket no longer says so once it was closed, whatever the types say. */
const hasAddress = (request: { readonly ip: string | undefined }): boolean => request.ip !== undefined;

/** Whether the address holds the secret of a mailed link: the segment `:token` of its route. */
const hasSecret = ({ params }: FastifyRequest): boolean =>
  typeof params === 'object' && params !== null && 'token' in params;

/**
 * The same target without the slash that somebody typed at its end; undefined where there is none, or where a browser could
 * read what is left as another site. Pure.
 */
function withoutTrailingSlash(target: string): string | undefined {
  const [, path, query = ''] = /^(\/[^?]*[^/?])\/(\?.*)?$/s.exec(target) ?? [];
  return path === undefined ? undefined : (readReturnPath(path + query) ?? undefined);
}

/**
 * What every request passes before anything else of ours runs, in the server's `onRequest` hook: not in middleware,
 * which encoded paths have been seen to avoid. Synchronous: host to tenant, cross-site check, limits, log context. Only for
 * whoever brings a preview of a draft that we signed, the database is asked whether it still stands.
 */
export class Border {
  private readonly accessLog: Log;

  constructor(
    private readonly options: BorderOptions,
    private readonly services: BorderServices,
  ) {
    this.accessLog = createTrustedLog(services.log);
  }

  /** Adds the hooks. To be called before any route or plugin is registered. */
  install(server: FastifyInstance): void {
    server.decorateRequest('isOps', false);
    server.decorateRequest('requestHost', '');
    server.decorateRequest('logFields', undefined);
    server.decorateRequest('visitorAddress', '');
    server.decorateRequest('tenantContext', undefined);
    server.decorateRequest('writer', undefined);
    server.decorateRequest('preview', undefined);
    server.addHook('onRequest', (request, reply, done) => this.enter(request, reply, done));
    // A body arrives in events of the socket, which know nothing of the request's context.
    server.addHook('preValidation', (request, _reply, done) => {
      if (isSafeMethod(request.method)) done();
      else withLogFields(request.logFields ?? {}, done);
    });
    server.addHook('onSend', (request, reply, payload, done) => {
      if (request.preview) reply.headers(OF_PREVIEWS);
      done(null, payload);
    });
    server.addHook('onResponse', (request, reply, done) => {
      this.observe(request, reply);
      done();
    });
  }

  /** Sets the headers of every answer, also of those that the router gives before any hook. */
  setHeaders(request: FastifyRequest, reply: FastifyReply, kind: HostKind = 'custom'): void {
    reply.headers(this.options.headers.of(request.tenantContext?.tenant, kind).set);
    reply.header('x-request-id', request.id);
    if (this.services.lifecycle.draining) reply.header('connection', 'close');
  }

  private enter(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    if (!hasAddress(request)) {
      // Nobody is left to answer to, nor to count it by.
      reply.hijack();
      request.raw.destroy();
      return;
    }
    const decision = this.decide(request);
    const { preview, tenantContext } = request;
    if (!preview || !tenantContext) return this.goOn(request, reply, done, decision);
    void this.askPreview(preview, tenantContext.tenant)
      .then((stands) => (stands ? decision : this.decideUnknown(request.raw.url ?? '')))
      .catch((error: unknown) => ({ failure: errorOf(error) }))
      .then((asked) => {
        if (asked !== decision) {
          request.preview = undefined;
          request.tenantContext = undefined;
        }
        this.goOn(request, reply, done, asked);
      });
  }

  private decide(request: FastifyRequest): Decision {
    try {
      return { location: this.admit(request) };
    } catch (error) {
      return { failure: errorOf(error) };
    }
  }

  /** What a host gets that does not exist. */
  private decideUnknown(target: string): Decision {
    return this.isHostless(target) ? {} : { failure: new UnknownTenant({}) };
  }

  private isHostless(target: string): boolean {
    const { hostlessPrefix } = this.options;
    return hostlessPrefix !== undefined && target.startsWith(hostlessPrefix);
  }

  private async askPreview(preview: Preview, tenant: Tenant): Promise<boolean> {
    const access = this.services.previewAccess();
    if (!access) return false;
    return preview.kind === 'enter' ? access.open(tenant, preview.id) : access.stands(tenant, preview.id);
  }

  private goOn(
    request: FastifyRequest,
    reply: FastifyReply,
    done: (error?: Error) => void,
    { failure, location }: Decision,
  ): void {
    const { tenantContext } = request;
    this.setHeaders(request, reply, this.kindOf(request.requestHost, tenantContext?.tenant));
    if (hasSecret(request)) reply.header('referrer-policy', OF_SECRETS);
    request.logFields = tenantContext
      ? { requestId: request.id, tenant: tenantContext.tenant.slug }
      : { requestId: request.id };
    withLogFields(request.logFields, () => {
      if (location === undefined) done(failure);
      else if (request.preview?.kind === 'enter')
        reply.header('set-cookie', request.preview.cookie).redirect(location, 303);
      else reply.header('cache-control', 'public, max-age=300').redirect(location, 308);
    });
  }

  /** @returns where to redirect to, if anywhere. @throws DomainError when the request is refused */
  private admit(request: FastifyRequest): string | undefined {
    const { isOpsAddress: isAllowed } = this.services;
    if (isOpsRequest(request, { isAllowed, opsHosts: this.options.config.opsHosts })) {
      request.isOps = true;
      return undefined;
    }
    const target = request.raw.url ?? '';
    request.requestHost = readHost(request.raw.rawHeaders, target);
    const { ownHosts } = this.options;
    if (ownHosts && !ownHosts.includes(request.requestHost)) throw new UnknownTenant({});
    const location = ownHosts ? undefined : this.admitTenant(request, target);
    if (location !== undefined) return location;
    this.refuseCrossSite(request);
    request.visitorAddress = request.ip;
    this.services.limiter.takeRead(
      request.tenantContext?.tenant.role ?? '-',
      request.visitorAddress,
      performance.now(),
    );
    return this.isSlashMeant(request, target) ? undefined : withoutTrailingSlash(target);
  }

  /**
   * Whether a slash at the end may belong to the address. The router does not tell: to `/commerces/` it gives the route of
   * `/commerces/:category`, with an empty name. Only a route for whatever follows (`/*`), and files of a theme, read it.
   */
  private isSlashMeant({ method, routeOptions }: FastifyRequest, target: string): boolean {
    return !isSafeMethod(method) || this.isHostless(target) || (routeOptions.url ?? '').endsWith('*');
  }

  private admitTenant(request: FastifyRequest, target: string): string | undefined {
    const tenant = this.services.registry().byHost(request.requestHost);
    if (tenant?.state === 'draft') return this.admitToDraft(request, target, tenant);
    if (tenant) request.tenantContext = createContext(tenant, ACTOR, request.id);
    if (this.isHostless(target)) return undefined;
    const decision = decideTenant(tenant, request.requestHost, target, (host) => this.originOf(host));
    if (decision.kind === 'refuse') throw decision.error;
    return decision.kind === 'redirect' ? decision.location : undefined;
  }

  /** To everybody but those who may look at it, a draft is a host that does not exist: nothing of it reaches the answer. */
  private admitToDraft(request: FastifyRequest, target: string, tenant: Tenant): string | undefined {
    const preview =
      request.requestHost === tenant.canonicalHost
        ? this.services.previews().read(tenant, target, request.headers.cookie)
        : null;
    if (preview === null) {
      if (this.isHostless(target)) return undefined;
      throw new UnknownTenant({});
    }
    request.preview = preview;
    request.tenantContext = createContext(tenant, ACTOR, request.id);
    return preview.kind === 'enter' ? preview.path : undefined;
  }

  private refuseCrossSite({ method, headers, requestHost }: FastifyRequest): void {
    if (isSafeMethod(method)) return;
    const site = headers['sec-fetch-site'];
    const crossSite = isCrossSite({
      method,
      secFetchSite: Array.isArray(site) ? site.join(',') : site,
      origin: headers.origin,
      hasCookie: headers.cookie !== undefined,
      ownOrigin: this.originOf(requestHost),
    });
    if (crossSite) throw new CrossSiteRequest({});
  }

  /** The console's own host counts as ours with all that is below it; an unknown one does not. */
  private kindOf(host: string, tenant: Tenant | undefined): HostKind {
    if (this.options.ownHosts) return this.options.ownHosts.includes(host) ? 'subdomain' : 'custom';
    return tenant?.hosts.find((entry) => entry.host === host)?.kind ?? 'custom';
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
    this.accessLog[request.isOps ? 'debug' : 'info'](
      {
        requestId: request.id,
        tenant,
        method: request.method,
        path: maskPath(request.raw.url ?? ''),
        status,
        ms: Math.round(ms * 10) / 10,
        ip: request.visitorAddress || request.ip,
      },
      'request',
    );
  }
}

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
