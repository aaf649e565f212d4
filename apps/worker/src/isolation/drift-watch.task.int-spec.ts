import type { Log } from '@halles/platform/observability';
import { openWorld, type OwnPostgres, platformOf, startOwnPostgres, type World } from '@halles/testing';
import { DriftWatchTask } from './drift-watch.task';

describe('the watch over drift', () => {
  let server: OwnPostgres;
  let world: World;
  const lines: { readonly level: 'error' | 'warn'; readonly fields: object }[] = [];
  const log = {
    error: (fields: object) => lines.push({ level: 'error', fields }),
    warn: (fields: object) => lines.push({ level: 'warn', fields }),
  } as unknown as Log;

  beforeAll(async () => {
    // What is left on roles is the whole server's.
    server = await startOwnPostgres();
    world = await openWorld({ postgresUrl: server.engine.url });
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await server.close();
  }, 60_000);
  beforeEach(() => lines.splice(0));

  const check = () => new DriftWatchTask(world.config, log, world.pool).check();
  const settingsLeft = () =>
    platformOf(world).query(
      'SELECT setrole::regrole AS role, setdatabase, setconfig FROM pg_db_role_setting ORDER BY setrole, setdatabase',
    );

  it('says nothing of an installation that is as it was made', async () => {
    await check();
    expect(lines).toEqual([]);
  });

  it('reports what a tenant’s role has set on itself, takes it back, and leaves its limit of temporary files', async () => {
    const before = await settingsLeft();
    const database = new URL(world.config.databaseUrl).pathname.slice(1);
    await world.work.write(world.here, async ({ manager }) => {
      for (const setting of ['search_path = pg_catalog', 'statement_timeout = 1', 'synchronous_commit = off'])
        await manager.query(`ALTER ROLE CURRENT_USER SET ${setting}`);
      await manager.query(`ALTER ROLE CURRENT_USER IN DATABASE ${database} SET row_security = off`);
    });
    expect(await settingsLeft()).not.toEqual(before);
    // The product goes on meanwhile, on new connections too.
    await world.pool.forget(world.here.tenant.role);
    const [row] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ schema: string }[]>('SELECT current_schema() AS schema'),
    );
    expect(row?.schema).toBe(world.here.tenant.schema);

    await check();
    expect(await settingsLeft()).toEqual(before);
    const told = (level: string): string[] =>
      lines.filter((line) => line.level === level).map(({ fields }) => JSON.stringify(fields));
    for (const level of ['error', 'warn']) {
      expect(told(level)).toHaveLength(4);
      for (const setting of [
        'search_path=pg_catalog',
        'statement_timeout=1',
        'synchronous_commit=off',
        'row_security=off',
      ])
        expect(told(level)).toContainEqual(expect.stringContaining(setting));
      expect(told(level).every((line) => line.includes(world.here.tenant.role))).toBe(true);
    }
    lines.splice(0);
    await check();
    expect(lines).toEqual([]);
  });

  it('reports at each check what only the command line may take back, and takes back the rest', async () => {
    await world.work.write(world.here, async ({ manager }) => {
      for (const setting of ['role = none', 'jit = on'])
        await manager.query(`ALTER ROLE CURRENT_USER SET ${setting}`);
    });
    await check();
    await check();
    const { role } = world.here.tenant;
    expect(lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['error', expect.objectContaining({ object: `${role} role=none` })],
      ['error', expect.objectContaining({ object: `${role} jit=on` })],
      ['warn', { database: 'main', role, setting: 'jit=on' }],
      ['error', expect.objectContaining({ object: `${role} role=none` })],
    ]);
    await world.work.write(world.here, ({ manager }) => manager.query('ALTER ROLE CURRENT_USER RESET role'));
  });

  it('is not a power that tenants have', async () => {
    const attempt = world.work.write(world.here, ({ manager }) =>
      manager.query('SELECT * FROM platform.reset_tenant_settings()'),
    );
    await expect(attempt).rejects.toMatchObject({ driverError: { code: '42501' } });
  });
});
