import { connect } from 'node:net';
import { addHost, verifyHost } from '@halles/platform/provisioning';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

/** Cached pages are sent before routing: they must pass the border all the same. */
describe('a cached page', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal(
      { rateLimits: { read: { limit: 200, windowMs: 3_600_000 } } },
      { TRUSTED_PROXIES: '127.0.0.0/8' },
    );
  });
  afterAll(() => portal.close());

  let visitors = 0;
  /** A visitor whom no other test has counted. */
  const visitor = (): Record<string, string> => ({ 'x-forwarded-for': `198.51.100.${(visitors += 1)}` });
  const ask = (path: string, headers: Record<string, string> = visitor(), method = 'GET'): Promise<Answer> =>
    portal.ask('ici-bourg', path, { headers, method });
  const keep = async (path: string): Promise<Answer> => {
    await ask(path);
    return ask(path);
  };
  /** What is written on the wire, as it is, and what comes back. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(portal.port, '127.0.0.1', () => socket.end(text));
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('end', () => resolve(answer)).on('error', reject);
    });

  it('bears the same headers as when it was made, and an id of its own', async () => {
    const made = await ask('/classement');
    const kept = await ask('/classement');
    const compared = ({ headers: { date: _date, 'x-request-id': _id, ...headers } }: Answer) => headers;
    expect(compared(kept)).toEqual(compared(made));
    expect(kept.headers['content-security-policy']).toContain("default-src 'none'");
    expect(kept.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(kept.headers['x-request-id']).not.toBe(made.headers['x-request-id']);
    expect(kept.body).toBe(made.body);
  });

  it('counts against the limit of reads of its visitor, who is told when it is over', async () => {
    await keep('/a-propos');
    const flooding = visitor();
    const statuses: number[] = [];
    for (let n = 0; n < 205; n += 1) statuses.push((await ask('/a-propos', flooding)).status);
    expect(statuses.slice(0, 200).every((status) => status === 200)).toBe(true);
    const refused = await ask('/a-propos', flooding);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('/a-propos')).status).toBe(200);
  });

  it('cannot be asked as another visitor than the last one before our proxies', async () => {
    await keep('/a-propos');
    const hop = '198.51.100.250';
    for (let n = 0; n < 200; n += 1)
      await ask('/a-propos', { 'x-forwarded-for': `203.0.113.${n}, ${hop}, 127.0.0.9` });
    expect((await ask('/a-propos', { 'x-forwarded-for': `203.0.113.201, ${hop}` })).status).toBe(429);
  });

  it('is refused where the border refuses: two hosts, an absolute target, no host, a host of nobody', async () => {
    await keep('/confidentialite');
    const head = 'GET /confidentialite HTTP/1.1\r\nConnection: close\r\n';
    const status = async (text: string): Promise<string> => (await raw(text)).slice(9, 12);
    expect(await status(`${head}Host: ici-bourg.localhost\r\n\r\n`)).toBe('200');
    expect(await status(`${head}Host: ici-bourg.localhost\r\nHost: autre-ville.localhost\r\n\r\n`)).toBe(
      '400',
    );
    expect(await status(`${head}\r\n`)).toBe('400');
    expect(await status(`${head}Host: nobody.localhost\r\n\r\n`)).toBe('421');
    expect(
      await status(
        `GET http://ici-bourg.localhost/confidentialite HTTP/1.1\r\nConnection: close\r\nHost: ici-bourg.localhost\r\n\r\n`,
      ),
    ).toBe('400');
    expect(
      await status(`${head}Host: nobody.localhost\r\nX-Forwarded-Host: ici-bourg.localhost\r\n\r\n`),
    ).toBe('421');
  });

  it('redirects from a host that is not the canonical one', async () => {
    await keep('/accessibilite');
    const { installation } = portal.world;
    const { token } = await addHost(installation, 'ici-bourg', 'commerces.ici-bourg.example');
    await verifyHost(installation, 'ici-bourg', 'commerces.ici-bourg.example', () =>
      Promise.resolve([token]),
    );
    const other = (): Promise<Answer> =>
      ask('/accessibilite', { ...visitor(), host: 'commerces.ici-bourg.example' });
    let answer = await other();
    for (let tries = 0; tries < 100 && answer.status === 421; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      answer = await other();
    }
    expect([answer.status, answer.headers.location]).toEqual([
      308,
      'http://ici-bourg.localhost/accessibilite',
    ]);
  });

  it('is for reading alone: other methods and requests with a body go the ordinary way', async () => {
    await keep('/mentions-legales');
    expect(
      (await ask('/mentions-legales', { ...visitor(), 'sec-fetch-site': 'same-origin' }, 'POST')).status,
    ).toBe(404);
    expect(
      (await ask('/mentions-legales', { ...visitor(), 'sec-fetch-site': 'cross-site' }, 'POST')).status,
    ).toBe(403);
    expect((await ask('/mentions-legales', visitor(), 'HEAD')).bytes).toHaveLength(0);
  });

  it('is counted in the metrics as any page', async () => {
    await keep('/classement');
    const count = async (): Promise<number> => {
      const { body } = await portal.ask('ici-bourg', '/metrics', { headers: { host: 'localhost' } });
      return Number(
        /http_tenant_requests_total\{tenant="ici-bourg",status="2xx"[^}]*\} (\d+)/.exec(body)?.[1],
      );
    };
    const before = await count();
    await ask('/classement');
    await ask('/classement');
    expect((await count()) - before).toBe(2);
  });
});
