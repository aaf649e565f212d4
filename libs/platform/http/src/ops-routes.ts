import type { Metrics } from '@halles/platform/observability';
import { isIP } from 'node:net';
import { parseHostHeader, type TenantRegistry } from '@halles/platform/tenancy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Health } from './health';
import type { ProblemWriter } from './problem.filter';

const OPS_PATHS: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics', '/internal/tls-ask']);

/**
 * Headers that proxies, balancers and delivery networks add: a request that bears one came from outside, whoever the last hop
 * is. No list of them is whole: the host that was asked for is looked at as well.
 */
const OF_PROXY = new RegExp(
  [
    '^(?:via|cdn-loop|x-host|x-scheme|x-cloud-trace-context)$',
    'forwarded',
    '(?:client|connecting|real|remote|user)-?(?:ip|addr)',
    '^x-(?:original|rewrite|proxy|azure|envoy|amzn?|appengine|vercel|nf)-',
    '^(?:cf|fly|fastly|akamai|x-akamai|proxy|wl-proxy)-',
  ].join('|'),
);

/** A port behind a name, and the brackets of an IPv6 address. */
const nameOf = (host: string): string => host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

/**
 * Whether a host is a machine's own: its address, a name without a dot (`localhost`, a container), one of OPS_HOSTS, or none.
 * Names that the public asks for have dots: a proxy that passes one on is not the operation.
 */
function isOwnHost(raw: string | undefined, opsHosts: readonly string[]): boolean {
  if (!raw || isIP(nameOf(raw)) > 0) return true;
  const host = parseHostHeader(raw);
  return host !== null && (!host.includes('.') || opsHosts.includes(host));
}

export interface OpsAccess {
  /** Whether an address is one of OPS_ALLOW. */
  readonly isAllowed: (address: string | undefined) => boolean;
  /** Names with dots that the operation asks under. */
  readonly opsHosts: readonly string[];
}

/**
 * Whether a request is one of the operation's own: one of the paths below, from an address of OPS_ALLOW, under a name of the
 * machines, and not through a proxy. To everyone else these paths do not exist.
 */
export function isOpsRequest(request: FastifyRequest, { isAllowed, opsHosts }: OpsAccess): boolean {
  const path = request.raw.url?.split('?', 1)[0] ?? '';
  return (
    OPS_PATHS.has(path) &&
    isAllowed(request.socket.remoteAddress) &&
    isOwnHost(request.headers.host, opsHosts) &&
    !Object.keys(request.headers).some((header) => OF_PROXY.test(header))
  );
}

export interface OpsServices {
  readonly health: () => Health;
  readonly metrics: Metrics;
  readonly writer: ProblemWriter;
  /** Absent where the process serves no tenants. */
  readonly registry: () => TenantRegistry | null;
  /** Hosts that are served besides the tenants' (the console's). */
  readonly ownHosts: readonly string[];
}

/** Adds the routes of the operation. No territory is looked up for them. */
export function registerOpsRoutes(server: FastifyInstance, services: OpsServices): void {
  // These routes exist before Nest sets its error handler, which would not reach them.
  const options = {
    errorHandler: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      services.writer.write(error, request, reply),
  };
  server.get('/livez', options, async (request, reply) => {
    if (!request.isOps) return reply.callNotFound();
    return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('alive\n');
  });

  server.get('/readyz', options, async (request, reply) => {
    if (!request.isOps) return reply.callNotFound();
    const readiness = await services.health().readiness();
    return reply
      .code(readiness.status === 'not-ready' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send(readiness);
  });

  server.get('/metrics', options, async (request, reply) => {
    if (!request.isOps) return reply.callNotFound();
    const { contentType, body } = await services.metrics.render();
    return reply.header('cache-control', 'no-store').type(contentType).send(body);
  });

  // Asked by the TLS proxy before it orders a certificate: yes for verified hosts of tenants that still exist. A draft does not
  // yet: a handshake that succeeds, and the public logs of certificates, would tell of it whoever the portal answers.
  server.get<{ Querystring: { domain?: unknown } }>('/internal/tls-ask', options, async (request, reply) => {
    if (!request.isOps) return reply.callNotFound();
    const { domain } = request.query;
    const host = parseHostHeader(typeof domain === 'string' ? domain : undefined);
    const tenant = host === null ? undefined : services.registry()?.byHost(host);
    const known =
      host !== null &&
      (services.ownHosts.includes(host) ||
        (tenant !== undefined && tenant.state !== 'draft' && tenant.state !== 'archived'));
    return reply
      .code(known ? 200 : 404)
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(known ? 'yes\n' : 'no\n');
  });
}
