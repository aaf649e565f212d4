import { removeOperator } from '@halles/platform/provisioning';
import { addAccount, freshCode, PASSWORD } from '@halles/testing/console';
import { locationOf, ProConnectStage, refusedBy, TOWN_HALL } from '../../testing/pro-connect-stage';
import { alter, hostileAnswers } from '@halles/testing/openid';

/** SIRET of another company, and of another establishment of the town hall. */
const ELSEWHERE = '55210055400013';
const ANNEXE = '73282932000017';

describe('signing in to the console with ProConnect', () => {
  let stage: ProConnectStage;
  beforeAll(async () => {
    stage = await ProConnectStage.open();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.reset());

  it('opens a session of its own id for the account that is linked, proves its key (PKCE), and keeps the place', async () => {
    const account = await stage.linkedAgent();
    const browser = stage.browser();
    const back = await stage.leave(browser, '/api/proconnect/sign-in?retour=/territoires/ici-bourg/fiches');
    const answer = await stage.comeBack(browser, back);
    expect([answer.status, locationOf(answer), answer.headers['cache-control']]).toEqual([
      303,
      '/territoires/ici-bourg/fiches',
      'no-store',
    ]);
    expect(stage.issuer.provedKey).toBe(true);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-halles-console=[\w-]{43}; Path=\/; Max-Age=43200; Secure; HttpOnly; SameSite=Strict$/,
    );
    expect((await browser.get('/api/session')).json).toMatchObject({ email: account.email, step: 'ready' });

    const first = browser.cookie;
    await stage.comeBack(browser, await stage.leave(browser));
    expect(browser.cookie).not.toBe(first);
    browser.cookie = first;
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('leaves a cookie for the way back that no other site sends along to anything but a page', async () => {
    const sent = await stage.browser().get('/api/proconnect/sign-in');
    expect(String(sent.headers['set-cookie'])).toMatch(
      /^__Host-halles-console-proconnect=[\w-]{43}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/,
    );
  });

  it('stands for the password alone: who has a second factor gives its code, and an operator has to have one', async () => {
    const careful = await stage.linkedAgent({ hasSecondFactor: true });
    const { browser } = await stage.signIn();
    expect((await browser.get('/api/session')).json['step']).toBe('second-factor');
    expect((await browser.get('/api/tenants/ici-bourg/listings')).json['code']).toBe(
      'second-factor-required',
    );
    const code = await freshCode(stage.world, careful);
    await browser.call({ method: 'POST', path: '/api/session/second-factor', body: { code } });
    expect((await browser.get('/api/session')).json['step']).toBe('ready');
    // The session has another id now, and still knows where to sign out.
    const left = await browser.call({ method: 'DELETE', path: '/api/session' });
    expect(left.json['address']).toMatch(stage.issuer.url);

    stage.issuer.person['sub'] = 'an-operator';
    const operator = await addAccount(stage.world);
    expect(locationOf(await stage.link(operator))).toContain('linked');
    await stage.query(
      'UPDATE console_account SET totp_secret = NULL, totp_confirmed_at = NULL WHERE id = $1',
      [operator.id],
    );
    const bare = (await stage.signIn()).browser;
    expect((await bare.get('/api/session')).json['step']).toBe('enrolment');
    expect((await bare.get('/api/overview')).json['code']).toBe('second-factor-enrolment-required');
  });

  it.each(hostileAnswers)('lets nobody in for %s', async (_what, misconduct, change) => {
    await stage.linkedAgent();
    const browser = stage.browser();
    const back = await stage.leave(browser);
    stage.issuer.misconduct = misconduct;
    alter(back, change);
    const before = await stage.sessions();
    const answer = await stage.comeBack(browser, back);
    const isOurs = back.get('state') !== 'forged';
    expect([answer.status, answer.headers['location']]).toEqual(
      isOurs ? [303, refusedBy('identity-refused')] : [404, undefined],
    );
    expect([browser.cookie, await stage.sessions()]).toEqual([undefined, before]);
  });

  it('lets an answer serve once, in the browser that asked, within ten minutes', async () => {
    await stage.linkedAgent();
    const stranger = stage.browser();
    await stage.leave(stranger);
    const browser = stage.browser();
    const back = await stage.leave(browser);
    const before = await stage.sessions();
    for (const other of [stranger, stage.browser()])
      expect(locationOf(await stage.comeBack(other, back))).toBe(refusedBy('identity-refused'));
    expect([stranger.cookie, await stage.sessions()]).toEqual([undefined, before]);
    expect(locationOf(await stage.comeBack(browser, back))).toBe('/');
    browser.cookie = undefined;
    expect(locationOf(await stage.comeBack(browser, back))).toBe(refusedBy('identity-refused'));
    expect(browser.cookie).toBeUndefined();

    const late = stage.browser();
    const answer = await stage.leave(late);
    await stage.query('UPDATE console_oidc_attempt SET expires_at = now()');
    expect(locationOf(await stage.comeBack(late, answer))).toBe(refusedBy('identity-refused'));
    await stage.leave(late);
    expect(await stage.query('SELECT 1 FROM console_oidc_attempt WHERE expires_at <= now()')).toEqual([]);
  });

  it('takes no answer to a sign-in for one that links, nor one of a portal for its own', async () => {
    await stage.linkedAgent();
    for (const state of [
      (own: string) => own.replace('console.', 'console.link.'),
      (own: string) => own.replace('console.', `${stage.world.here.tenant.role}.`),
    ]) {
      const browser = stage.browser();
      const back = await stage.leave(browser);
      back.set('state', state(back.get('state') ?? ''));
      await stage.comeBack(browser, back);
      expect(browser.cookie).toBeUndefined();
    }
  });

  it('makes no account, and opens none by its address: an identity that nobody linked is told so', async () => {
    const { email } = await stage.agent();
    stage.issuer.person = { sub: 'whoever', email, email_verified: true, siret: TOWN_HALL };
    const [accounts, before] = [await stage.query('SELECT 1 FROM console_account'), await stage.sessions()];
    const { answer, browser } = await stage.signIn();
    expect([locationOf(answer), browser.cookie]).toEqual([refusedBy('unknown-identity'), undefined]);
    expect([await stage.query('SELECT 1 FROM console_account'), await stage.sessions()]).toEqual([
      accounts,
      before,
    ]);
  });

  it.each([
    ['another company', { siret: ELSEWHERE }],
    ['no company any more', { siret: undefined }],
    ['what is no SIRET', { siret: '73282932000075' }],
  ])('lets nobody in whom ProConnect says to work for %s', async (_what, change) => {
    await stage.linkedAgent();
    stage.issuer.person = { ...stage.issuer.person, ...change };
    const before = await stage.sessions();
    const { answer, browser } = await stage.signIn();
    expect([locationOf(answer), browser.cookie, await stage.sessions()]).toEqual([
      refusedBy('identity-of-other-company'),
      undefined,
      before,
    ]);
    // Another establishment of the same company is the same employer.
    stage.issuer.person['siret'] = ANNEXE;
    expect(locationOf((await stage.signIn()).answer)).toBe('/');
  });

  it('asks for no company where ProConnect named none when it was linked', async () => {
    delete stage.issuer.person['siret'];
    await stage.linkedAgent();
    expect(locationOf((await stage.signIn()).answer)).toBe('/');
  });

  describe('an identity', () => {
    it('is shown to its owner with its company, and taken away with every other session', async () => {
      const account = await stage.linkedAgent();
      const owner = await stage.sessionOf(account);
      const other = (await stage.signIn()).browser;
      expect((await owner.get('/api/session/proconnect')).json).toEqual({
        isOffered: true,
        link: { linkedAt: expect.any(String), siren: TOWN_HALL.slice(0, 9) },
      });
      const before = owner.cookie;
      const gone = await owner.call({ method: 'DELETE', path: '/api/session/proconnect' });
      expect([gone.status, owner.cookie === before]).toEqual([204, false]);
      expect((await owner.get('/api/session/proconnect')).json['link']).toBeNull();
      expect((await other.get('/api/session')).status).toBe(401);
      expect(locationOf((await stage.signIn()).answer)).toBe(refusedBy('unknown-identity'));
    });

    it('is told of to its owner by mail where it was linked, and where it was taken away', async () => {
      const account = await stage.linkedAgent();
      const told = () =>
        stage.query(`SELECT 1 FROM outbox WHERE kind = 'console.security-changed' AND ref = $1`, [
          account.id,
        ]);
      expect(await told()).toHaveLength(1);
      const owner = await stage.sessionOf(account);
      const unlink = { method: 'DELETE', path: '/api/session/proconnect' } as const;
      await owner.call(unlink);
      // Nothing is left to take away.
      await owner.call(unlink);
      expect(await told()).toHaveLength(2);
    });

    it('is linked once the password was given again, and by a session that is ready', async () => {
      const careful = await stage.agent({ hasSecondFactor: true });
      const half = await stage.sessionOf(careful, false);

      for (const [method, body] of [['GET'], ['POST', { password: PASSWORD }], ['DELETE']] as const) {
        const answer = await half.call({ method, path: '/api/session/proconnect', ...(body && { body }) });
        expect([method, answer.json['code']]).toEqual([method, 'second-factor-required']);
      }
      const browser = await stage.sessionOf(careful);
      const wrong = await stage.requestLink(browser, 'not the password');
      expect([wrong.status, wrong.json['errors']]).toEqual([
        422,
        [{ pointer: '/password', message: 'Le mot de passe actuel n’est pas le bon.' }],
      ]);
      expect(await stage.query('SELECT 1 FROM console_identity WHERE account_id = $1', [careful.id])).toEqual(
        [],
      );
    });

    it('is not linked where the session ended meanwhile, or where another browser comes back', async () => {
      const account = await stage.agent();
      const refused = '/double-authentification?proconnect=identity-refused';
      const left = await stage.sessionOf(account);
      const asked = await stage.requestLink(left);
      const back = stage.issuer.approve(String(asked.json['address']));
      await left.call({ method: 'DELETE', path: '/api/session' });
      expect(locationOf(await stage.comeBack(left, back))).toBe(refused);

      const browser = await stage.sessionOf(account);
      const again = stage.issuer.approve(String((await stage.requestLink(browser)).json['address']));
      const thief = stage.browser();
      await stage.leave(thief);
      expect(locationOf(await stage.comeBack(thief, again))).toBe(refused);
      expect(await stage.query('SELECT 1 FROM console_identity WHERE account_id = $1', [account.id])).toEqual(
        [],
      );
    });

    it('belongs to one account, and an account has one: the next takes its place', async () => {
      const owner = await stage.linkedAgent();
      const other = await stage.agent();
      expect(locationOf(await stage.link(other))).toBe(
        '/double-authentification?proconnect=identity-of-another',
      );
      const first = stage.issuer.person['sub'];
      stage.issuer.person['sub'] = 'another-telephone';
      expect(locationOf(await stage.link(owner))).toContain('linked');
      stage.issuer.person['sub'] = first;
      expect(locationOf((await stage.signIn()).answer)).toBe(refusedBy('unknown-identity'));
    });

    it('goes with its account, and so do its sessions and the attempts under way', async () => {
      const account = await stage.linkedAgent();
      const { browser } = await stage.signIn();
      await stage.requestLink(await stage.sessionOf(account));
      await removeOperator(stage.world.installation, account.email);
      for (const table of ['console_identity', 'console_session', 'console_oidc_attempt'])
        expect(await stage.query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [account.id])).toEqual([]);
      expect((await browser.get('/api/session')).status).toBe(401);
    });
  });

  it('leads nowhere but to pages of the console', async () => {
    await stage.linkedAgent();
    for (const place of ['//evil.example/', 'https://evil.example/', '/%5cevil.example']) {
      const browser = stage.browser();
      const back = await stage.leave(browser, `/api/proconnect/sign-in?retour=${place}`);
      expect(locationOf(await stage.comeBack(browser, back))).toBe('/');
    }
  });
});
