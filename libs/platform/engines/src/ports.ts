import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that Linux, macOS and Windows give to outgoing connections: none takes it before it is used. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;
const TRIES = 1_000;

/** Whether nothing listens on a TCP port of this address (default: loopback). */
export const isPortFree = (port: number, address = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.unref();
    server.once('error', () => resolve(false));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** A TCP port that is free now, drawn by chance; another server may take it before it is used. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isPortFree(port, address)) return port;
  }
  throw new Error(`no TCP port is free on ${address}`);
}
