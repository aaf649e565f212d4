import { createServer } from 'node:net';

const tryPort = (port: number, address: string): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.unref();
    server.once('error', () => resolve(null));
    server.listen({ port, host: address, exclusive: true }, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : null));
    });
  });

/** Whether nothing listens on a TCP port of this address (default: loopback). */
export async function isPortFree(port: number, address = '127.0.0.1'): Promise<boolean> {
  return (await tryPort(port, address)) !== null;
}

/** A TCP port that is free now; somebody else may take it before it is used. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  const port = await tryPort(0, address);
  if (port === null) throw new Error(`no TCP port is free on ${address}`);
  return port;
}
