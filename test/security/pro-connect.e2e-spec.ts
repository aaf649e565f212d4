import { totpCode } from '@halles/platform/auth';
import { serve, type Serving } from '@halles/platform/http';
import { anAccount, GENEROUS, platformOf, signInAs } from '@halles/testing';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { ConsoleClient } from '@halles/testing/console';
import { alter, FakeIssuer, hostileAnswers } from '@halles/testing/openid';
import { age, linkTo, PortalBrowser } from '../../apps/portal/testing/portal-browser';
import { type Portal, openPortal } from '../../apps/portal/testing/portal-harness';

const BACK = '/connexion/proconnect/retour';
/** A SIRET with right check digits. */
const SIRET = '73282932000074';

describe('signing in with ProConnect', () => {
  let issuer: FakeIssuer;
  let portal: Portal;
  let consoleServing: Serving;
  beforeAll(async () => {
    issuer = await FakeIssuer.start();
    portal = await openPortal(
      { rateLimits: GENEROUS },
      {
        TRUSTED_PROXIES: '127.0.0.1',
        PROCONNECT_ISSUER: issuer.url,
        PROCONNECT_CLIENT_ID: issuer.clientId,
        PROCONNECT_CLIENT_SECRET: 'a secret of the tests',
      },
    );
    consoleServing = await serve(await createConsoleApp(portal.world.config, { rateLimits: GENEROUS }), 0);
  });
  afterAll(async () => {
    await consoleServing.stop();
    await portal.close();
    await issuer.stop();
  });

  let people = 0;
  beforeEach(() => {
    issuer.misconduct = {};
    issuer.person = {
      sub: `subject-${(people += 1)}`,
      email: `pro-${people}@four.example`,
      given_name: 'Odile',
      usual_name: 'Fournier',
      siret: SIRET,
    };
  });

  const here = () => portal.world.here;
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    portal.world.work.read(here(), (tx) => tx.manager.query<T[]>(sql, values));
  const sessions = async () => (await query('SELECT 1 FROM account_session')).length;
  const email = () => String(issuer.person['email']);
  /** How often the owner of an account with that address is to be told that their way in changed. */
  const told = async (address: string): Promise<number> => {
    const [account] = await query<{ id: string }>('SELECT id FROM account WHERE email = $1', [address]);
    const rows = await platformOf(portal.world).query(
      "SELECT 1 FROM outbox WHERE kind = 'account.security.changed' AND ref = $1",
      [account?.id],
    );
    return rows.length;
  };

  /** Leaves for the provider: gives the query with which one comes back. */
  async function leave(browser: PortalBrowser, path = '/connexion/proconnect?suite=/pro/trouver') {
    const sent = await browser.get(path);
    expect([sent.status, new URL(String(sent.headers.location)).origin]).toEqual([303, issuer.url]);
    return issuer.approve(String(sent.headers.location));
  }

  async function signIn(browser = new PortalBrowser(portal)) {
    const back = await leave(browser);
    return { browser, answer: await browser.get(`${BACK}?${back.toString()}`) };
  }

  it('makes an account, keeps the SIRET in the session, proves its key (PKCE), and knows the person again', async () => {
    expect((await portal.ask('ici-bourg', '/connexion')).body).toContain('/connexion/proconnect');
    const { browser, answer } = await signIn();
    expect([answer.status, answer.headers.location]).toEqual([303, '/pro/trouver']);
    expect(issuer.provedKey).toBe(true);
    expect((await browser.get('/compte')).body).toContain('Odile Fournier');
    const [row] = await query<object>(
      `SELECT s.siret, s.authenticated_by AS by, a.verified_at AS proved FROM account_session s
         JOIN account a ON a.id = s.account_id WHERE a.email = $1`,
      [email()],
    );
    expect(row).toEqual({ siret: SIRET, by: 'proconnect', proved: null });
    // Another address of the same subject is the same person.
    issuer.person['email'] = 'autre-adresse@four.example';
    expect((await (await signIn()).browser.get('/compte')).body).toContain('Odile Fournier');
    expect(await query('SELECT 1 FROM account WHERE email = $1', ['autre-adresse@four.example'])).toEqual([]);
  });

  it('comes back by the one address that the provider knows, which sends on to the portal alone', async () => {
    const browser = new PortalBrowser(portal);
    const back = await leave(browser);
    const console = new ConsoleClient(consoleServing.port);
    back.set('next', 'https://evil.example');
    const forwarded = await console.get(`/oidc/callback?${back.toString()}`);
    const location = new URL(String(forwarded.headers['location']));
    expect([forwarded.status, location.host, location.pathname, location.searchParams.has('next')]).toEqual([
      303,
      'ici-bourg.localhost',
      BACK,
      false,
    ]);
    expect((await browser.get(location.pathname + location.search)).headers.location).toBe('/pro/trouver');
    for (const state of ['', 'x', `nobody.${'A'.repeat(43)}`, 'evil.example/.AAAA', `${'a'.repeat(99)}.b`])
      expect((await console.get(`/oidc/callback?code=1&state=${encodeURIComponent(state)}`)).status).toBe(
        404,
      );
  });

  it.each(hostileAnswers)('lets nobody in for %s', async (_what, misconduct, change) => {
    const browser = new PortalBrowser(portal);
    const back = await leave(browser);
    issuer.misconduct = misconduct;
    alter(back, change);
    const before = await sessions();
    const answer = await browser.get(`${BACK}?${back.toString()}`);
    expect([answer.status, browser.jar.has('__Host-halles')]).toEqual([403, false]);
    expect([await sessions(), await query('SELECT 1 FROM account WHERE email = $1', [email()])]).toEqual([
      before,
      [],
    ]);
  });

  it('lets an answer serve once, in the browser and on the portal that asked, within ten minutes', async () => {
    const stranger = new PortalBrowser(portal);
    await leave(stranger);
    const browser = new PortalBrowser(portal);
    const back = `${BACK}?${(await leave(browser)).toString()}`;
    expect((await stranger.get(back)).status).toBe(403);
    expect((await portal.ask('autre-ville', back, { headers: { cookie: browser.cookie } })).status).toBe(403);
    expect((await browser.get(back)).status).toBe(303);
    const copy = new PortalBrowser(portal);
    for (const [name, value] of browser.jar) if (name !== '__Host-halles') copy.jar.set(name, value);
    expect([(await copy.get(back)).status, copy.jar.has('__Host-halles')]).toEqual([403, false]);

    const late = new PortalBrowser(portal);
    const answer = await leave(late);
    await age(portal, here(), 'UPDATE oidc_attempt SET expires_at = now() - make_interval(secs => $1)', 1);
    expect((await late.get(`${BACK}?${answer.toString()}`)).status).toBe(403);
  });

  it('signs nobody in by an address that has an account: its owner links the identity', async () => {
    await anAccount(portal.world, here(), { email: email(), name: 'La vraie' });
    const before = await sessions();
    const { answer, browser } = await signIn();
    expect([answer.status, browser.jar.has('__Host-halles'), await sessions()]).toEqual([409, false, before]);

    const { token } = await signInAs(portal.world, here(), { email: email() });
    const owner = new PortalBrowser(portal);
    owner.jar.set('__Host-halles', token);
    const back = await leave(owner, '/compte/proconnect');
    expect((await owner.get(`${BACK}?${back.toString()}`)).headers.location).toBe('/compte');
    expect(await told(email())).toBe(1);
    const signedInAgain = await leave(owner, '/compte/proconnect');
    expect((await owner.get(`${BACK}?${signedInAgain.toString()}`)).headers.location).toBe('/compte');
    expect(await told(email())).toBe(1);
    expect((await (await signIn()).browser.get('/compte')).body).toContain('La vraie');

    const past = { at: new Date(Date.now() - 16 * 60_000) };
    const { cookie: unlocked } = await signInAs(portal.world, here(), past);
    const asked = await portal.ask('ici-bourg', '/compte/proconnect', { headers: { cookie: unlocked } });
    expect(asked.headers.location).toBe('/connexion?suite=%2Fcompte');

    const other = await signInAs(portal.world, here(), {});
    const thief = new PortalBrowser(portal);
    thief.jar.set('__Host-halles', other.token);
    const again = await leave(thief, '/compte/proconnect');
    expect((await thief.get(`${BACK}?${again.toString()}`)).status).toBe(409);
  });

  it('links no identity for a session that was ended while one was away at the provider', async () => {
    const { account, token } = await signInAs(portal.world, here(), {});
    const thief = new PortalBrowser(portal);
    thief.jar.set('__Host-halles', token);
    const back = await leave(thief, '/compte/proconnect');
    await portal.world.work.write(here(), (tx) =>
      tx.manager.query('DELETE FROM account_session WHERE account_id = $1', [account.id]),
    );
    const before = await sessions();
    expect((await thief.get(`${BACK}?${back.toString()}`)).status).toBe(403);
    expect([
      await sessions(),
      await query('SELECT 1 FROM account_identity WHERE account_id = $1', [account.id]),
    ]).toEqual([before, []]);
  });

  it('gives an account of an address that nobody proved to whoever proves it', async () => {
    issuer.person['email'] = 'victime@four.example';
    const { browser: thief } = await signIn();
    const victim = new PortalBrowser(portal);
    await victim.post('/connexion/lien', { linkEmail: 'victime@four.example' });
    expect((await victim.post(await linkTo(portal, here(), 'victime@four.example'))).status).toBe(303);
    expect((await thief.get('/compte')).status).toBe(303);
    expect((await signIn()).answer.status).toBe(409);
    expect((await victim.get('/compte')).status).toBe(200);
  });

  it.each([
    ['not of fourteen digits', '7328293200007'],
    ['of wrong check digits', '73282932000075'],
    ['markup', '<b>73282932000074</b>'],
    ['no text', 73_282_932_000_074],
  ])('keeps no SIRET that is %s', async (_what, siret) => {
    issuer.person['siret'] = siret;
    const { answer } = await signIn();
    expect(answer.status).toBe(303);
    const [row] = await query<{ siret: string | null }>(
      'SELECT siret FROM account_session s JOIN account a ON a.id = s.account_id WHERE a.email = $1',
      [email()],
    );
    expect(row?.siret).toBeNull();
  });

  it('says so while the provider is away, and lets nobody in', async () => {
    const browser = new PortalBrowser(portal);
    const back = await leave(browser);
    issuer.misconduct = { down: true };
    const answer = await browser.get(`${BACK}?${back.toString()}`);
    expect([answer.status, answer.body.includes('ne répond pas')]).toEqual([503, true]);
  });

  describe('leaving', () => {
    const addressIn = (answer: { readonly headers: Readonly<Record<string, unknown>> }) =>
      new URL(/^0;url=(.+)$/.exec(String(answer.headers['refresh']))?.[1] ?? 'none:');
    const tokens = () =>
      query<{ sealed: Buffer }>(
        `SELECT s.id_token AS sealed FROM account_session s JOIN account a ON a.id = s.account_id
          WHERE a.email = $1 AND s.id_token IS NOT NULL`,
        [email()],
      );

    it('leads on to sign out at the provider, by a page that works without a script, with what it signed', async () => {
      const { browser } = await signIn();
      expect((await tokens()).map(({ sealed }) => sealed.includes('eyJ'))).toEqual([false]);
      const left = await browser.post('/deconnexion');
      const address = addressIn(left);
      expect([left.status, left.headers['cache-control'], browser.jar.has('__Host-halles')]).toEqual([
        200,
        'private, no-store',
        false,
      ]);
      expect(address.origin + address.pathname).toBe(`${issuer.url}/end`);
      const [, href = ''] = /href="([^"]+)">Fermer aussi la session ProConnect/.exec(left.body) ?? [];
      expect(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')).toBe(address.href);
      expect(Object.fromEntries(address.searchParams)).toMatchObject({
        id_token_hint: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
        state: expect.stringMatching(/^t_[0-9a-f]{12}\.fr\.[\w-]{43}$/),
        post_logout_redirect_uri: 'http://console.localhost:3001/oidc/signed-out',
      });
      expect(await tokens()).toEqual([]);
      const state = address.searchParams.get('state') ?? '';
      const home = await new ConsoleClient(consoleServing.port).arrive(`/oidc/signed-out?state=${state}`);
      expect(home.headers['location']).toBe('http://ici-bourg.localhost/connexion');
    });

    it('knows the way after a second factor and after a change of the password, and keeps nothing else of it', async () => {
      const { browser } = await signIn();
      await browser.post('/compte/mot-de-passe', { newPassword: 'girafe lampe otarie' });
      expect(await tokens()).toHaveLength(1);
      const [account] = await query<{ id: string }>('SELECT id FROM account WHERE email = $1', [email()]);
      const accountId = account?.id ?? '';
      const page = await browser.get('/compte/code');
      const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1] ?? '').replaceAll(' ', '');
      // The step before: the code of this minute is still to be used below.
      await browser.post('/compte/code', { appCode: totpCode(secret, new Date(Date.now() - 30_000)) });
      const { browser: careful } = await signIn();
      expect((await careful.post('/connexion/code', { code: totpCode(secret, new Date()) })).status).toBe(
        303,
      );
      expect(addressIn(await careful.post('/deconnexion')).pathname).toBe('/end');
      expect(
        await query('SELECT carries FROM account_link WHERE account_id = $1 AND used_at IS NOT NULL', [
          accountId,
        ]),
      ).toEqual([{ carries: {} }]);
    });

    it('leads to the sign-in page alone where the session was not one of ProConnect', async () => {
      const { token } = await signInAs(portal.world, here(), {});
      const browser = new PortalBrowser(portal);
      browser.jar.set('__Host-halles', token);
      const left = await browser.post('/deconnexion');
      expect([left.status, left.headers.location, left.headers['refresh']]).toEqual([
        303,
        '/connexion',
        undefined,
      ]);
    });
  });

  it('leads nowhere but to pages of the portal', async () => {
    const browser = new PortalBrowser(portal);
    const back = await leave(browser, '/connexion/proconnect?suite=//evil.example/');
    expect((await browser.get(`${BACK}?${back.toString()}`)).headers.location).toBe('/pro');
  });
});

it('is not offered, and answers nobody, where the installation is not declared', async () => {
  const portal = await openPortal({ rateLimits: GENEROUS });
  try {
    expect((await portal.ask('ici-bourg', '/connexion')).body).not.toContain('proconnect');
    for (const path of ['/connexion/proconnect', BACK])
      expect((await portal.ask('ici-bourg', path)).status).toBe(404);
  } finally {
    await portal.close();
  }
});
