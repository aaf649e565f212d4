import { enrolmentViewSchema, recoveryCodesSchema } from '@halles/contracts';
import { SECOND } from '@halles/kernel';
import { totpCode } from '@halles/platform/auth';
import { grantRole, resetSecondFactor, withdrawRole } from '@halles/platform/provisioning';
import { listAudit } from '@halles/platform/tenancy';
import type { World } from '@halles/testing';
import {
  addAccount,
  ConsoleClient,
  freshCode,
  openSession,
  signInWhole,
  type TestAccount,
} from '@halles/testing/console';
import { GENEROUS } from '@halles/testing';
import { ConsoleStage } from '../../testing/console-stage';

describe('the second factor', () => {
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

  const aBrowser = () => new ConsoleClient(stage.port, `203.0.113.${(visitors += 1)}`);
  const post = (browser: ConsoleClient, path: string, body: object = {}) =>
    browser.call({ method: 'POST', path: `/api/session/second-factor${path}`, body });
  const stepOf = async (browser: ConsoleClient) => (await browser.get('/api/session')).json['step'];

  async function withPassword(account: TestAccount): Promise<ConsoleClient> {
    const browser = aBrowser();
    expect((await browser.signIn(account.email, account.password)).status).toBe(200);
    return browser;
  }

  it('is set up by an operator before anything else opens, and asked for ever after', async () => {
    const account = await addAccount(world, { hasSecondFactor: false });
    const browser = await withPassword(account);
    expect(await stepOf(browser)).toBe('enrolment');
    expect((await browser.get('/api/overview')).json['code']).toBe('second-factor-enrolment-required');

    const begun = enrolmentViewSchema.parse((await post(browser, '/enrolment')).json);
    expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(begun.qr.path).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/);
    const wrong = await post(browser, '/confirmation', { code: '000000' });
    expect([wrong.status, wrong.json['code']]).toEqual([422, 'second-factor-refused']);
    expect((await browser.get('/api/overview')).status).toBe(403);

    const before = browser.cookie;
    const confirmed = await post(browser, '/confirmation', { code: totpCode(begun.secret, new Date()) });
    const { recoveryCodes } = recoveryCodesSchema.parse(confirmed.json);
    expect(recoveryCodes).toHaveLength(10);
    expect(browser.cookie).not.toBe(before);
    expect((await browser.get('/api/overview')).status).toBe(200);
    browser.cookie = before;
    expect((await browser.get('/api/session')).status).toBe(401);
    expect(await stepOf(await withPassword(account))).toBe('second-factor');
  });

  it('keeps neither secret nor recovery code as they are', async () => {
    const browser = await withPassword(await addAccount(world, { hasSecondFactor: false }));
    const { secret } = enrolmentViewSchema.parse((await post(browser, '/enrolment')).json);
    const { recoveryCodes } = recoveryCodesSchema.parse(
      (await post(browser, '/confirmation', { code: totpCode(secret, new Date()) })).json,
    );
    const db = world.installation.platform();
    const stored = JSON.stringify([
      await db.query('SELECT a::text AS row FROM console_account a'),
      await db.query('SELECT c::text AS row FROM console_recovery_code c'),
    ]);
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const text of [secret, ...recoveryCodes]) {
      expect(stored).not.toContain(text);
      expect(stored).not.toContain(hex(text));
    }
  });

  it('lets the password alone open nothing: not the overview, not another password, not another second factor', async () => {
    const account = await addAccount(world);
    const browser = await withPassword(account);
    expect((await browser.get('/api/session')).json).toMatchObject({
      step: 'second-factor',
      menu: { platform: [], tenants: [] },
    });
    const change = { current: account.password, next: 'une autre phrase longue' };
    const tries = [
      await browser.get('/api/overview'),
      await browser.get('/api/tenants/ici-bourg/team'),
      await browser.call({ method: 'POST', path: '/api/session/password', body: change }),
      await post(browser, '/enrolment'),
      await post(browser, '/confirmation', { code: '123456' }),
      await post(browser, '/removal', { code: '123456' }),
    ];
    expect(tries.map(({ status, json }) => [status, json['code']])).toEqual(
      tries.map(() => [403, 'second-factor-required']),
    );
  });

  it('tells its owner by mail that it was set up, and that it was taken away; the territory keeps both', async () => {
    const tenantId = world.here.tenant.id;
    const account = await addAccount(world, { role: 'agent', tenantId, hasSecondFactor: false });
    const told = () =>
      world.installation
        .platform()
        .query(`SELECT 1 FROM outbox WHERE kind = 'console.security-changed' AND ref = $1`, [account.id]);
    const browser = await withPassword(account);
    const { secret } = enrolmentViewSchema.parse((await post(browser, '/enrolment')).json);
    expect((await post(browser, '/confirmation', { code: '000000' })).status).toBe(422);
    expect(await told()).toEqual([]);
    const confirmed = await post(browser, '/confirmation', { code: totpCode(secret, new Date()) });
    expect(await told()).toHaveLength(1);
    const [code] = recoveryCodesSchema.parse(confirmed.json).recoveryCodes;
    expect((await post(browser, '/removal', { code })).status).toBe(204);
    expect(await told()).toHaveLength(2);
    const lines = await world.work.read(world.here, (tx) => listAudit(tx, 2));
    expect(lines.map(({ action, detail }) => [action, detail['subject']])).toEqual([
      ['team.second-factor-removed', account.id],
      ['team.second-factor-set', account.id],
    ]);
  });

  it('takes a code once: the same one opens no second session, nor do ten at the same instant', async () => {
    const account = await addAccount(world);
    const browsers = Array.from({ length: 10 }, aBrowser);
    for (const browser of browsers) await openSession(world, browser, account, false);
    const code = await freshCode(world, account);
    const answers = await Promise.all(browsers.map((browser) => post(browser, '', { code })));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(9);
  });

  it('takes a recovery code once, in the place of the telephone', async () => {
    const account = await addAccount(world, { hasSecondFactor: false });
    const enrolled = await withPassword(account);
    const { secret } = enrolmentViewSchema.parse((await post(enrolled, '/enrolment')).json);
    const { recoveryCodes } = recoveryCodesSchema.parse(
      (await post(enrolled, '/confirmation', { code: totpCode(secret, new Date()) })).json,
    );
    const [code = ''] = recoveryCodes;
    const first = await withPassword(account);
    expect((await post(first, '', { code: code.toUpperCase().replace('-', ' ') })).status).toBe(204);
    expect(await stepOf(first)).toBe('ready');
    expect((await post(await withPassword(account), '', { code })).status).toBe(422);
  });

  it('slows guessing down: a handful of codes, then a wait', async () => {
    const account = await addAccount(world);
    const browser = await withPassword(account);
    const statuses = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await post(browser, '', { code: String(100_000 + n) })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  it('gives the session another id at the code: the one of before opens nothing', async () => {
    const account = await addAccount(world);
    const browser = await withPassword(account);
    const before = browser.cookie;
    expect((await post(browser, '', { code: await freshCode(world, account) })).status).toBe(204);
    expect(browser.cookie).not.toBe(before);
    browser.cookie = before;
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('is taken away with a code of it; an operator then has to set up another, an agent need not', async () => {
    const operator = await addAccount(world);
    const browser = await signInWhole(world, aBrowser(), operator);
    expect((await post(browser, '/removal', { code: '000000' })).status).toBe(422);
    expect((await post(browser, '/enrolment')).json['code']).toBe('second-factor-in-place');
    expect((await post(browser, '/removal', { code: await freshCode(world, operator) })).status).toBe(204);
    expect(await stepOf(browser)).toBe('enrolment');

    const agent = await addAccount(world, {
      role: 'agent',
      tenantId: world.here.tenant.id,
      hasSecondFactor: true,
    });
    const other = await signInWhole(world, aBrowser(), agent);
    expect((await post(other, '/removal', { code: await freshCode(world, agent) })).status).toBe(204);
    expect(await stepOf(other)).toBe('ready');
  });

  it('is forgotten on the command line for who lost it, and what was open ends', async () => {
    const account = await addAccount(world);
    const browser = await signInWhole(world, aBrowser(), account);
    await resetSecondFactor(world.installation, account.email.toUpperCase());
    expect((await browser.get('/api/session')).status).toBe(401);
    expect(await stepOf(await withPassword(account))).toBe('enrolment');
  });

  it('opens nothing where the key of the installation was changed: the secret cannot be read any more', async () => {
    const account = await addAccount(world);
    await world.installation
      .platform()
      .query(
        `UPDATE console_account SET totp_secret = set_byte(totp_secret, 30, 255 - get_byte(totp_secret, 30)) WHERE id = $1`,
        [account.id],
      );
    const browser = await withPassword(account);
    const answer = await post(browser, '', { code: totpCode(account.secret ?? '', new Date()) });
    expect([answer.status, await stepOf(browser)]).toEqual([422, 'second-factor']);
  });

  it('follows the role: an agent who becomes an operator has to set one up, and what was open ends', async () => {
    const account = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    const browser = await signInWhole(world, aBrowser(), account);
    await grantRole(world.installation, account.email, { role: 'operator', tenant: null });
    expect((await browser.get('/api/session')).status).toBe(401);
    const again = await withPassword(account);
    expect(await stepOf(again)).toBe('enrolment');
    await withdrawRole(world.installation, account.email, null);
    expect((await again.get('/api/session')).status).toBe(401);
  });

  it('is counted from the clock of the server, to within thirty seconds', async () => {
    const account = await addAccount(world);
    const browser = await withPassword(account);
    const late = totpCode(account.secret ?? '', new Date(Date.now() - 95 * SECOND));
    expect((await post(browser, '', { code: late })).status).toBe(422);
  });
});
