import type { Metrics } from '@halles/platform/observability';
import { parseHostHeader, type TenantRegistry } from '@halles/platform/tenancy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Health } from './health';
import type { ProblemWriter } from './problem.filter';

const OPS_PATHS: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics', '/internal/tls-ask']);

/** Headers that a proxy adds: a request that bears one came from outside, whoever the last hop is. */
const isOfProxy = (header: string): boolean =>
  header === 'via' || header === 'forwarded' || header === 'x-real-ip' || header.startsWith('x-forwarded-');

/**
 * Whether a request is one of the operation's own: one of the paths below, from an address of OPS_ALLOW, and not
 * through a proxy. To everyone else these paths do not exist.
 */
export function isOpsRequest(
  request: FastifyRequest,
  isAllowed: (address: string | undefined) => boolean,
): boolean {
  const path = request.raw.url?.split('?', 1)[0] ?? '';
  return (
    OPS_PATHS.has(path) &&
    isAllowed(request.socket.remoteAddress) &&
    !Object.keys(request.headers).some(isOfProxy)
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

/** Adds the routes of the operation. They answer on any host. */
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
