import { createLog } from '@halles/platform/observability';
import fastify from 'fastify';
import { visitorKey } from './addresses';
import { Border, type BorderOptions, type BorderServices } from './border';

describe('a request whose connection was closed before it was admitted', () => {
  it('is left alone: it is no error, and nothing of ours runs', async () => {
    const server = fastify();
    const seen: string[] = [];
    const border = new Border(
      {
        config: { opsHosts: [] },
        headers: { of: () => ({ set: {} }) },
        ownHosts: ['127.0.0.1'],
      } as unknown as BorderOptions,
      {
        lifecycle: { draining: false },
        limiter: { takeRead: (_scope: string, address: string) => void visitorKey(address) },
        isOpsAddress: () => false,
        metrics: { observeHttp: () => undefined },
        log: createLog({
          name: 'test',
          level: 'error',
          destination: { write: (line) => void seen.push(line) },
        }),
      } as unknown as BorderServices,
    );
    server.addHook('onRequest', (request, _reply, done) => {
      if (request.url === '/gone') request.raw.socket.destroy();
      done();
    });
    border.install(server);
    server.setErrorHandler((error) => void seen.push(String(error)));
    server.get('*', ({ url }) => {
      seen.push(url);
      return url;
    });
    const origin = await server.listen({ port: 0, host: '127.0.0.1' });
    try {
      await expect(fetch(`${origin}/gone`)).rejects.toThrow('fetch failed');
      expect(await (await fetch(`${origin}/here`)).text()).toBe('/here');
      expect(seen).toEqual(['/here']);
    } finally {
      await server.close();
    }
  });
});
