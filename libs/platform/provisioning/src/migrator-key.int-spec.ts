import { loadConfig, loadServerConfig, type Config } from '@halles/platform/config';
import {
  createPool,
  databaseAddresses,
  derivePassword,
  ExtendedClient,
  platformKey,
  platformRoles,
} from '@halles/platform/database';
import { required } from '@halles/kernel';
import { openWorld, type OwnPostgres, startOwnPostgres, type World } from '@halles/testing';
import { bootstrapDatabases, Installation, migrateTenants } from '.';

describe('the key of the migrator', () => {
  let server: OwnPostgres;
  let world: World;
  let masterKey: string;
  let migratorKey: string;
  beforeAll(async () => {
    // The password of the role is the whole server's.
    server = await startOwnPostgres();
    world = await openWorld({ postgresUrl: server.engine.url });
    masterKey = world.config.masterKey;
    migratorKey = required(world.config.migratorKey, 'the key');
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await server.close();
  }, 60_000);

  /** Whether the key opens the role. */
  const opens = async (key: string): Promise<boolean> => {
    const { host, port, database } = required(databaseAddresses(world.config).get('main'), 'main');
    const user = platformRoles.migrator;
    const client = new ExtendedClient({ host, port, database, user, password: derivePassword(key, user) });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: '28P01' });
      return false;
    } finally {
      await client.close();
    }
  };
  it('opens the role that makes roles, which what every server has does not', async () => {
    expect([await opens(migratorKey), await opens(masterKey)]).toEqual([true, false]);
  });

  it('is not in a server, which reads and writes without it and cannot ask for that role', async () => {
    const config: Config = loadServerConfig(world.env);
    expect([config.migratorKey, config.databaseAdminUrl]).toEqual([undefined, undefined]);
    const pool = createPool(config, 'server');
    await expect(pool.acquire(platformKey(platformRoles.migrator))).rejects.toMatchObject({
      code: 'migrator-key-missing',
    });
    for (const role of [platformRoles.registry, platformRoles.relay, platformRoles.console]) {
      const lease = await pool.acquire(platformKey(role));
      expect(await lease.client.run('SELECT session_user AS role')).toEqual([{ role }]);
      lease.release();
    }
    expect(pool.figures.open).toBe(3);
    await pool.end();
    await expect(Installation.open(config)).rejects.toMatchObject({ code: 'migrator-key-missing' });
  });

  it('replaces, at the next start, the one key of an installation that exists already', async () => {
    const formerly = { ...world.config, migratorKey: masterKey };
    await bootstrapDatabases(formerly);
    expect([await opens(masterKey), await opens(migratorKey)]).toEqual([true, false]);

    await bootstrapDatabases(world.config);
    expect([await opens(masterKey), await opens(migratorKey)]).toEqual([false, true]);
    const installation = await Installation.open(world.config);
    const { failed, tenants } = await migrateTenants(installation);
    await installation.close();
    expect([failed, tenants.map(({ state, passwordRenewed }) => [state, passwordRenewed])]).toEqual([
      0,
      [
        ['already', false],
        ['already', false],
      ],
    ]);
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ name: string }[]>('SELECT name FROM commune'),
    );
    expect(rows).toEqual([{ name: 'Bordeaux' }]);
  });

  it('takes back, with each migration, what a role has set on itself', async () => {
    const database = new URL(world.config.databaseUrl).pathname.slice(1);
    const left = () =>
      world.installation
        .platform()
        .query(
          'SELECT setrole::regrole AS role, setdatabase, setconfig FROM pg_db_role_setting ORDER BY 1, 2',
        );
    const before = await left();
    await world.work.write(world.here, async ({ manager }) => {
      await manager.query('ALTER ROLE CURRENT_USER SET role = none');
      await manager.query(`ALTER ROLE CURRENT_USER IN DATABASE ${database} SET search_path = pg_catalog`);
    });
    expect(await left()).not.toEqual(before);
    expect((await migrateTenants(world.installation)).failed).toBe(0);
    expect(await left()).toEqual(before);
  });

  it('must be another than that of the servers', () => {
    expect(() => loadConfig({ ...world.env, MIGRATOR_KEY: masterKey })).toThrow(
      /MIGRATOR_KEY: must be another/,
    );
  });
});
