import { ConsolePreviews } from '@halles/domain/console-accounts';
import { MandateService } from '@halles/domain/mandates';
import { mandateInputSchema } from '@halles/contracts';
import { serve, type Serving } from '@halles/platform/http';
import { createContext } from '@halles/platform/tenancy';
import { GENEROUS, platformOf, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession, type TestAccount } from '@halles/testing/console';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { type Answer, openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { until } from '../reliability/stage';

const SLUG = 'autre-ville';
const API = `/api/tenants/${SLUG}`;
const DRAWN = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;

/** The console and the portal of a territory that is being prepared. */
describe('the preview of a draft', () => {
  let portal: Portal;
  let app: NestFastifyApplication;
  let serving: Serving;
  let agent: TestAccount;
  let browser: ConsoleClient;
  let listing: number;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    [listing = 0] = await writeListings(world, world.there, [{ facts: { displayName: 'Le Kiosque' } }]);
    await platformOf(world).query("UPDATE tenant SET state = 'draft' WHERE id = $1", [world.there.tenant.id]);
    app = await createConsoleApp(world.config, { rateLimits: GENEROUS });
    serving = await serve(app, 0);
    await until('the portal is a draft', 60_000, async () => (await portal.ask(SLUG, '/')).status === 421);
  });
  afterAll(async () => {
    await serving.stop();
    await portal.close();
  });
  beforeEach(async () => {
    agent = await addAccount(portal.world, { role: 'agent', tenantId: portal.world.there.tenant.id });
    browser = new ConsoleClient(serving.port);
    await openSession(portal.world, browser, agent);
  });

  const cookiesOf = ({ headers }: Answer): string =>
    (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
  const follow = (address: unknown, cookie = ''): Promise<Answer> => {
    const { pathname, search } = new URL(String(address));
    return portal.ask(SLUG, pathname + search, { headers: { cookie } });
  };
  const entered = async (path = `${API}/preview`): Promise<string> => {
    const answer = await follow((await browser.get(path)).headers['location']);
    expect(answer.status).toBe(303);
    return cookiesOf(answer);
  };
  const statusOf = async (cookie: string): Promise<number> =>
    (await portal.ask(SLUG, '/', { headers: { cookie } })).status;

  it('is opened by a link of the console once, for one browser', async () => {
    const { status, headers } = await browser.get(`${API}/preview`);
    expect([status, headers['cache-control']]).toEqual([303, 'no-store']);
    const first = await follow(headers['location']);
    expect([first.status, first.headers.location, await statusOf(cookiesOf(first))]).toEqual([303, '/', 200]);
    const second = await follow(headers['location']);
    expect([second.status, second.headers['set-cookie']]).toEqual([421, undefined]);
  });

  it('says at the top of each page that it is a preview, and the open portal does not', async () => {
    const cookie = await entered();
    const read = async (path: string) => (await portal.ask(SLUG, path, { headers: { cookie } })).body;
    for (const path of ['/', '/connexion', '/contact', '/recherche?q=kiosque'])
      expect([path, await read(path)]).toEqual([
        path,
        expect.stringContaining('Aperçu\u00a0: ce portail n’est pas encore ouvert au public.'),
      ]);
    expect(await read('/en')).toContain('Preview: this portal is not open to the public yet.');
    expect((await portal.ask('ici-bourg', '/')).body).not.toContain('ce portail n’est pas encore ouvert');
  });

  it('is not opened by a link that is two minutes old', async () => {
    const { location } = (await browser.get(`${API}/preview`)).headers;
    await platformOf(portal.world).query(
      "UPDATE draft_preview SET expires_at = expires_at - interval '2 minutes'",
    );
    expect((await follow(location)).status).toBe(421);
  });

  it('ends with the session of the console that gave it', async () => {
    const cookie = await entered();
    expect(await statusOf(cookie)).toBe(200);
    await browser.call({ method: 'DELETE', path: '/api/session' });
    expect(await statusOf(cookie)).toBe(421);
  });

  it('is given to no session, and of no territory, that went while it was asked for', async () => {
    const previews = app.get(ConsolePreviews, { strict: false });
    const { tenant } = portal.world.there;
    await expect(previews.give(tenant, 'a token of a session that ended')).rejects.toMatchObject({
      code: 'console-session-ended',
      kind: 'unauthenticated',
    });
    const token = (browser.cookie ?? '').split('=')[1] ?? '';
    await expect(previews.give({ ...tenant, id: uuid() }, token)).rejects.toMatchObject({
      code: 'no-such-tenant',
      kind: 'not-found',
    });
    expect(await previews.give(tenant, token)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('ends with the role of who was let in', async () => {
    const cookie = await entered();
    await platformOf(portal.world).query('DELETE FROM console_grant WHERE account_id = $1', [agent.id]);
    expect(await statusOf(cookie)).toBe(421);
  });

  it('ends by a button, for everybody and on this territory alone, and can be opened again', async () => {
    const colleague = await entered();
    const operator = new ConsoleClient(serving.port);
    await openSession(portal.world, operator, await addAccount(portal.world), true);
    expect((await operator.call({ method: 'DELETE', path: '/api/tenants/ici-bourg/preview' })).status).toBe(
      204,
    );
    expect(await statusOf(colleague)).toBe(200);
    expect((await operator.call({ method: 'DELETE', path: `${API}/preview` })).status).toBe(204);
    expect(await statusOf(colleague)).toBe(421);
    expect(await statusOf(await entered())).toBe(200);
  });

  it('is open for four hours at the longest', async () => {
    const cookie = await entered();
    await platformOf(portal.world).query(
      "UPDATE draft_preview SET expires_at = expires_at - interval '4 hours'",
    );
    expect(await statusOf(cookie)).toBe(421);
  });

  it('lets an agent through to the editors of a business, and to its page', async () => {
    const { tenant } = portal.world.there;
    const ctx = createContext(tenant, { kind: 'agent', accountId: agent.id }, uuid());
    const input = mandateInputSchema.parse({
      ...{ listing, scope: null, giverName: 'Jeanne Paul', giverQuality: 'gérante', giverEmail: null },
      ...{ locale: 'fr', months: 12, means: 'screen', signature: DRAWN },
    });
    await app
      .get(MandateService, { strict: false })
      .propose(ctx, input, { accountId: agent.id, name: 'Agente' }, new Date());
    const handed = await browser.call({
      method: 'POST',
      path: `${API}/listings/${listing}/hand-over`,
      body: {},
    });
    expect(handed.status).toBe(201);
    const entrance = await follow(handed.json['address']);
    expect([entrance.status, entrance.headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/pro\/agent\/./),
    ]);
    const preview = cookiesOf(entrance);
    const door = await portal.ask(SLUG, entrance.headers.location ?? '', { headers: { cookie: preview } });
    expect([door.status, door.headers.location]).toEqual([303, `/pro/commerces/${listing}`]);
    const cookie = `${preview}; ${cookiesOf(door)}`;
    const editors = await portal.ask(SLUG, door.headers.location ?? '', { headers: { cookie } });
    expect([editors.status, editors.body]).toEqual([200, expect.stringContaining('avec l’accord de')]);

    const { json } = await browser.get(`${API}/listings/${listing}`);
    const { url } = json['shown'] as { url: string };
    const { pathname, search, host } = new URL(url);
    expect([host.startsWith('console.'), pathname]).toEqual([true, `${API}/preview`]);
    const page = await follow((await browser.get(pathname + search)).headers['location']);
    expect([page.status, page.headers.location]).toEqual([
      303,
      expect.stringMatching(new RegExp(`^/commerce/.*-${listing}$`)),
    ]);
  });
});
