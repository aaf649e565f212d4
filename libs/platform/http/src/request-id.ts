import type { IncomingMessage } from 'node:http';
import { v7 } from 'uuid';

/** What we accept as an id made by somebody else: no more than a log line can carry. */
const ACCEPTABLE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

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
    return acceptable ? given : v7();
  };
}
