import { verifyPassword } from '@halles/platform/auth';
import { listAudit, type TenantContext } from '@halles/platform/tenancy';
import { openWorld, platformOf, type World } from '@halles/testing';
import {
  createFirstOperator,
  createOperator,
  grantRole,
  listOperators,
  removeOperator,
  resetOperator,
  resetSecondFactor,
  withdrawRole,
} from '.';

describe('the accounts of the console', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const hashOf = async (email: string): Promise<string> => {
    const [row] = await platformOf(world).query<{ hash: string }>(
      'SELECT password_hash AS hash FROM console_account WHERE email = $1',
      [email],
    );
    return row?.hash ?? '';
  };

  it('makes the first operator once', async () => {
    const first = await createFirstOperator(world.installation);
    expect(first?.password).toMatch(/^[a-z0-9-]{16,}$/);
    expect(await createFirstOperator(world.installation)).toBeUndefined();
  });

  it('keeps a hash of the one-time password, and asks for another one', async () => {
    const { email, password } = await createOperator(world.installation, ' Claire@Mairie.example ', 'Claire');
    expect(email).toBe('claire@mairie.example');
    expect(await verifyPassword(await hashOf(email), password)).toBe(true);
    expect(await listOperators(world.installation)).toContainEqual(
      expect.objectContaining({ email, name: 'Claire', mustChangePassword: true }),
    );
  });

  it('refuses a second account for an email, and what is no email', async () => {
    await expect(createOperator(world.installation, 'CLAIRE@mairie.example', 'x')).rejects.toMatchObject({
      code: 'operator-exists',
    });
    await expect(createOperator(world.installation, 'claire', 'x')).rejects.toMatchObject({
      code: 'operator-refused',
    });
  });

  it('a reset ends the sessions, the link to ProConnect and the old password', async () => {
    const old = await hashOf('claire@mairie.example');
    await platformOf(world).query(
      `INSERT INTO console_session (token_hash, account_id, expires_at)
       SELECT sha256('a'), id, now() + interval '1 hour' FROM console_account WHERE email = 'claire@mairie.example'`,
    );
    await platformOf(world).query(
      `INSERT INTO console_identity (issuer, subject, account_id, linked_at)
       SELECT 'https://issuer.example', 'somebody', id, now() FROM console_account WHERE email = 'claire@mairie.example'`,
    );
    const { password } = await resetOperator(world.installation, 'Claire@mairie.example');
    for (const table of ['console_session', 'console_identity'])
      expect(await platformOf(world).query(`SELECT 1 FROM ${table}`)).toEqual([]);
    expect(await hashOf('claire@mairie.example')).not.toBe(old);
    expect(await verifyPassword(await hashOf('claire@mairie.example'), password)).toBe(true);
    await expect(resetOperator(world.installation, 'nobody@mairie.example')).rejects.toMatchObject({
      code: 'no-such-operator',
    });
  });

  it('gives roles on the installation or on a territory, and nothing between', async () => {
    const email = 'agent@mairie.example';
    await createOperator(world.installation, email, 'Agent', { role: 'agent', tenant: 'ici-bourg' });
    const rolesOf = async () =>
      (await listOperators(world.installation)).find((row) => row.email === email)?.roles;
    expect(await rolesOf()).toEqual(['agent of ici-bourg']);
    await grantRole(world.installation, email, { role: 'manager', tenant: 'ici-bourg' });
    await grantRole(world.installation, email, { role: 'agent', tenant: 'autre-ville' });
    expect(await rolesOf()).toEqual(['agent of autre-ville', 'manager of ici-bourg']);
    await withdrawRole(world.installation, email, 'autre-ville');
    expect(await rolesOf()).toEqual(['manager of ici-bourg']);
    for (const input of [
      { role: 'operator', tenant: 'ici-bourg' },
      { role: 'agent', tenant: null },
    ] as const)
      await expect(grantRole(world.installation, email, input)).rejects.toMatchObject({
        code: 'role-refused',
      });
    await expect(
      grantRole(world.installation, email, { role: 'agent', tenant: 'nowhere' }),
    ).rejects.toMatchObject({ code: 'no-such-tenant' });
    await removeOperator(world.installation, email);
  });

  it('is told of to the territory: each thing that an operator did to the account of its team, and nothing else', async () => {
    const email = 'trace@mairie.example';
    const { installation } = world;
    const linesOf = async (ctx: TenantContext) =>
      (await world.work.read(ctx, (tx) => listAudit(tx, 100))).filter(({ action }) =>
        action.startsWith('team.'),
      );
    const before = { here: await linesOf(world.here), there: await linesOf(world.there) };
    await createOperator(installation, email, 'Trace', { role: 'agent', tenant: 'ici-bourg' });
    const [account] = await platformOf(world).query<{ id: string }>(
      'SELECT id FROM console_account WHERE email = $1',
      [email],
    );
    await resetOperator(installation, email);
    await resetSecondFactor(installation, email);
    await grantRole(installation, email, { role: 'manager', tenant: 'ici-bourg' });
    await grantRole(installation, email, { role: 'agent', tenant: 'autre-ville' });
    await withdrawRole(installation, email, 'autre-ville');
    await removeOperator(installation, email);
    const [here, there] = [await linesOf(world.here), await linesOf(world.there)];
    const fresh = here.slice(0, here.length - before.here.length);
    expect(fresh.map(({ action }) => action).reverse()).toEqual([
      'team.created',
      'team.password-reset',
      'team.second-factor-reset',
      'team.granted',
      'team.removed',
    ]);
    for (const { actor, detail } of fresh) {
      expect([actor, detail['subject']]).toEqual(['operator:command', account?.id]);
      expect(JSON.stringify(detail)).not.toContain(email);
    }
    expect(there.slice(0, there.length - before.there.length).map(({ action }) => action)).toEqual([
      'team.withdrawn',
      'team.granted',
    ]);
  });

  it('leaves one operator, whatever other accounts there are', async () => {
    const [one, other] = (await listOperators(world.installation)).map(({ email }) => email);
    await withdrawRole(world.installation, one ?? '', null);
    await expect(withdrawRole(world.installation, other ?? '', null)).rejects.toMatchObject({
      code: 'last-operator',
    });
    await expect(removeOperator(world.installation, other ?? '')).rejects.toMatchObject({
      code: 'last-operator',
    });
    await grantRole(world.installation, one ?? '', { role: 'operator', tenant: null });
  });

  it('takes accounts away, but never the last: two at once leave one', async () => {
    const emails = (await listOperators(world.installation)).map(({ email }) => email);
    expect(emails).toHaveLength(2);
    const outcomes = await Promise.allSettled(
      emails.map((email) => removeOperator(world.installation, email)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [last] = await listOperators(world.installation);
    await expect(removeOperator(world.installation, last?.email ?? '')).rejects.toMatchObject({
      code: 'last-operator',
    });
  });
});
