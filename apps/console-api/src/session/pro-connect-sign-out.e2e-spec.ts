import { serve } from '@halles/platform/http';
import { openWorld } from '@halles/testing';
import { addAccount, ConsoleClient, openSession, PASSWORD } from '@halles/testing/console';
import { locationOf, ProConnectStage, refusedBy } from '../../testing/pro-connect-stage';
import { createConsoleApp } from '../console-app';

/** The discard port: nobody listens. */
const NOBODY = 'http://127.0.0.1:9';

describe('signing out of a session of ProConnect', () => {
  let stage: ProConnectStage;
  beforeAll(async () => {
    stage = await ProConnectStage.open();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.reset());

  it('signs out at the provider too, with what it signed, which is kept sealed and for as long as the session', async () => {
    const account = await stage.linkedAgent();
    const { browser } = await stage.signIn();
    const stored = async () =>
      stage.query<{ sealed: Buffer }>(
        'SELECT id_token AS sealed FROM console_session WHERE account_id = $1 AND id_token IS NOT NULL',
        [account.id],
      );
    expect((await stored()).map(({ sealed }) => sealed.includes('eyJ'))).toEqual([false]);
    const left = await browser.call({ method: 'DELETE', path: '/api/session' });
    const address = new URL(String(left.json['address']));
    expect([address.origin, address.pathname, browser.cookie]).toEqual([stage.issuer.url, '/end', undefined]);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      id_token_hint: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
      state: expect.stringMatching(/^console\.[\w-]{43}$/),
      post_logout_redirect_uri: 'http://console.localhost:3001/oidc/signed-out',
    });
    expect(await stored()).toEqual([]);
    const state = address.searchParams.get('state') ?? '';
    expect(locationOf(await browser.arrive(`/oidc/signed-out?state=${state}`))).toBe(refusedBy('signed-out'));
    for (const forged of [
      '',
      'x',
      `nobody.fr.${'A'.repeat(43)}`,
      `${stage.world.here.tenant.role}.${'A'.repeat(43)}`,
    ])
      expect((await browser.arrive(`/oidc/signed-out?state=${forged}`)).status).toBe(404);
  });

  it('says where the person is while the provider is away, and a password still opens', async () => {
    const account = await stage.linkedAgent();
    const browser = stage.browser();
    const back = await stage.leave(browser);
    stage.issuer.misconduct = { down: true };
    expect(locationOf(await stage.comeBack(browser, back))).toBe(refusedBy('identity-provider-away'));
    expect((await browser.signIn(account.email, PASSWORD)).status).toBe(200);
    const left = await browser.call({ method: 'DELETE', path: '/api/session' });
    expect(left.json).toEqual({ address: null });
  });

  it('ends the session here all the same where nobody answers for the provider', async () => {
    const account = await stage.linkedAgent();
    const { browser } = await stage.signIn();
    const away = await serve(await createConsoleApp(stage.elsewhere(NOBODY)), 0);
    try {
      const other = new ConsoleClient(away.port);
      other.cookie = browser.cookie;
      const left = await other.call({ method: 'DELETE', path: '/api/session' });
      expect([left.status, left.json]).toEqual([200, { address: null }]);
      expect(
        await stage.query('SELECT 1 FROM console_session WHERE account_id = $1 AND id_token IS NOT NULL', [
          account.id,
        ]),
      ).toEqual([]);
      const sent = await other.get('/api/proconnect/sign-in?retour=/comptes');
      expect(locationOf(sent)).toBe(`${refusedBy('identity-provider-away')}&retour=%2Fcomptes`);
    } finally {
      await away.stop();
    }
  });

  it('stays at home where the provider has no address for it', async () => {
    const silent = await ProConnectStage.open({ signsOut: false });
    try {
      silent.reset();
      await silent.linkedAgent();
      const { browser } = await silent.signIn();
      const left = await browser.call({ method: 'DELETE', path: '/api/session' });
      expect([left.status, left.json, browser.cookie]).toEqual([200, { address: null }, undefined]);
    } finally {
      await silent.close();
    }
  });
});

it('is offered nowhere, and answers nobody, where the installation is not declared', async () => {
  const world = await openWorld({ env: { LOG_LEVEL: 'silent' } });
  const serving = await serve(await createConsoleApp(world.config), 0);
  try {
    const browser = new ConsoleClient(serving.port);
    expect((await browser.get('/api/proconnect')).json).toEqual({ isOffered: false });
    for (const path of ['/api/proconnect/sign-in', `/oidc/callback?state=console.${'A'.repeat(43)}`])
      expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
    await openSession(world, browser, await addAccount(world));
    const asked = { method: 'POST', path: '/api/session/proconnect', body: { password: PASSWORD } };
    expect((await browser.call(asked)).status).toBe(404);
  } finally {
    await serving.stop();
    await world.close();
  }
});

it('has states of its own: no tenant’s login role can be called like the console', async () => {
  const world = await openWorld();
  try {
    await expect(
      world.installation
        .platform()
        .query('UPDATE tenant SET role_name = $2 WHERE id = $1', [world.here.tenant.id, 'console']),
    ).rejects.toMatchObject({ constraint: 'tenant_role_opaque' });
  } finally {
    await world.close();
  }
});
