import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CALENDAR_LIMITS, GuardedClient, OutboundRefused } from '.';
import { isPublicAddress } from './public-address';

const LIMITS = { ...CALENDAR_LIMITS, mostBytes: 1_000, timeoutMs: 2_000 };

describe('an address that somebody gave', () => {
  let server: Server;
  let origin: string;
  let connections = 0;

  beforeAll(async () => {
    server = createServer((request, answer) => {
      const calendar = { 'content-type': 'text/calendar; charset=utf-8' };
      const to = (location: string): void => void answer.writeHead(302, { location }).end();
      switch (request.url) {
        case '/good':
          return void answer.writeHead(200, calendar).end('BEGIN:VCALENDAR');
        case '/large':
          return void answer.writeHead(200, calendar).end('A'.repeat(2_000));
        case '/says-large':
          return void answer.writeHead(200, { ...calendar, 'content-length': '50000000' }).flushHeaders();
        case '/page':
          return void answer.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
        case '/packed':
          return void answer.writeHead(200, { ...calendar, 'content-encoding': 'gzip' }).end('x');
        case '/slow':
          return void answer.writeHead(200, calendar).write('BEGIN');
        case '/once':
          return to('/good');
        case '/round':
          return to('/round');
        case '/metadata':
          return to('https://169.254.169.254/latest/meta-data');
        case '/inner':
          return to('https://inner.example/');
        case '/plain':
          return to('http://example.org/');
        default:
          return void answer.writeHead(404).end();
      }
    });
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const outcomeOf = (address: string, client: GuardedClient, limits = LIMITS): Promise<string> =>
    client.get(address, limits).then(String, (error: unknown) => {
      if (!(error instanceof OutboundRefused)) throw error;
      return error.problem;
    });
  const resolve = (host: string) =>
    Promise.resolve(
      host === 'both.example'
        ? [
            { address: '93.184.216.34', family: 4 },
            { address: '127.0.0.1', family: 4 },
          ]
        : [{ address: '10.0.0.8', family: 4 }],
    );
  const here = (): GuardedClient => new GuardedClient({ trustedOrigins: [origin], resolve });

  it.each([
    ['/good', 'BEGIN:VCALENDAR'],
    ['/once', 'BEGIN:VCALENDAR'],
    ['/large', 'too-large'],
    ['/says-large', 'too-large'],
    ['/page', 'type'],
    ['/packed', 'type'],
    ['/round', 'redirects'],
    ['/missing', 'status'],
    ['/metadata', 'private'],
    ['/inner', 'private'],
    ['/plain', 'address'],
  ])('that answers as %s comes to %s', async (path, outcome) => {
    expect(await outcomeOf(origin + path, here())).toBe(outcome);
  });

  it('that never ends its answer is left in time', async () => {
    expect(await outcomeOf(`${origin}/slow`, here(), { ...LIMITS, timeoutMs: 200 })).toBe('slow');
  });

  it('that leads into a network of ours, or has one among its addresses, is not connected to', async () => {
    const before = connections;
    const strict = new GuardedClient({ resolve });
    const port = new URL(origin).port;
    for (const [address, problem] of [
      [origin, 'address'],
      [`https://127.0.0.1:${port}/good`, 'address'],
      ['https://127.0.0.1/', 'private'],
      ['https://2130706433/', 'private'],
      ['https://0x7f.1/', 'private'],
      ['https://0177.0.0.1/', 'private'],
      ['https://localhost/', 'private'],
      ['https://[::1]/', 'private'],
      ['https://[::ffff:127.0.0.1]/', 'private'],
      ['https://[fd00::1]/', 'private'],
      ['https://[64:ff9b::7f00:1]/', 'private'],
      ['https://both.example/', 'private'],
      ['webcal://inner.example/a.ics', 'private'],
      ['https://user:pass@example.org/', 'address'],
      ['https://example.org:8443/', 'address'],
      ['ftp://example.org/', 'address'],
      ['file:///etc/passwd', 'address'],
      ['not an address', 'address'],
    ] as const)
      expect([address, await outcomeOf(address, strict)]).toEqual([address, problem]);
    expect(connections).toBe(before);
  });

  it('is of the public internet, or not asked', () => {
    const inner =
      '0.0.0.0 10.1.2.3 100.64.0.1 127.9.9.9 169.254.169.254 172.31.0.1 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 ff02::1 ::ffff:8.8.8.8 2001:db8::1 2002:7f00:1:: 2001::1 x';
    expect(inner.split(' ').filter(isPublicAddress)).toEqual([]);
    expect(['8.8.8.8', '172.32.0.1', '2a00:1450:4007::1', '2606:4700::1'].every(isPublicAddress)).toBe(true);
  });
});
