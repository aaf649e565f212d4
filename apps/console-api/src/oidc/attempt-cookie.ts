import { MINUTE } from '@halles/kernel';
import { HostCookie, newSessionToken } from '@halles/platform/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a browser is recognised by when it comes back from ProConnect. Lax: it comes from another site. */
export const attemptCookie = new HostCookie('__Host-halles-console-proconnect', 10 * MINUTE, 'Lax');

/** The token by which this browser is recognised when it is back: the one that it has, so that two tabs can leave. */
export function recogniseBrowser(request: FastifyRequest, reply: FastifyReply): string {
  const token = attemptCookie.read(request.headers.cookie) ?? newSessionToken();
  void reply.header('set-cookie', attemptCookie.give(token));
  return token;
}
