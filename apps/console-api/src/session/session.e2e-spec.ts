import { HOUR, MINUTE } from '@halles/kernel';
import { sessionViewSchema } from '@halles/contracts';
import { needsRehash } from '@halles/platform/auth';
import { GENEROUS, OLD_HASH, type World } from '@halles/testing';
import {
  type AccountInput,
  addAccount,
  ConsoleClient,
  PASSWORD as CHOSEN,
  signInWhole,
} from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const ONE_TIME = 'abcde-fghjk-mnpqr-stuvw';

describe('the session of an operator', () => {
  let world: World;
  let stage: ConsoleStage;
  let visitor = 0;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
  });

  afterAll(async () => {
    await stage.close();
  });

  const platform = () => world.installation.platform();

  /** An operator of their own for each test, and a browser at an address of its own. */
  async function anOperator(input: AccountInput = {}) {
    visitor += 1;
    const password = input.mustChange === true ? ONE_TIME : CHOSEN;
    const account = await addAccount(world, { password, ...input });
    return {
      account,
      email: account.email,
      browser: new ConsoleClient(stage.port, `203.0.113.${visitor}`),
    };
  }

  async function signedIn() {
    const operator = await anOperator();
    await signInWhole(world, operator.browser, operator.account);
    return operator;
  }

  it('hashes a password of another cost again, for who knows it alone', async () => {
    const { account, browser } = await anOperator();
    await platform().query('UPDATE console_account SET password_hash = $2 WHERE id = $1', [
      account.id,
      OLD_HASH,
    ]);
    const hashOf = async (): Promise<string> => {
      const [row] = await platform().query<{ hash: string }>(
        'SELECT password_hash AS hash FROM console_account WHERE id = $1',
        [account.id],
      );
      return row?.hash ?? '';
    };
    expect([(await browser.signIn(account.email, 'pas le bon')).status, await hashOf()]).toEqual([
      401,
      OLD_HASH,
    ]);
    expect([(await browser.signIn(account.email, CHOSEN)).status, needsRehash(await hashOf())]).toEqual([
      200,
      false,
    ]);
    expect((await browser.signIn(account.email, CHOSEN)).status).toBe(200);
  });

  it('opens with email in any case and password, and says who it is', async () => {
    const { email, browser } = await anOperator({ role: 'agent', tenantId: world.here.tenant.id });
    const answer = await browser.signIn(email.toUpperCase(), CHOSEN);
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        email,
        name: 'Opératrice',
        step: 'ready',
        hasSecondFactor: false,
        menu: {
          platform: [],
          tenants: [
            {
              slug: 'ici-bourg',
              title: { fr: 'CANARY-TITLE ici-bourg', en: 'CANARY-TITLE ici-bourg (en)' },
              timeZone: 'Europe/Paris',
              role: 'agent',
              isDraft: false,
              screens: ['claims', 'reports', 'listings', 'mandates', 'visits', 'orders', 'agendas'],
            },
          ],
        },
      },
    ]);
    expect(sessionViewSchema.parse(answer.json)).toEqual(answer.json);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-halles-console=[\w-]{43}; Path=\/; Max-Age=43200; Secure; HttpOnly; SameSite=Strict$/,
    );
    expect((await browser.get('/api/session')).json).toEqual(answer.json);
  });

  it('keeps only a hash of the token', async () => {
    const { browser } = await signedIn();
    const token = browser.cookie?.split('=')[1] ?? 'none';
    const rows = await platform().query<{ token_hash: Buffer }>('SELECT token_hash FROM console_session');
    expect(
      rows.some(
        ({ token_hash: hash }) =>
          hash.toString('base64url') === token || hash.toString('utf8').includes(token),
      ),
    ).toBe(false);
  });

  it('lets a one-time password change itself and nothing else', async () => {
    const { email, browser } = await anOperator({ mustChange: true, hasSecondFactor: false });
    const first = (await browser.signIn(email, ONE_TIME)).json;
    expect([first['step'], first['menu']]).toEqual(['change-password', { platform: [], tenants: [] }]);
    for (const path of ['/api/overview', '/api/overview/stream']) {
      const answer = await browser.get(path);
      expect([path, answer.status, answer.json['code']]).toEqual([path, 403, 'password-change-required']);
    }
    expect((await browser.get('/api/session')).status).toBe(200);
    const elsewhere = new ConsoleClient(stage.port, '203.0.113.250');
    expect((await elsewhere.signIn(email, ONE_TIME)).status).toBe(200);
    const before = browser.cookie;

    const change = (next: string, current = ONE_TIME) =>
      browser.call({ method: 'POST', path: '/api/session/password', body: { current, next } });
    expect((await change(CHOSEN, 'not the current one')).json['errors']).toEqual([
      { pointer: '/current', message: 'Le mot de passe actuel n’est pas le bon.' },
    ]);
    expect((await change('Bordeaux33000!')).json['code']).toBe('password-too-guessable');
    expect((await change(ONE_TIME)).json['code']).toBe('password-unchanged');
    expect((await change('short')).json['errors']).toEqual([
      { pointer: '/next', message: 'Au moins 12 caractères.' },
    ]);
    expect((await change(CHOSEN)).status).toBe(204);

    expect((await browser.get('/api/session')).json['step']).toBe('enrolment');
    expect(browser.cookie).not.toBe(before);
    expect((await elsewhere.get('/api/session')).status).toBe(401);
    browser.cookie = before;
    expect((await browser.get('/api/session')).status).toBe(401);
    expect((await browser.signIn(email, ONE_TIME)).status).toBe(401);
    expect((await browser.signIn(email, CHOSEN)).status).toBe(200);
  });

  it('never takes an id that the browser brings, and ends the one before', async () => {
    const { email, browser } = await anOperator();
    const planted = `__Host-halles-console=${'A'.repeat(43)}`;
    browser.cookie = planted;
    await browser.signIn(email, CHOSEN);
    expect(browser.cookie).not.toBe(planted);
    const first = browser.cookie;
    await browser.signIn(email, CHOSEN);
    expect(browser.cookie).not.toBe(first);
    browser.cookie = first;
    expect((await browser.get('/api/session')).status).toBe(401);
    browser.cookie = planted;
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('cannot be replayed after it was left', async () => {
    const { browser } = await signedIn();
    const copied = browser.cookie;
    const left = await browser.call({ method: 'DELETE', path: '/api/session' });
    expect([left.status, left.json, browser.cookie]).toEqual([200, { address: null }, undefined]);
    browser.cookie = copied;
    expect((await browser.get('/api/session')).status).toBe(401);
    expect((await browser.get('/api/overview')).status).toBe(401);
    expect(
      (await new ConsoleClient(stage.port).call({ method: 'DELETE', path: '/api/session' })).status,
    ).toBe(200);
  });

  it.each([
    ['a quarter of an hour without a visit', 'last_seen_at = now() - make_interval(secs => $1)', 15 * MINUTE],
    ['eight hours', "expires_at = now() + interval '8 hours' - make_interval(secs => $1)", 8 * HOUR],
  ])('ends after %s and not before', async (_what, change, limit) => {
    const { browser, account } = await signedIn();
    const age = (ms: number) => platform().query(`UPDATE console_session SET ${change}`, [ms / 1_000]);
    await age(limit - 5_000);
    expect((await browser.get('/api/session')).status).toBe(200);
    await age(limit + 1_000);
    expect((await browser.get('/api/session')).status).toBe(401);
    expect(
      await platform().query('SELECT 1 FROM console_session WHERE account_id = $1', [account.id]),
    ).toEqual([]);
  });

  it('ends at once when the account goes', async () => {
    const { email, browser } = await signedIn();
    await platform().query('DELETE FROM console_account WHERE email = $1', [email]);
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('is not believed when its cookie comes twice', async () => {
    const { browser } = await signedIn();
    browser.cookie = `${browser.cookie}; ${browser.cookie}`;
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    [
      'a portal beside the console',
      { 'sec-fetch-site': 'same-site', origin: 'http://ici-bourg.localhost:3000' },
    ],
  ])('is not touched by %s', async (_what, headers) => {
    const { email, browser } = await signedIn();
    for (const call of [
      { method: 'POST', path: '/api/session', body: { email, password: CHOSEN } },
      {
        method: 'POST',
        path: '/api/session/password',
        body: { current: CHOSEN, next: 'une autre phrase longue' },
      },
      { method: 'DELETE', path: '/api/session' },
    ]) {
      const answer = await browser.call({ ...call, headers });
      expect([call.path, answer.status, answer.json['code']]).toEqual([call.path, 403, 'cross-site-request']);
    }
    expect((await browser.get('/api/session')).status).toBe(200);
  });

  it.each([
    [{}, ['/email', '/password']],
    [{ email: 'nobody', password: 'x' }, ['/email']],
    [{ email: ['a@b.fr'], password: { length: 12 } }, ['/email', '/password']],
    [{ email: 'a@b.fr', password: 'x', remember: true }, ['/remember']],
  ])('asks for email and password in their form: %j', async (body, pointers) => {
    const answer = await new ConsoleClient(stage.port).call({ method: 'POST', path: '/api/session', body });
    expect(answer.status).toBe(422);
    expect((answer.json['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
