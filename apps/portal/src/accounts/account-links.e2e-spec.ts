import { checkHtml } from '@halles/platform/theming';
import { anAccount, countHashes, GENEROUS } from '@halles/testing';
import { age, faceOf, linkTo, PortalBrowser } from '../../testing/portal-browser';
import { type Portal, openPortal } from '../../testing/portal-harness';

const PASSWORD = 'girafe lampe otarie';
const NEXT = 'quatre mots sans lien';

describe('links by mail', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => portal.close());

  const here = () => portal.world.here;
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    portal.world.work.read(here(), (tx) => tx.manager.query<T[]>(sql, values));
  const sessionsOf = (email: string) =>
    query('SELECT 1 FROM account_session s JOIN account a ON a.id = s.account_id WHERE a.email = $1', [
      email,
    ]);

  let people = 0;
  const address = () => `personne-${(people += 1)}@four.example`;

  /** Somebody with an account, and a browser that asked for a sign-in link. */
  async function asked(suite = '') {
    const email = address();
    await anAccount(portal.world, here(), { email, password: PASSWORD });
    const browser = new PortalBrowser(portal);
    const sent = await browser.post('/connexion/lien', { linkEmail: email, ...(suite ? { suite } : {}) });
    expect([sent.status, sent.headers.location]).toEqual([303, '/connexion/lien-envoye']);
    return { email, browser, link: await linkTo(portal, here(), email) };
  }

  it('signs in with one button, and leads where one wanted to go', async () => {
    const { browser, link, email } = await asked('/pro/trouver');
    const page = await browser.get(link);
    expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
    expect(page.body).toContain(email);
    const used = await browser.post(link);
    expect([used.status, used.headers.location]).toEqual([303, '/pro/trouver']);
    expect((await browser.get('/compte')).body).toContain(email);
  });

  it('is not burnt by programs that open the links of mails before people do', async () => {
    const { browser, link, email } = await asked();
    const scanner = new PortalBrowser(portal);
    for (let n = 0; n < 5; n += 1) await scanner.get(link);
    await portal.ask('ici-bourg', link, { method: 'HEAD' });
    expect(await sessionsOf(email)).toEqual([]);
    expect((await browser.post(link)).status).toBe(303);
  });

  it('opens one session of fifty that use it at once', async () => {
    const { browser, link, email } = await asked();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => portal.post('ici-bourg', link, {}, { cookie: browser.cookie })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(49);
    expect(await sessionsOf(email)).toHaveLength(1);
  });

  it('ends after ten minutes, to the second, and a new one is a click away', async () => {
    const { browser, link } = await asked();
    const older =
      'UPDATE account_link SET expires_at = now() + make_interval(secs => $1) WHERE used_at IS NULL';
    await age(portal, here(), older, 2_000);
    expect((await browser.get(link)).status).toBe(200);
    await age(portal, here(), older, -1);
    const ended = await browser.post(link);
    expect([ended.status, ended.body.includes('href="/connexion"')]).toEqual([410, true]);
    const [row] = await query<{ seconds: number }>(
      'SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM account_link ORDER BY created_at LIMIT 1',
    );
    expect(row?.seconds).toBe(600);
  });

  it('is refused in another browser, which gets one of its own at the same address', async () => {
    const { browser, link, email } = await asked('/pro/trouver');
    const phone = new PortalBrowser(portal);
    const refused = await phone.get(link);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([403, []]);
    expect((await phone.post(link)).status).toBe(403);
    expect(await sessionsOf(email)).toEqual([]);
    expect((await phone.post(`${link}/nouveau`)).headers.location).toBe('/connexion/lien-envoye');
    const own = await linkTo(portal, here(), email);
    expect(own).not.toBe(link);
    expect((await browser.post(own)).status).toBe(403);
    expect((await phone.post(own)).headers.location).toBe('/pro/trouver');
    // The one before has nothing left to do.
    expect((await browser.post(link)).status).toBe(410);
  });

  it.each([
    ['another territory', (link: string) => ['autre-ville', link] as const],
    ['a character more', (link: string) => ['ici-bourg', `${link}A`] as const],
    ['nothing of ours', () => ['ici-bourg', '/lien/abc'] as const],
  ])('means nothing on or with %s', async (_what, changed) => {
    const { browser, link } = await asked();
    const [slug, path] = changed(link);
    for (const method of ['GET', 'POST'] as const) {
      const headers = { cookie: browser.cookie, 'sec-fetch-site': 'same-origin' };
      expect((await portal.ask(slug, path, { method, headers })).status).toBe(404);
    }
  });

  it('goes three times an hour to one address, known or not, in the same words', async () => {
    const email = address();
    await anAccount(portal.world, here(), { email });
    for (const asking of [email, address()]) {
      const statuses: number[] = [];
      for (let n = 0; n < 4; n += 1)
        statuses.push(
          (await new PortalBrowser(portal).post('/connexion/lien', { linkEmail: asking })).status,
        );
      expect(statuses).toEqual([303, 303, 303, 429]);
    }
    expect(await query('SELECT 1 FROM account_link WHERE email = $1', [email])).toHaveLength(3);
  });

  it('goes three times more to who used one there within three weeks, so that strangers do not use theirs up', async () => {
    const { browser, link, email } = await asked();
    expect((await browser.post(link)).status).toBe(303);
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1)
      statuses.push((await browser.post('/connexion/lien', { linkEmail: email })).status);
    expect(statuses).toEqual([303, 303, 303, 429]);
  });

  it('holds back a crowd that asks for one address at the same instant', async () => {
    const email = address();
    const browsers = Array.from({ length: 20 }, () => new PortalBrowser(portal));
    await Promise.all(browsers.map((browser) => browser.post('/mot-de-passe', { email })));
    expect(await query('SELECT 1 FROM account_link WHERE email = $1', [email])).toHaveLength(3);
  });

  it('stores no token, only its hash', async () => {
    const { link } = await asked();
    const rows = await query<object>('SELECT * FROM account_link');
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(link.split('.').at(-1));
  });

  describe('for a new password', () => {
    it('sets it, signs every device out, and tells the owner', async () => {
      const email = address();
      await anAccount(portal.world, here(), { email, password: PASSWORD });
      const thief = new PortalBrowser(portal);
      expect((await thief.signIn(email, PASSWORD)).status).toBe(303);
      const owner = new PortalBrowser(portal);
      await owner.post('/mot-de-passe', { email });
      const link = await linkTo(portal, here(), email);
      expect((await owner.get(link)).body).toContain('autocomplete="new-password"');
      for (const weak of ['', 'trop court', 'Bordeaux33000!']) {
        const refused = await owner.post(link, { newPassword: weak });
        expect([weak, refused.status, refused.body.includes('aria-invalid="true"')]).toEqual([
          weak,
          422,
          true,
        ]);
      }
      expect((await owner.post(link, { newPassword: NEXT })).status).toBe(303);
      expect((await thief.get('/compte')).status).toBe(303);
      expect((await owner.get('/compte')).status).toBe(200);
      expect((await new PortalBrowser(portal).signIn(email, PASSWORD)).status).toBe(401);
      expect((await new PortalBrowser(portal).signIn(email, NEXT)).status).toBe(303);
      const told = await portal.world.installation
        .platform()
        .query(`SELECT 1 FROM outbox WHERE kind = 'account.security.changed'`);
      expect(told.length).toBeGreaterThan(0);
    });
  });

  describe('for a new account', () => {
    const form = (email: string) => ({ name: 'Odile Fournier', email, newPassword: PASSWORD });

    it('is there once the address is proved, and not before', async () => {
      const email = address();
      const browser = new PortalBrowser(portal);
      const page = await browser.get('/inscription?suite=/pro/trouver');
      expect(checkHtml(page.body, 'fr')).toEqual([]);
      await browser.post('/inscription', { ...form(email.toUpperCase()), suite: '/pro/trouver' });
      expect(await query('SELECT 1 FROM account WHERE email = $1', [email])).toEqual([]);
      expect((await new PortalBrowser(portal).signIn(email, PASSWORD)).status).toBe(401);
      const used = await browser.post(await linkTo(portal, here(), email));
      expect(used.headers.location).toBe('/pro/trouver');
      const [account] = await query<object>(
        'SELECT name, verified_at IS NOT NULL AS proved FROM account WHERE email = $1',
        [email],
      );
      expect(account).toEqual({ name: 'Odile Fournier', proved: true });
      expect((await new PortalBrowser(portal).signIn(email, PASSWORD)).status).toBe(303);
      // What the link carried is gone with its use.
      expect(
        await query(`SELECT 1 FROM account_link WHERE email = $1 AND carries ? 'passwordHash'`, [email]),
      ).toEqual([]);
    });

    it.each([
      ['/inscription', 1, form],
      ['/connexion/lien', 0, (email: string) => ({ linkEmail: email })],
      ['/mot-de-passe', 0, (email: string) => ({ email })],
    ])(
      'answers the same whether the address is known, in all of it, and costs the same: %s',
      async (path, cost, fields) => {
        const faces = new Set<string>();
        for (const kind of ['known', 'unknown', 'known', 'unknown'] as const) {
          const email = address();
          if (kind === 'known') await anAccount(portal.world, here(), { email });
          const hashings = countHashes();
          const answer = await new PortalBrowser(portal).post(path, fields(email));
          faces.add(`${hashings()} ${faceOf(answer, email)}`);
        }
        expect([...faces]).toEqual([expect.stringMatching(new RegExp(`^${cost} \\{"status":303`))]);
      },
    );

    it('of a known address is a link to sign in, and changes nothing of the account', async () => {
      const email = address();
      await anAccount(portal.world, here(), { email, name: 'La vraie', password: NEXT });
      const browser = new PortalBrowser(portal);
      await browser.post('/inscription', form(email));
      const [link] = await query<object>('SELECT kind, carries FROM account_link WHERE email = $1', [email]);
      expect(link).toEqual({ kind: 'sign-in', carries: {} });
      expect((await new PortalBrowser(portal).signIn(email, PASSWORD)).status).toBe(401);
    });

    it('cannot be taken beforehand: in another browser what was typed is not taken over', async () => {
      const email = address();
      const thief = new PortalBrowser(portal);
      await thief.post('/inscription', { ...form(email), name: 'Mallory' });
      const owner = new PortalBrowser(portal);
      await owner.post(`${await linkTo(portal, here(), email)}/nouveau`);
      expect((await owner.post(await linkTo(portal, here(), email))).status).toBe(303);
      expect((await thief.signIn(email, PASSWORD)).status).toBe(401);
    });

    it.each([
      ['nothing', {}, ['name', 'email', 'newPassword']],
      ['an address that is none', { email: 'odile@' }, ['email']],
      ['a name of two lines', { name: 'Odile\r\nBcc: x@y.example' }, ['name']],
      ['a short password', { newPassword: 'onze signes' }, ['newPassword']],
      ['a password that is guessed first', { newPassword: 'MotDePasse2026' }, ['newPassword']],
    ])('is refused with %s: each error said, what may be shown kept', async (what, change, invalid) => {
      const fields = what === 'nothing' ? {} : { ...form(address()), ...change };
      const answer = await new PortalBrowser(portal).post('/inscription', fields);
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([422, []]);
      for (const field of invalid) expect(answer.body).toContain(`href="#${field}"`);
      expect(answer.body.match(/aria-invalid="true"/g)).toHaveLength(invalid.length);
      expect(answer.body).not.toContain(PASSWORD);
    });
  });
});
