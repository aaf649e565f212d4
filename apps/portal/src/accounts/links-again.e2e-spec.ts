import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { age, linkTo, PortalBrowser } from '../../testing/portal-browser';
import { type Portal, openPortal } from '../../testing/portal-harness';

const PASSWORD = 'girafe lampe otarie';
const NEXT = 'quatre mots sans lien';
const SENT = '/connexion/lien-envoye';

describe('a link for a new account that is asked for more than once', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => portal.close());

  const here = () => portal.world.here;
  const query = <T>(sql: string, values: unknown[]): Promise<T[]> =>
    portal.world.work.read(here(), (tx) => tx.manager.query<T[]>(sql, values));

  let people = 0;
  const address = () => `encore-${(people += 1)}@four.example`;
  const signUp = (browser: PortalBrowser, email: string) =>
    browser.post('/inscription', { name: 'Odile Fournier', email, newPassword: PASSWORD });
  const signsIn = async (email: string, password: string) =>
    (await new PortalBrowser(portal).signIn(email, password)).status;
  const overdue = (email: string) =>
    age(
      portal,
      here(),
      `UPDATE account_link SET expires_at = now() - make_interval(secs => $1) WHERE email = '${email}'`,
      1,
    );

  it('keeps the password that was typed where the browser that typed it asks again, too late', async () => {
    const email = address();
    const browser = new PortalBrowser(portal);
    await signUp(browser, email);
    const first = await linkTo(portal, here(), email);
    await overdue(email);
    expect((await browser.post(`${first}/nouveau`)).headers.location).toBe(SENT);
    const next = await linkTo(portal, here(), email);
    expect((await browser.get(next)).body).not.toContain('autocomplete="new-password"');
    expect((await browser.post(next)).status).toBe(303);
    expect(await signsIn(email, PASSWORD)).toBe(303);
  });

  it('asks the browser that renewed it for the password that another one typed', async () => {
    const email = address();
    await signUp(new PortalBrowser(portal), email);
    const first = await linkTo(portal, here(), email);
    await overdue(email);
    const owner = new PortalBrowser(portal);
    await owner.post(`${first}/nouveau`);
    const next = await linkTo(portal, here(), email);
    const page = await owner.get(next);
    expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
    expect(page.body).toContain('autocomplete="new-password"');
    expect(page.body).toContain('n’est pas repris');
    expect((await owner.post(next)).status).toBe(422);
    expect(await query('SELECT 1 FROM account WHERE email = $1', [email])).toEqual([]);
    expect((await owner.post(next, { newPassword: NEXT })).status).toBe(303);
    expect([await signsIn(email, NEXT), await signsIn(email, PASSWORD)]).toEqual([303, 401]);
  });

  it('serves once in all of its mails, whichever is opened, and leaves no password behind', async () => {
    const email = address();
    const browser = new PortalBrowser(portal);
    await signUp(browser, email);
    const first = await linkTo(portal, here(), email);
    await browser.post(SENT);
    const stranger = new PortalBrowser(portal);
    await signUp(stranger, email);
    const strangers = await linkTo(portal, here(), email);
    const bystander = address();
    await signUp(new PortalBrowser(portal), bystander);
    expect((await browser.post(first)).status).toBe(303);
    expect((await stranger.post(strangers)).status).toBe(410);
    expect(await query('SELECT 1 FROM account_link WHERE email = $1 AND used_at IS NULL', [email])).toEqual(
      [],
    );
    expect(
      await query(`SELECT 1 FROM account_link WHERE email = $1 AND carries ? 'passwordHash'`, [email]),
    ).toEqual([]);
    expect(
      await query('SELECT 1 FROM account_link WHERE email = $1 AND used_at IS NULL', [bystander]),
    ).toHaveLength(1);
  });

  it('makes one account where two of its mails are opened at the same instant', async () => {
    const email = address();
    const browser = new PortalBrowser(portal);
    await signUp(browser, email);
    const first = await linkTo(portal, here(), email);
    await browser.post(SENT);
    const links = [first, await linkTo(portal, here(), email)];
    const answers = await Promise.all(links.map((link) => browser.post(link)));
    // Who comes second hears that the link is over, or that there is an account: by which of both was stored first.
    expect([
      [303, 410],
      [303, 422],
    ]).toContainEqual(answers.map(({ status }) => status).sort());
    expect(await query('SELECT 1 FROM account WHERE email = $1', [email])).toHaveLength(1);
  });

  it('ends every link that went to an address with a mistake, once that is corrected', async () => {
    const [wrong, right] = [address(), address()];
    const browser = new PortalBrowser(portal);
    await signUp(browser, wrong);
    const astray = [await linkTo(portal, here(), wrong)];
    await browser.post(SENT);
    astray.push(await linkTo(portal, here(), wrong));
    const other = new PortalBrowser(portal);
    await signUp(other, wrong);
    const theirs = await linkTo(portal, here(), wrong);
    await browser.post(SENT, { act: 'correct', email: right });
    const stranger = new PortalBrowser(portal);
    for (const link of astray) {
      expect((await stranger.get(link)).status).toBe(410);
      expect((await stranger.post(`${link}?ailleurs=oui`, { newPassword: NEXT })).status).toBe(410);
    }
    expect(
      await query(
        `SELECT carries FROM account_link WHERE email = $1 AND used_at IS NOT NULL AND carries <> '{}'`,
        [wrong],
      ),
    ).toEqual([]);
    expect((await browser.post(await linkTo(portal, here(), right))).status).toBe(303);
    // Those that somebody else asked for are theirs.
    expect((await other.post(theirs)).status).toBe(303);
  });
});
