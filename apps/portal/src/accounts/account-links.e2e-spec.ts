import { checkHtml } from '@halles/platform/theming';
import { anAccount, countHashes, GENEROUS } from '@halles/testing';
import { age, faceOf, linkTo, PortalBrowser } from '../../testing/portal-browser';
import { type Portal, openPortal } from '../../testing/portal-harness';

const PASSWORD = 'girafe lampe otarie';
const NEXT = 'quatre mots sans lien';

describe('links by mail', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal(
      { rateLimits: GENEROUS },
      { TRUSTED_PROXIES: '127.0.0.1', MAILBOX_URL: 'http://localhost:3002' },
    );
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

  it('asks once more in another browser, says what will be done, and then does it there', async () => {
    const { browser, link, email } = await asked('/pro/trouver');
    const phone = new PortalBrowser(portal);
    const page = await phone.get(link);
    expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
    for (const said of ['avec un autre navigateur', 'Demandé le', email, 'Oui, me connecter ici'])
      expect(page.body).toContain(said);
    // The button of the page, and nothing that was not read.
    expect((await phone.post(link)).status).toBe(403);
    expect(await sessionsOf(email)).toEqual([]);
    const used = await phone.post(`${link}?ailleurs=oui`);
    expect([used.status, used.headers.location]).toEqual([303, '/pro/trouver']);
    expect((await phone.get('/compte')).body).toContain(email);
    // It served once.
    expect((await browser.post(link)).status).toBe(410);
  });

  it('of a change of address waits for its owner to sign in, in any browser', async () => {
    const [email, newEmail] = [address(), address()];
    await anAccount(portal.world, here(), { email, password: PASSWORD });
    const laptop = new PortalBrowser(portal);
    await laptop.signIn(email, PASSWORD);
    await laptop.post('/compte/adresse', { newEmail });
    const link = await linkTo(portal, here(), newEmail);
    const phone = new PortalBrowser(portal);
    const page = await phone.get(link);
    expect([page.status, checkHtml(page.body, 'fr')]).toEqual([403, []]);
    expect(page.body.replaceAll('&#x3D;', '=')).toContain(`/connexion?suite=${encodeURIComponent(link)}`);
    expect((await phone.post(`${link}?ailleurs=oui`)).status).toBe(403);
    await phone.signIn(email, PASSWORD);
    expect((await phone.get(link)).body).toContain('Oui, utiliser cette adresse');
    expect((await phone.post(`${link}?ailleurs=oui`)).status).toBe(303);
    expect(await query('SELECT 1 FROM account WHERE email = $1', [newEmail])).toHaveLength(1);
  });

  it('whose time is over is sent again with one button', async () => {
    const { browser, link, email } = await asked('/pro/trouver');
    await age(portal, here(), 'UPDATE account_link SET expires_at = now() - make_interval(secs => $1)', 1);
    const ended = await browser.get(link);
    expect([ended.status, checkHtml(ended.body, 'fr')]).toEqual([410, []]);
    expect(ended.body).toContain(`action="${link}/nouveau"`);
    expect((await browser.post(`${link}/nouveau`)).headers.location).toBe('/connexion/lien-envoye');
    const next = await linkTo(portal, here(), email);
    expect((await browser.post(next)).headers.location).toBe('/pro/trouver');
  });

  describe('« Regardez vos messages »', () => {
    const SENT = '/connexion/lien-envoye';

    it('shows the browser that asked where the mail went, and no other', async () => {
      const { browser, link, email } = await asked();
      const page = await browser.get(SENT);
      expect([page.status, checkHtml(page.body, 'fr'), page.headers['cache-control']]).toEqual([
        200,
        [],
        'private, no-store',
      ]);
      expect(page.body).toContain(email);
      // A development has a mailbox in the browser.
      expect(page.body).toContain('href="http://localhost:3002"');
      expect((await new PortalBrowser(portal).get(SENT)).body).not.toContain(email);
      await browser.post(link);
      expect((await browser.get(SENT)).body).not.toContain(email);
    });

    it('sends again, three times an hour, and says so in words', async () => {
      const { browser, email } = await asked();
      const first = await linkTo(portal, here(), email);
      const again = await browser.post(SENT);
      expect([again.status, again.headers.location]).toEqual([303, `${SENT}?fait=renvoye`]);
      expect((await browser.get(`${SENT}?fait=renvoye`)).body).toContain('Le message est reparti');
      expect(await linkTo(portal, here(), email)).not.toBe(first);
      expect((await browser.post(SENT)).status).toBe(303);
      const limited = await browser.post(SENT);
      expect([limited.status, checkHtml(limited.body, 'fr')]).toEqual([429, []]);
      expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
      expect(limited.body).toMatch(/Plusieurs liens|trop de liens|heure/);
      expect(await query('SELECT 1 FROM account_link WHERE email = $1', [email])).toHaveLength(3);
    });

    it.each(['known', 'unknown'])(
      'corrects an address with all that was typed, and ends the link that went astray: a %s one',
      async (kind) => {
        const [wrong, right] = [address(), address()];
        if (kind === 'known') await anAccount(portal.world, here(), { email: wrong, password: NEXT });
        const browser = new PortalBrowser(portal);
        await browser.post('/inscription', {
          name: 'Odile Fournier',
          email: wrong,
          newPassword: PASSWORD,
          suite: '/pro/trouver',
        });
        const astray = await linkTo(portal, here(), wrong);
        const refused = await browser.post(SENT, { act: 'correct', email: 'odile@' });
        expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
        expect(refused.body).toContain('value="odile@"');
        expect((await browser.post(SENT, { act: 'correct', email: right })).status).toBe(303);
        expect((await browser.get(SENT)).body).toContain(right);
        expect((await new PortalBrowser(portal).post(`${astray}?ailleurs=oui`)).status).toBe(410);
        const used = await browser.post(await linkTo(portal, here(), right));
        expect(used.headers.location).toBe('/pro/trouver');
        expect((await new PortalBrowser(portal).signIn(right, PASSWORD)).status).toBe(303);
        expect((await new PortalBrowser(portal).signIn(wrong, PASSWORD)).status).toBe(401);
      },
    );

    it('leads a browser that waits for nothing to the sign-in', async () => {
      const nobody = new PortalBrowser(portal);
      expect((await nobody.get(SENT)).status).toBe(200);
      expect((await nobody.post(SENT)).headers.location).toBe('/connexion');
    });
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
      // Customers have accounts too.
      expect(page.body).toContain('Gratuit, pour retrouver vos commandes, ou pour tenir la page');
      expect(page.body).toContain('Il est rempli pour vous quand vous commandez.');
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
      expect(link).toEqual({
        kind: 'sign-in',
        carries: { typed: { name: 'Odile Fournier', passwordHash: expect.any(String) } },
      });
      expect((await new PortalBrowser(portal).signIn(email, PASSWORD)).status).toBe(401);
    });

    it('cannot be taken beforehand: in another browser the password is chosen there', async () => {
      const email = address();
      const thief = new PortalBrowser(portal);
      await thief.post('/inscription', { ...form(email), name: 'Mallory' });
      const owner = new PortalBrowser(portal);
      const link = await linkTo(portal, here(), email);
      expect((await owner.get(link)).body).toContain('autocomplete="new-password"');
      const blank = await owner.post(`${link}?ailleurs=oui`);
      expect([blank.status, checkHtml(blank.body, 'fr')]).toEqual([422, []]);
      expect((await owner.post(`${link}?ailleurs=oui`, { newPassword: NEXT })).status).toBe(303);
      expect((await thief.signIn(email, PASSWORD)).status).toBe(401);
      expect((await new PortalBrowser(portal).signIn(email, NEXT)).status).toBe(303);
    });

    it('leads to the shop that was to be claimed, on another device too', async () => {
      const email = address();
      const suite = '/pro/revendiquer/12';
      const page = await new PortalBrowser(portal).get(`/inscription?suite=${encodeURIComponent(suite)}`);
      expect(page.body).toContain(`name="suite" value="${suite}"`);
      await new PortalBrowser(portal).post('/inscription', { ...form(email), suite });
      const link = await linkTo(portal, here(), email);
      const used = await new PortalBrowser(portal).post(`${link}?ailleurs=oui`, { newPassword: NEXT });
      expect([used.status, used.headers.location]).toEqual([303, suite]);
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
