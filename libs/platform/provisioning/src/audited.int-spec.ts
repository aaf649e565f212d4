import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { openWorld, platformOf, type World } from '@halles/testing';
import {
  addHost,
  createOperator,
  exportTenant,
  grantRole,
  makeCanonical,
  removeHost,
  removeOperator,
  resetOperator,
  resetSecondFactor,
  setStorageQuota,
  setTenantState,
  verifyHost,
  withdrawRole,
} from '.';

const AGENT = 'agent@ici-bourg.example';

describe('what an operator does to a territory', () => {
  let world: World;
  let folder: string;
  let archive: string;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    folder = await mkdtemp(join(tmpdir(), 'halles-audited-'));
    archive = join(folder, 'here.tar.gz');
    for (const host of ['proved.example', 'unproved.example'])
      await addHost(world.installation, slug(), host);
    await platformOf(world).query("UPDATE host SET verified_at = now() WHERE host = 'proved.example'");
    await createOperator(world.installation, AGENT, 'Agent', { role: 'agent', tenant: slug() });
    await platformOf(world).query(
      "UPDATE console_account SET totp_secret = '\\x00', totp_confirmed_at = now() WHERE email = $1",
      [AGENT],
    );
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await world.close();
  });

  const slug = () => world.here.tenant.slug;
  const inSchema = (sql: string) =>
    world.installation.onSchema('main', world.here.tenant.role, (runner) => runner.query(sql));
  /** All that the acts below could change. */
  const state = async () => {
    const tables = ['tenant', 'host', 'console_account', 'console_grant'];
    const rows = await Promise.all(
      tables.map((table) => platformOf(world).query(`SELECT t::text FROM ${table} t ORDER BY 1`)),
    );
    return { rows, isExported: existsSync(archive) || existsSync(`${archive}.partial`) };
  };
  const role = { role: 'manager', tenant: 'ici-bourg' } as const;

  it.each<[string, () => Promise<unknown>]>([
    ['a host that is added', () => addHost(world.installation, slug(), 'new.example')],
    [
      'one that is verified',
      () =>
        verifyHost(world.installation, slug(), 'unproved.example', async () => {
          const [row] = await platformOf(world).query<{ token: string }>(
            "SELECT verification_token AS token FROM host WHERE host = 'unproved.example'",
          );
          return [row?.token ?? ''];
        }),
    ],
    ['one that is made canonical', () => makeCanonical(world.installation, slug(), 'proved.example')],
    ['one that is removed', () => removeHost(world.installation, slug(), 'unproved.example')],
    ['another state', () => setTenantState(world.installation, slug(), 'suspended', 'test')],
    ['another quota', () => setStorageQuota(world.installation, slug(), 12, 'test')],
    ['an export', () => exportTenant(world.installation, slug(), archive, { now: systemClock.now() })],
    ['an account that is made', () => createOperator(world.installation, 'new@bourg.example', 'New', role)],
    ['a new password', () => resetOperator(world.installation, AGENT)],
    ['a second factor that is taken away', () => resetSecondFactor(world.installation, AGENT)],
    ['a role that is given', () => grantRole(world.installation, AGENT, role)],
    ['a role that is withdrawn', () => withdrawRole(world.installation, AGENT, 'ici-bourg')],
    ['an account that is removed', () => removeOperator(world.installation, 'new@bourg.example')],
  ])('is not done where its line in the audit log cannot be written: %s', async (_what, act) => {
    const before = await state();
    await inSchema('ALTER TABLE audit_log RENAME TO audit_log_away');
    try {
      await expect(act()).rejects.toMatchObject({ driverError: { code: '42P01' } });
      expect(await state()).toEqual(before);
    } finally {
      await inSchema('ALTER TABLE audit_log_away RENAME TO audit_log');
    }
    await act();
    expect(await state()).not.toEqual(before);
  });
});
