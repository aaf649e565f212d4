import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What we accept as an id made by somebody else: no more than a log line can carry. */
const ACCEPTABLE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/**
 * A UUID v7 (RFC 9562, 5.7): milliseconds since 1970, then 74 random bits. Out of Node's own pool of random UUIDs, which
 * costs a tenth of asking the system for random bytes on each request.
 */
export function newRequestId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/**
 * Makes the function that names requests: the id that a trusted proxy gave, else a new UUID v7, which sorts by time.
 * @param isTrustedProxy whether the peer of the connection is one of our proxies
 */
export function requestIds(
  isTrustedProxy: (address: string | undefined) => boolean,
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string {
  return (request) => {
    const given = request.headers['x-request-id'];
    const acceptable =
      typeof given === 'string' && ACCEPTABLE.test(given) && isTrustedProxy(request.socket.remoteAddress);
    return acceptable ? given : newRequestId();
  };
}
