import { GENEROUS } from '@halles/testing';
import { serve, type Serving } from '@halles/platform/http';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { addAccount, ConsoleClient, PASSWORD } from '@halles/testing/console';
import { LocalProvider, PERSON, ProviderBrowser } from '@halles/testing/openid';
import { PortalBrowser } from '../../apps/portal/testing/portal-browser';
import { type Portal, openPortal } from '../../apps/portal/testing/portal-harness';

describe('a certified provider of OpenID Connect', () => {
  let provider: LocalProvider;
  let portal: Portal;
  let consoleServing: Serving;
  beforeAll(async () => {
    provider = await LocalProvider.start();
    portal = await openPortal({ rateLimits: GENEROUS }, provider.env);
    consoleServing = await serve(await createConsoleApp(portal.world.config, { rateLimits: GENEROUS }), 0);
  });
  afterAll(async () => {
    await consoleServing.stop();
    await portal.close();
    await provider.stop();
  });

  it('signs somebody in with their SIRET and a proved address, and again as the same person', async () => {
    for (let time = 0; time < 2; time += 1) {
      const browser = new PortalBrowser(portal);
      const sent = await browser.get('/en/sign-in/proconnect?suite=/en/pro/find');
      const search = await new ProviderBrowser(provider).signIn(String(sent.headers.location));
      const back = await browser.get(`/connexion/proconnect/retour${search}`);
      expect([back.status, back.headers.location]).toEqual([303, '/en/pro/find']);
      expect((await browser.get('/compte')).body).toContain(PERSON.email);
    }
    const rows = await portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<object[]>(
        `SELECT a.email, a.verified_at IS NOT NULL AS proved, s.siret FROM account a
           JOIN account_session s ON s.account_id = a.id`,
      ),
    );
    const person = { email: PERSON.email, proved: true, siret: PERSON.siret };
    expect(rows).toEqual([person, person]);
  });

  it('signs a merchant out where they signed in, and sends them back to the portal', async () => {
    const browser = new PortalBrowser(portal);
    const there = new ProviderBrowser(provider);
    const signIn = async () => {
      const sent = await browser.get('/en/sign-in/proconnect');
      return browser.get(`/connexion/proconnect/retour${await there.signIn(String(sent.headers.location))}`);
    };
    await signIn();
    await signIn();
    // Who is signed in at the provider is not asked again.
    expect(there.interactions).toBe(1);

    const left = await browser.post('/en/sign-out');
    const [, address = ''] = /^0;url=(.+)$/.exec(String(left.headers['refresh'])) ?? [];
    expect([left.status, new URL(address).origin]).toEqual([200, provider.url]);
    expect((await browser.get('/compte')).status).toBe(303);
    const search = await there.signOut(address);
    const home = await new ConsoleClient(consoleServing.port).arrive(`/oidc/signed-out${search}`);
    expect([home.status, home.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^http:\/\/ici-bourg\.localhost(:\d+)?\/en\/sign-in$/),
    ]);

    await signIn();
    expect(there.interactions).toBe(2);
  });

  it('signs an agent in to the console once they linked it, and out again', async () => {
    const { world } = portal;
    const account = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    const browser = new ConsoleClient(consoleServing.port);
    const there = new ProviderBrowser(provider);
    await browser.signIn(account.email, PASSWORD);
    const asked = await browser.call({
      method: 'POST',
      path: '/api/session/proconnect',
      body: { password: PASSWORD },
    });
    const linked = await browser.arrive(`/oidc/callback${await there.signIn(String(asked.json['address']))}`);
    expect(linked.headers['location']).toBe('/double-authentification?proconnect=linked');

    const other = new ConsoleClient(consoleServing.port);
    const sent = await other.get('/api/proconnect/sign-in?retour=/territoires/ici-bourg/fiches');
    const search = await there.signIn(String(sent.headers['location']));
    expect((await other.arrive(`/oidc/callback${search}`)).headers['location']).toBe(
      '/territoires/ici-bourg/fiches',
    );
    expect((await other.get('/api/session')).json).toMatchObject({ email: account.email, step: 'ready' });

    const left = await other.call({ method: 'DELETE', path: '/api/session' });
    expect((await other.get('/api/session')).status).toBe(401);
    const home = await other.arrive(`/oidc/signed-out${await there.signOut(String(left.json['address']))}`);
    expect(home.headers['location']).toBe('/connexion?proconnect=signed-out');
  });
});
