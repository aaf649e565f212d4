import { totpCode } from '@halles/platform/auth';
import { checkHtml } from '@halles/platform/theming';
import { anAccount, GENEROUS, signInAs, writeListings } from '@halles/testing';
import { age, invitationTo, linkTo, PortalBrowser } from '../../testing/portal-browser';
import { type Portal, openPortal } from '../../testing/portal-harness';

const PASSWORD = 'girafe lampe otarie';

describe('an account of a portal', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => portal.close());

  const here = () => portal.world.here;
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    portal.world.work.read(here(), (tx) => tx.manager.query<T[]>(sql, values));
  let people = 0;

  /** Somebody signed in by password, with a browser of their own. */
  async function somebody(email = `quelqu-un-${(people += 1)}@four.example`) {
    const account = await anAccount(portal.world, here(), { email, password: PASSWORD });
    const browser = new PortalBrowser(portal);
    expect((await browser.signIn(email, PASSWORD)).status).toBe(303);
    return { email, browser, account };
  }

  describe('its session', () => {
    it('is asked for by every page of the account, which leads back', async () => {
      const visitor = new PortalBrowser(portal);
      const sent = await visitor.get('/compte/donnees?a=1');
      expect([sent.status, sent.headers.location, sent.headers['cache-control']]).toEqual([
        303,
        '/connexion?suite=%2Fcompte%2Fdonnees%3Fa%3D1',
        'no-store',
      ]);
      expect((await visitor.get('/en/account')).headers.location).toBe('/en/sign-in?suite=%2Fen%2Faccount');
      expect((await visitor.get('/compte', { accept: 'application/json' })).status).toBe(401);
      const late = await visitor.post('/compte/nom', { name: 'x' });
      expect([late.status, late.body.includes('href="/connexion"')]).toEqual([401, true]);
    });

    it('has a new id at each sign-in, whatever the browser brings, and the one before ends', async () => {
      const email = 'fixe@four.example';
      await anAccount(portal.world, here(), { email, password: PASSWORD });
      const browser = new PortalBrowser(portal);
      const planted = 'A'.repeat(43);
      browser.jar.set('__Host-halles', planted);
      await browser.signIn(email, PASSWORD);
      const first = browser.jar.get('__Host-halles') ?? '';
      expect(first).not.toBe(planted);
      await browser.signIn(email, PASSWORD);
      expect(browser.jar.get('__Host-halles')).not.toBe(first);
      for (const old of [planted, first])
        expect(
          (await portal.ask('ici-bourg', '/compte', { headers: { cookie: `__Host-halles=${old}` } })).status,
        ).toBe(303);
    });

    it('cannot be replayed after it was left, nor on another territory, nor when its cookie comes twice', async () => {
      const { browser } = await somebody();
      const { cookie } = browser;
      expect((await portal.ask('autre-ville', '/compte', { headers: { cookie } })).status).toBe(303);
      const twice = `${cookie}; ${cookie}`;
      expect((await portal.ask('ici-bourg', '/compte', { headers: { cookie: twice } })).status).toBe(303);
      expect((await browser.get('/compte')).status).toBe(200);
      await browser.post('/deconnexion');
      expect((await portal.ask('ici-bourg', '/compte', { headers: { cookie } })).status).toBe(303);
    });

    it.each([
      ['seven days without a visit', 'last_seen_at = now() - make_interval(secs => $1)', 7 * 86_400_000],
      ['thirty days', "expires_at = now() + interval '30 days' - make_interval(secs => $1)", 30 * 86_400_000],
    ])('ends after %s and not before', async (_what, change, limit) => {
      const { browser, email } = await somebody();
      const set = `UPDATE account_session SET ${change} WHERE account_id = (SELECT id FROM account WHERE email = '${email}')`;
      await age(portal, here(), set, limit - 5_000);
      expect((await browser.get('/compte')).status).toBe(200);
      await age(portal, here(), set, limit + 1_000);
      expect((await browser.get('/compte')).status).toBe(303);
    });

    it('is listed with the others, and each can be ended', async () => {
      const { browser, email } = await somebody();
      const phone = new PortalBrowser(portal);
      await phone.signIn(email, PASSWORD);
      const page = await browser.get('/compte');
      const [id] = /name="session" value="([^"]+)"/.exec(page.body)?.slice(1) ?? [];
      expect(page.body.match(/name="session"/g)).toHaveLength(1);
      const stranger = await somebody();
      await stranger.browser.post('/compte/appareils', { session: id ?? '' });
      expect((await phone.get('/compte')).status).toBe(200);
      await browser.post('/compte/appareils', { session: id ?? '' });
      expect((await phone.get('/compte')).status).toBe(303);
      expect((await browser.get('/compte')).status).toBe(200);
    });
  });

  it('shows its page without an error, in both languages, and to nobody else', async () => {
    const { browser } = await somebody();
    for (const [path, locale] of [
      ['/compte', 'fr'],
      ['/en/account', 'en'],
      ['/compte/donnees', 'fr'],
      ['/compte/code', 'fr'],
    ] as const) {
      const page = await browser.get(path);
      expect([path, page.status, page.headers['cache-control'], checkHtml(page.body, locale)]).toEqual([
        path,
        200,
        'private, no-store',
        [],
      ]);
    }
  });

  it('keeps a name as text, on one line', async () => {
    const { browser, email } = await somebody();
    await browser.post('/compte/nom', { name: '<script>alert(1)</script> & fils' });
    expect((await browser.get('/compte')).body).not.toContain('<script>alert');
    expect((await browser.post('/compte/nom', { name: 'Odile\r\nBcc: x@y.example' })).status).toBe(422);
    const [row] = await query<{ name: string }>('SELECT name FROM account WHERE email = $1', [email]);
    expect(row?.name).toBe('<script>alert(1)</script> & fils');
  });

  it('changes its password with the current one, and every other device is signed out', async () => {
    const { browser, email } = await somebody();
    const phone = new PortalBrowser(portal);
    await phone.signIn(email, PASSWORD);
    const change = (currentPassword: string, newPassword = 'quatre mots sans lien') =>
      browser.post('/compte/mot-de-passe', { currentPassword, newPassword });
    expect((await change('pas le bon')).status).toBe(422);
    expect((await change(PASSWORD, 'court')).status).toBe(422);
    const before = browser.jar.get('__Host-halles');
    expect((await change(PASSWORD)).headers.location).toBe('/compte?fait=password');
    expect(browser.jar.get('__Host-halles')).not.toBe(before);
    expect((await browser.get('/compte')).status).toBe(200);
    expect((await phone.get('/compte')).status).toBe(303);
  });

  it('changes its address once the new one is proved, tells the old one, and signs every device out', async () => {
    const { browser, email } = await somebody();
    const phone = new PortalBrowser(portal);
    await phone.signIn(email, PASSWORD);
    const next = 'nouvelle@four.example';
    await browser.post('/compte/adresse', { newEmail: next });
    const link = await linkTo(portal, here(), next);
    // Whoever reads the new mailbox alone changes nobody's account.
    expect((await new PortalBrowser(portal).post(link)).status).toBe(403);
    expect((await browser.post(link)).headers.location).toBe('/compte');
    expect((await browser.get('/compte')).body).toContain(next);
    expect((await phone.get('/compte')).status).toBe(303);
    const [told] = await query<{ old: string }>(
      `SELECT carries ->> 'oldEmail' AS old FROM account_link WHERE kind = 'email' AND email = $1`,
      [next],
    );
    expect(told?.old).toBe(email);
    expect((await new PortalBrowser(portal).signIn(email, PASSWORD)).status).toBe(401);
    expect((await new PortalBrowser(portal).signIn(next, PASSWORD)).status).toBe(303);
  });

  it('asks for a recent sign-in before what cannot be taken back', async () => {
    const { cookie } = await signInAs(portal.world, here(), { at: new Date(Date.now() - 16 * 60_000) });
    for (const [path, fields, back] of [
      ['/compte/adresse', { newEmail: 'voleuse@four.example' }, '/compte'],
      ['/compte/code', { appCode: '123456' }, '/compte/code'],
      ['/compte/code/retirer', {}, '/compte/code/retirer'],
      ['/compte/mot-de-passe', { newPassword: 'quatre mots sans lien' }, '/compte'],
      ['/compte/donnees/fichier', {}, '/compte/donnees'],
      ['/compte/donnees/supprimer', { eraseEmail: 'x' }, '/compte/donnees'],
    ] as const) {
      const answer = await portal.post('ici-bourg', path, fields, { cookie });
      expect([path, answer.status, answer.headers.location]).toEqual([
        path,
        303,
        `/connexion?${new URLSearchParams({ suite: back }).toString()}`,
      ]);
    }
  });

  it('leads to the data that were to be read through the sign-in', async () => {
    const { cookie } = await signInAs(portal.world, here(), { at: new Date(Date.now() - 16 * 60_000) });
    for (const [path, signIn] of [
      ['/compte/donnees/page', '/connexion?suite=%2Fcompte%2Fdonnees%2Fpage'],
      ['/en/account/data/page', '/en/sign-in?suite=%2Fen%2Faccount%2Fdata%2Fpage'],
    ] as const) {
      const answer = await portal.ask('ici-bourg', path, { headers: { cookie } });
      expect([answer.status, answer.headers.location]).toEqual([303, signIn]);
    }
  });

  describe('its second factor', () => {
    /** Somebody who set a code up; gives the secret and the recovery codes. */
    async function withCode() {
      const person = await somebody();
      const page = await person.browser.get('/compte/code');
      const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1] ?? '').replaceAll(' ', '');
      expect((await person.browser.get('/compte/code/qr.svg')).headers['content-type']).toContain('svg');
      expect((await person.browser.post('/compte/code', { appCode: '000000' })).status).toBe(422);
      // The step before: the codes of this minute are still to be used below.
      const set = await person.browser.post('/compte/code', {
        appCode: totpCode(secret, new Date(Date.now() - 30_000)),
      });
      expect([set.status, checkHtml(set.body, 'fr')]).toEqual([200, []]);
      const codes = [...set.body.matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(
        ([, code = '']) => code,
      );
      expect(codes).toHaveLength(10);
      return { ...person, secret, codes };
    }

    it('comes before the session, whichever way one signs in', async () => {
      const { email, secret } = await withCode();
      const browser = new PortalBrowser(portal);
      const first = await browser.post('/connexion', { email, password: PASSWORD, suite: '/pro/trouver' });
      expect(first.headers.location).toBe('/connexion/code');
      expect((await browser.get('/compte')).status).toBe(303);
      expect((await browser.post('/connexion/code', { code: '000000' })).status).toBe(422);
      const code = totpCode(secret, new Date());
      expect((await browser.post('/connexion/code', { code })).headers.location).toBe('/pro/trouver');
      expect((await browser.get('/compte')).status).toBe(200);
      const other = new PortalBrowser(portal);
      await other.post('/connexion/lien', { linkEmail: email });
      expect((await other.post(await linkTo(portal, here(), email))).headers.location).toBe(
        '/connexion/code',
      );
      // A code serves once, for whoever saw it typed.
      expect((await other.post('/connexion/code', { code })).status).toBe(422);
    });

    it('takes each recovery code once, and can be taken away', async () => {
      const { email, browser, codes } = await withCode();
      const [code = ''] = codes;
      const signIn = async () => {
        const other = new PortalBrowser(portal);
        await other.signIn(email, PASSWORD);
        return (await other.post('/connexion/code', { code: code.toUpperCase().replace('-', ' - ') })).status;
      };
      expect([await signIn(), await signIn()]).toEqual([303, 422]);
      // Whoever found an open browser, or knows the password, does not take it away.
      const page = await browser.get('/compte/code/retirer');
      expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
      const changed = { currentPassword: PASSWORD, newPassword: 'quatre mots sans lien aucun' };
      for (const answer of [
        await browser.post('/compte/code/retirer'),
        await browser.post('/compte/code/retirer', { code: '000000' }),
        await browser.post('/compte/code/retirer', { code }),
      ])
        expect(answer.status).toBe(422);
      expect((await browser.post('/compte/mot-de-passe', changed)).status).toBe(303);
      expect((await browser.post('/compte/code/retirer', { code: '000000' })).status).toBe(422);
      const [, next = ''] = codes;
      expect((await browser.post('/compte/code/retirer', { code: next })).headers.location).toBe(
        '/compte?fait=secondFactor',
      );
      expect((await new PortalBrowser(portal).signIn(email, changed.newPassword)).headers.location).toBe(
        '/pro',
      );
    });

    it('is not asked for less because the password was changed: when one signed in stays as it was', async () => {
      const at = new Date(Date.now() - 14 * 60_000);
      const { account, cookie } = await signInAs(portal.world, here(), { at, password: PASSWORD });
      const changed = { currentPassword: PASSWORD, newPassword: 'quatre mots sans lien aucun' };
      const answer = await portal.post('ici-bourg', '/compte/mot-de-passe', changed, { cookie });
      const signedIn = await query<{ at: Date }>(
        'SELECT created_at AS at FROM account_session WHERE account_id = $1',
        [account.id],
      );
      expect([answer.status, signedIn]).toEqual([303, [{ at }]]);
    });

    it('cannot be taken away by guessing', async () => {
      const { browser } = await withCode();
      const statuses: number[] = [];
      for (let n = 0; n < 7; n += 1)
        statuses.push((await browser.post('/compte/code/retirer', { code: `00000${n}` })).status);
      expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
    });

    it('limits guesses', async () => {
      const { email } = await withCode();
      const browser = new PortalBrowser(portal);
      await browser.signIn(email, PASSWORD);
      const statuses: number[] = [];
      for (let n = 0; n < 8; n += 1)
        statuses.push((await browser.post('/connexion/code', { code: `00000${n}` })).status);
      expect(statuses.slice(0, 5)).toEqual([422, 422, 422, 422, 422]);
      expect(statuses.slice(5)).toEqual([429, 429, 429]);
    });
  });

  describe('on a listing', () => {
    let listing = 0;
    let other = 0;
    beforeAll(async () => {
      [listing = 0, other = 0] = await writeListings(portal.world, here(), [{}, {}]);
    });
    const team = (id: number | string) => `/pro/commerces/${id}/equipe`;

    it('may do what its grant says there, and sees nothing of any other: 404, never 403', async () => {
      const { cookie } = await signInAs(portal.world, here(), { grants: [{ listingId: listing }] });
      const ask = (path: string) => portal.ask('ici-bourg', path, { headers: { cookie } });
      const page = await ask(team(listing));
      expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
      for (const id of [other, 999_999, 0, -1, '1e3', 'abc', '99999999999', `0${listing}`])
        expect([id, (await ask(team(id))).status]).toEqual([id, 404]);
      const staff = await signInAs(portal.world, here(), {
        grants: [{ listingId: listing, role: 'merchant-staff' }],
      });
      expect(
        (await portal.ask('ici-bourg', team(listing), { headers: { cookie: staff.cookie } })).status,
      ).toBe(403);
    });

    it('loses a right at the next request', async () => {
      const [id = 0] = await writeListings(portal.world, here(), [{}]);
      const { cookie, account } = await signInAs(portal.world, here(), { grants: [{ listingId: id }] });
      const status = async () => (await portal.ask('ici-bourg', team(id), { headers: { cookie } })).status;
      expect(await status()).toBe(200);
      await portal.world.work.write(here(), (tx) =>
        tx.manager.query('DELETE FROM account_grant WHERE account_id = $1', [account.id]),
      );
      expect(await status()).toBe(404);
      await portal.world.work.write(here(), (tx) =>
        tx.manager.query('DELETE FROM account WHERE id = $1', [account.id]),
      );
      expect(await status()).toBe(303);
    });

    it('invites staff, limits what they do, and takes them out', async () => {
      const [id = 0] = await writeListings(portal.world, here(), [{}]);
      const owner = await signInAs(portal.world, here(), { grants: [{ listingId: id }] });
      const act = (fields: Record<string, string>) =>
        portal.post('ici-bourg', team(id), fields, { cookie: owner.cookie });
      expect((await act({ do: 'invite', inviteEmail: 'marc@' })).status).toBe(422);
      const sent = await act({
        do: 'invite',
        inviteEmail: 'Marc@Four.example',
        permission: 'listing.photos',
      });
      expect(sent.headers.location).toBe(`${team(id)}?fait=invite`);
      const link = await invitationTo(portal, here(), 'marc@four.example');
      const visitor = new PortalBrowser(portal);
      const page = await visitor.get(link);
      expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
      expect(page.body).toContain('Boulangerie des Halles');
      expect((await visitor.post(link)).headers.location).toContain('/connexion?suite=');

      const { browser: marc, account } = await somebody('marc@four.example');
      expect((await marc.post(link)).status).toBe(303);
      expect((await marc.get(team(id))).status).toBe(403);
      expect((await marc.post(link)).status).toBe(410);
      const grantOf = () =>
        query<{ permissions: string[] | null }>(
          'SELECT permissions FROM account_grant WHERE account_id = $1',
          [account.id],
        );
      expect(await grantOf()).toEqual([{ permissions: ['listing.read', 'listing.photos'] }]);
      // More than staff may is not given by naming it.
      await act({ do: 'limit', id: account.id, permission: 'listing.team' });
      expect(await grantOf()).toEqual([{ permissions: ['listing.read'] }]);
      await act({ do: 'remove', id: account.id });
      expect(await grantOf()).toEqual([]);
      // The owner is no staff: nothing of that takes her out.
      await act({ do: 'remove', id: owner.account.id });
      expect((await act({ do: 'limit', id: owner.account.id })).status).toBe(303);
      expect((await portal.ask('ici-bourg', team(id), { headers: { cookie: owner.cookie } })).status).toBe(
        200,
      );
    });

    it('sends an invitation again under a new link, takes it back, and lets it end after seven days', async () => {
      const [id = 0] = await writeListings(portal.world, here(), [{}]);
      const { cookie } = await signInAs(portal.world, here(), { grants: [{ listingId: id }] });
      const act = (fields: Record<string, string>) => portal.post('ici-bourg', team(id), fields, { cookie });
      await act({ do: 'invite', inviteEmail: 'lea@four.example' });
      const first = await invitationTo(portal, here(), 'lea@four.example');
      const [row] = await query<{ id: string }>(
        `SELECT id FROM account_invitation WHERE email = 'lea@four.example'`,
      );
      await act({ do: 'resend', id: row?.id ?? '' });
      const second = await invitationTo(portal, here(), 'lea@four.example');
      expect(second).not.toBe(first);
      expect((await portal.ask('ici-bourg', first)).status).toBe(410);
      expect((await portal.ask('ici-bourg', second)).status).toBe(200);
      expect((await portal.ask('autre-ville', second)).status).toBe(404);
      await age(
        portal,
        here(),
        `UPDATE account_invitation SET expires_at = now() + make_interval(secs => $1)`,
        -1,
      );
      expect((await portal.ask('ici-bourg', second)).status).toBe(410);
      await age(
        portal,
        here(),
        `UPDATE account_invitation SET expires_at = now() + make_interval(secs => $1)`,
        9_999,
      );
      await act({ do: 'revoke', id: row?.id ?? '' });
      expect((await portal.ask('ici-bourg', second)).status).toBe(410);
    });
  });
});
