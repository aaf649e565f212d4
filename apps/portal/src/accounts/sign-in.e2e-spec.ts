import { needsRehash } from '@halles/platform/auth';
import { checkHtml } from '@halles/platform/theming';
import { anAccount, GENEROUS, OLD_HASH, signInAs } from '@halles/testing';
import { type Portal, openPortal } from '../../testing/portal-harness';

const PASSWORD = 'girafe lampe otarie';

describe('signing in on a portal', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  const cookieOf = (headers: { 'set-cookie'?: string[] | undefined }): string =>
    (headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0] ?? '').join('; ');

  it('opens with email in any case and password, under a cookie of this host alone', async () => {
    await anAccount(portal.world, portal.world.here, { email: 'odile@four.example', password: PASSWORD });
    const form = await portal.ask('ici-bourg', '/connexion?suite=/pro/trouver');
    expect([form.status, form.headers['cache-control'], checkHtml(form.body, 'fr')]).toEqual([
      200,
      'private, no-store',
      [],
    ]);
    expect(form.body).toContain('name="suite" value="/pro/trouver"');
    expect(form.headers['set-cookie']).toBeUndefined();
    const answer = await portal.post('ici-bourg', '/connexion', {
      email: ' Odile@Four.example ',
      password: PASSWORD,
      suite: '/pro/trouver',
    });
    expect([answer.status, answer.headers.location]).toEqual([303, '/pro/trouver']);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-halles=[\w-]{43}; Path=\/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  it('hashes a password of another cost again, for who knows it alone', async () => {
    const { world } = portal;
    const { id, email } = await anAccount(world, world.here, { email: 'ancien@four.example' });
    await world.work.write(world.here, ({ manager }) =>
      manager.query('UPDATE account SET password_hash = $2 WHERE id = $1', [id, OLD_HASH]),
    );
    const hashOf = async (): Promise<string> => {
      const [row] = await world.work.read(world.here, ({ manager }) =>
        manager.query<{ hash: string }[]>('SELECT password_hash AS hash FROM account WHERE id = $1', [id]),
      );
      return row?.hash ?? '';
    };
    const signIn = (password: string) => portal.post('ici-bourg', '/connexion', { email, password });
    expect([(await signIn('pas le bon')).status, await hashOf()]).toEqual([401, OLD_HASH]);
    expect([(await signIn(PASSWORD)).status, needsRehash(await hashOf())]).toEqual([303, false]);
    expect((await signIn(PASSWORD)).status).toBe(303);
  });

  it('is refused in the same words whatever was wrong, and keeps the address', async () => {
    await anAccount(portal.world, portal.world.here, { email: 'sans@mot.example' });
    const bodies = await Promise.all(
      ['odile@four.example', 'nobody@four.example', 'sans@mot.example'].map(async (email) => {
        const answer = await portal.post('ici-bourg', '/connexion', { email, password: 'pas le bon' });
        expect(answer.status).toBe(401);
        expect(answer.body).toContain(`value="${email}"`);
        return answer.body.replaceAll(email, '');
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('n’est pas le bon');
    expect(bodies[0]).not.toContain('pas le bon"');
  });

  it('knows no account of another territory, and no session of one', async () => {
    const there = await portal.post('autre-ville', '/connexion', {
      email: 'odile@four.example',
      password: PASSWORD,
    });
    expect(there.status).toBe(401);
    const { cookie } = await signInAs(portal.world, portal.world.here);
    const left = await portal.post('autre-ville', '/deconnexion', {}, { cookie });
    expect(left.status).toBe(303);
    const still = await portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query('SELECT 1 FROM account_session s JOIN account a ON a.id = s.account_id'),
    );
    expect(still).not.toEqual([]);
  });

  it('never takes an id that the browser brings, and cannot be replayed after it was left', async () => {
    const planted = `__Host-halles=${'A'.repeat(43)}`;
    const answer = await portal.post(
      'ici-bourg',
      '/connexion',
      { email: 'odile@four.example', password: PASSWORD },
      { cookie: planted },
    );
    const given = cookieOf(answer.headers);
    expect(given).not.toBe(planted);
    const left = await portal.post('ici-bourg', '/deconnexion', {}, { cookie: given });
    expect(cookieOf(left.headers)).toBe('__Host-halles=');
    const rows = await portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<unknown[]>(
        `SELECT 1 FROM account_session s JOIN account a ON a.id = s.account_id
          WHERE a.email = 'odile@four.example' AND s.browser = ''`,
      ),
    );
    expect(rows.length).toBeLessThan(2);
  });
});
