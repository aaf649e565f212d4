import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { type Config, originOf } from '@halles/platform/config';
import { createTrustedLog, type Log, type Metrics, maskPath } from '@halles/platform/observability';
import { createContext, type TenantContext, type TenantRegistry } from '@halles/platform/tenancy';
import { clientAddress } from './addresses';
import { decideTenant, readHost } from './host-border';
import type { Lifecycle } from './lifecycle';
import type { RateLimiter } from './rate-limiter';
import type { ReadyAnswer, ReadyAnswers } from './ready-answers';
import type { HostKind } from './security-headers';
import type { TenantHeaders } from './tenant-headers';

export interface FastLaneServices {
  readonly config: Config;
  readonly headers: TenantHeaders;
  readonly lifecycle: Lifecycle;
  readonly limiter: RateLimiter;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly isTrustedProxy: (address: string | undefined) => boolean;
  readonly requestId: (request: IncomingMessage) => string;
  /** Null until the application is built, or where it serves no tenants. */
  readonly registry: () => TenantRegistry | null;
  readonly answers: () => ReadyAnswers | null;
}

const ACTOR = { kind: 'visitor' } as const;

/**
 * Sends ready answers straight from the server's event: what takes a framework longer than the answer itself. It passes
 * the border's own decisions (host, state, canonical host, limit of reads) and leaves everything that is not a plain
 * reading of a live portal to the ordinary way, which decides again from the start.
 */
export class FastLane {
  private readonly accessLog: Log;

  constructor(private readonly services: FastLaneServices) {
    this.accessLog = createTrustedLog(services.log);
  }

  /** Goes before the listener that the server has. */
  install(server: Server): void {
    const ordinary = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (this.answer(request, response)) return;
      for (const listener of ordinary) listener.call(server, request, response);
    });
  }

  /** @returns whether the request was answered */
  private answer(request: IncomingMessage, response: ServerResponse): boolean {
    const answers = this.services.answers();
    if (!answers?.covers(request.url ?? '') || !isPlainReading(request) || this.services.lifecycle.draining)
      return false;
    const started = performance.now();
    const admitted = this.admit(request);
    const answer = admitted && answers.find(admitted.ctx, request);
    if (!admitted || !answer) return false;
    const address = clientAddress(request, this.services.isTrustedProxy);
    try {
      this.services.limiter.takeRead(admitted.ctx.tenant.role, address, performance.now());
    } catch {
      return false;
    }
    response.writeHead(answer.status, [
      ...this.services.headers.of(admitted.ctx.tenant, admitted.kind).flat,
      'x-request-id',
      admitted.ctx.requestId,
      ...answer.headers,
    ]);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
    this.observe(request, admitted.ctx, answer, address, performance.now() - started);
    return true;
  }

  /** The tenant that serves the request, or undefined where the ordinary way has something to say. */
  private admit(
    request: IncomingMessage,
  ): { readonly ctx: TenantContext; readonly kind: HostKind } | undefined {
    const { config, registry, requestId } = this.services;
    const target = request.url ?? '';
    try {
      const host = readHost(request.rawHeaders, target);
      const tenant = registry()?.byHost(host);
      const decision = decideTenant(tenant, host, target, (name) =>
        originOf(config.publicScheme, name, config.publicPort),
      );
      if (decision.kind !== 'serve') return undefined;
      const kind = decision.tenant.hosts.find((entry) => entry.host === host)?.kind ?? 'custom';
      return { ctx: createContext(decision.tenant, ACTOR, requestId(request)), kind };
    } catch {
      return undefined;
    }
  }

  private observe(
    request: IncomingMessage,
    ctx: TenantContext,
    answer: ReadyAnswer,
    ip: string,
    ms: number,
  ): void {
    const method = request.method ?? 'GET';
    const target = request.url ?? '';
    const { slug: tenant } = ctx.tenant;
    this.services.metrics.observeHttp({
      method,
      route: target,
      status: answer.status,
      tenant,
      seconds: ms / 1_000,
    });
    // A line takes longer than the answer, and would keep the address of everybody who reads: the figures count them.
    if (!this.accessLog.isLevelEnabled('debug')) return;
    this.accessLog.debug(
      {
        requestId: ctx.requestId,
        tenant,
        method,
        path: maskPath(target),
        status: answer.status,
        ms: Math.round(ms * 10) / 10,
        ip,
      },
      'request',
    );
  }
}

/** GET or HEAD without a body or anything else that changes what is asked. */
function isPlainReading({ method, headers }: IncomingMessage): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers.upgrade === undefined
  );
}
