import { sessionViewSchema } from '@halles/contracts';
import { consolePasswordLink } from '@halles/domain/console-accounts';
import { listAudit, SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { GENEROUS, statementsOf, untilWaiting, type World } from '@halles/testing';
import { addAccount, ConsoleClient, freshCode, signInWhole, type TestAccount } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const NEXT = 'quatre piles de cageots vides';

describe('a forgotten password of the console', () => {
  let world: World;
  let stage: ConsoleStage;
  let visitors = 0;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
  });
  afterAll(async () => {
    await stage.close();
  });

  const db = () => world.installation.platform();
  const aBrowser = () => new ConsoleClient(stage.port, `203.0.113.${(visitors += 1)}`);
  const ask = (email: string, from = aBrowser()) =>
    from.call({ method: 'POST', path: '/api/passwords/request', body: { email, locale: 'fr' } });
  const anAgent = (tenantId = world.here.tenant.id) => addAccount(world, { role: 'agent', tenantId });
  const linkOf = (ctx: TenantContext, id: string) => ({
    tenant: ctx.tenant.slug,
    token: new SignedLinks(world.config.masterKey).issue(ctx, consolePasswordLink, { id, serial: 0 }),
  });
  const offer = (link: object) =>
    aBrowser().call({ method: 'POST', path: '/api/passwords/offer', body: link });
  const reset = (link: object, password = NEXT, from = aBrowser()) =>
    from.call({ method: 'POST', path: '/api/passwords/reset', body: { ...link, password } });
  const promised = () =>
    db().query<{ ref: string; role: string }>(
      `SELECT ref, tenant_role AS role FROM outbox WHERE kind = 'console.password-link' ORDER BY id DESC`,
    );

  /** Asks for the link of an account, as the mail would carry it. */
  async function asked(account: TestAccount, ctx: TenantContext = world.here) {
    expect((await ask(account.email.toUpperCase())).status).toBe(204);
    const [row] = await promised();
    return { id: row?.ref ?? '', link: linkOf(ctx, row?.ref ?? ''), role: row?.role };
  }

  it('is replaced by the link of a mail, which the territory of the account sends', async () => {
    const account = await anAgent(world.there.tenant.id);
    const { link, role } = await asked(account, world.there);
    expect(role).toBe(world.there.tenant.role);
    expect((await offer(link)).json).toEqual({ email: account.email });
    const browser = aBrowser();
    const answer = await reset(link, NEXT, browser);
    expect(sessionViewSchema.parse(answer.json)).toMatchObject({ email: account.email, step: 'ready' });
    expect((await browser.get('/api/session')).status).toBe(200);
    expect((await aBrowser().signIn(account.email, account.password)).status).toBe(401);
    expect((await aBrowser().signIn(account.email, NEXT)).status).toBe(200);
  });

  it('is not replaced by a link that was asked for before the password changed', async () => {
    const account = await anAgent();
    const { link } = await asked(account);
    const browser = aBrowser();
    await browser.signIn(account.email, account.password);
    const change = { current: account.password, next: NEXT };
    expect((await browser.call({ method: 'POST', path: '/api/session/password', body: change })).status).toBe(
      204,
    );
    expect((await reset(link, 'cinq tables de marché pliées')).status).toBe(410);
    expect((await aBrowser().signIn(account.email, NEXT)).status).toBe(200);
  });

  it('answers alike, and does alike, for an address that has no account', async () => {
    const account = await anAgent();
    const answers = [await ask(account.email), await ask('nobody@nowhere.example')];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [204, ''],
      [204, ''],
    ]);
    const [unknown, known] = await promised();
    const rows = await db().query(
      'SELECT account_id AS "accountId" FROM console_password_link WHERE id = ANY($1)',
      [[unknown?.ref, known?.ref]],
    );
    expect(rows).toEqual(expect.arrayContaining([{ accountId: null }, { accountId: account.id }]));
    expect((await reset(linkOf(world.here, unknown?.ref ?? ''))).json['code']).toBe(
      'console-password-link-ended',
    );
  });

  it('takes the same work, in the platform’s own tables, for an address of whichever territory and of none', async () => {
    const [here, there] = [await anAgent(), await anAgent(world.there.tenant.id)];
    const work = [];
    // The first warms up: a connection that is opened for it would be seen.
    for (const email of [there.email, here.email, there.email, 'nobody@nowhere.example'])
      work.push(await statementsOf(() => ask(email)));
    const [, ...told] = work;
    expect(told[0]?.filter((statement) => !statement.startsWith('halles_console'))).toEqual([]);
    expect(told[0]).toContainEqual(expect.stringContaining('INTO outbox'));
    for (const other of told) expect(other).toEqual(told[0]);
  });

  it('is asked for three times an hour with one address, known or not, from wherever', async () => {
    const account = await anAgent();
    for (const email of [account.email, 'stranger@nowhere.example']) {
      const statuses = [];
      for (let i = 0; i < 4; i += 1) statuses.push((await ask(email)).status);
      expect(statuses).toEqual([204, 204, 204, 429]);
    }
  });

  it('is chosen once with each of two links that are used at the same instant: one is done, the other is over', async () => {
    const account = await anAgent();
    const asks = [await asked(account), await asked(account)];
    let answers: Promise<{ readonly status: number }[]> | undefined;
    // Both come as far as they can, then go on in the same instant.
    await db().transaction(async (tx) => {
      await tx.query('SELECT 1 FROM console_password_link WHERE id = ANY ($1) FOR UPDATE', [
        asks.map(({ id }) => id),
      ]);
      answers = Promise.all(asks.map(({ link }) => reset(link)));
      await untilWaiting(world, 2);
    });
    expect((await answers)?.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it('changes in the console and by a link at the same instant', async () => {
    for (let round = 0; round < 5; round += 1) {
      const account = await anAgent();
      const { link } = await asked(account);
      const browser = aBrowser();
      await browser.signIn(account.email, account.password);
      const change = { current: account.password, next: NEXT };
      const both = await Promise.all([
        reset(link, 'cinq tables de marché pliées'),
        browser.call({ method: 'POST', path: '/api/session/password', body: change }),
      ]);
      expect(both.filter(({ status }) => status >= 500)).toEqual([]);
    }
  });

  it('serves once, however many use it at the same instant, and ends every other link and session', async () => {
    const account = await anAgent();
    const signedIn = await signInWhole(world, aBrowser(), account);
    const { link: other } = await asked(account);
    const { link } = await asked(account);
    const answers = await Promise.all(Array.from({ length: 6 }, () => reset(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(5).fill(410)]);
    expect((await reset(other)).status).toBe(410);
    expect((await signedIn.get('/api/session')).status).toBe(401);
    const [line] = await world.work.read(world.here, (tx) => listAudit(tx, 1));
    expect(line).toMatchObject({ action: 'team.password-changed', detail: { subject: account.id } });
  });

  it('still asks for the second factor', async () => {
    const account = await addAccount(world, {
      role: 'agent',
      tenantId: world.here.tenant.id,
      hasSecondFactor: true,
    });
    const { link } = await asked(account);
    const browser = aBrowser();
    expect((await reset(link, NEXT, browser)).json).toMatchObject({
      step: 'second-factor',
      menu: { tenants: [] },
    });
    expect((await browser.get('/api/tenants/ici-bourg/claims')).status).toBe(403);
    const body = { code: await freshCode(world, account) };
    expect((await browser.call({ method: 'POST', path: '/api/session/second-factor', body })).status).toBe(
      204,
    );
    expect((await browser.get('/api/tenants/ici-bourg/claims')).status).toBe(200);
  });

  it('promises the owner that it is told, of this change and of one in the console', async () => {
    const account = await anAgent();
    const { link } = await asked(account);
    const browser = aBrowser();
    await reset(link, NEXT, browser);
    const change = { current: NEXT, next: 'une autre phrase bien longue' };
    const changed = await browser.call({ method: 'POST', path: '/api/session/password', body: change });
    expect(changed.status).toBe(204);
    const rows = await db().query(
      `SELECT 1 FROM outbox WHERE kind = 'console.password-changed' AND ref = $1`,
      [account.id],
    );
    expect(rows).toHaveLength(2);
  });

  it('takes no link that is too old, of another territory, or forged, and no password that everybody tries', async () => {
    const { id, link } = await asked(await anAgent());
    expect((await reset(link, 'motdepasse2026')).json).toMatchObject({ errors: [{ pointer: '/password' }] });
    for (const wrong of [
      linkOf(world.there, id),
      { ...link, token: `${link.token}x` },
      { ...link, tenant: 'none' },
    ])
      expect((await offer(wrong)).json['code']).toBe('console-password-link-ended');
    await db().query(
      `UPDATE console_password_link SET created_at = created_at - interval '31 minutes' WHERE id = $1`,
      [id],
    );
    expect((await reset(link)).status).toBe(410);
  });
});
