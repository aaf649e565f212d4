import { type Portal, openPortal } from '../../testing/portal-harness';

/** Nothing else runs in the process for so long. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a portal under pressure', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({}, { EVENT_LOOP_LAG_MAX_MS: '5' });
  }, 120_000);
  afterAll(() => portal.close());

  it('refuses what is dear with a page of the territory, and serves pages and health checks', async () => {
    const ask = (path: string, accept = 'text/html') =>
      portal.ask('ici-bourg', path, { headers: { accept } });
    const isRefused = async () => (await ask('/api/v1/search?q=pain')).status === 503;
    // The process finds out how late it is once a second.
    const busy = setInterval(() => block(60), 70);
    while (!(await isRefused())) await new Promise((resolve) => setTimeout(resolve, 100));
    const refused = await ask('/donnees/commerces.csv');
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '60']);
    expect(refused.body).toContain('Trop de monde en ce moment');
    expect(refused.body).toContain(portal.world.here.tenant.settings.title.fr);
    const program = await ask('/api/v1/search?q=pain', 'application/json');
    expect(JSON.parse(program.body)).toMatchObject({ code: 'overloaded', status: 503 });
    for (const path of ['/', '/commerces', '/commerces?q=pain'])
      expect([path, (await ask(path)).status]).toEqual([path, 200]);
    expect((await portal.ask('', '/livez', { headers: { host: 'localhost' } })).status).toBe(200);
    clearInterval(busy);
  }, 120_000);
});
