import { openWorld, type OwnPostgres, startOwnPostgres, type World } from '@halles/testing';
import pg from 'pg';
import { type ConnectionKey, databaseAddresses, derivePassword, RoutingPool } from '.';
import { lacksTransactionTimeout } from './session-options';

/** What a role may set on itself, and what each connection must have instead. */
const POISON: Readonly<Record<string, { readonly set: string; readonly expected: string }>> = {
  search_path: { set: "'pg_catalog'", expected: '' },
  statement_timeout: { set: '1', expected: '300ms' },
  lock_timeout: { set: '1', expected: '100ms' },
  idle_in_transaction_session_timeout: { set: '1', expected: '10s' },
  idle_session_timeout: { set: '1', expected: '0' },
  transaction_timeout: { set: '1', expected: '0' },
  default_transaction_read_only: { set: 'on', expected: 'off' },
  default_transaction_isolation: { set: "'serializable'", expected: 'read committed' },
  row_security: { set: 'off', expected: 'on' },
  synchronous_commit: { set: 'off', expected: 'on' },
  TimeZone: { set: "'Pacific/Auckland'", expected: 'UTC' },
  DateStyle: { set: "'German'", expected: 'ISO, MDY' },
  IntervalStyle: { set: "'iso_8601'", expected: 'postgres' },
  bytea_output: { set: "'escape'", expected: 'hex' },
  standard_conforming_strings: { set: 'off', expected: 'on' },
  transform_null_equals: { set: 'on', expected: 'off' },
  array_nulls: { set: 'off', expected: 'on' },
  extra_float_digits: { set: '-15', expected: '1' },
  client_encoding: { set: "'LATIN1'", expected: 'UTF8' },
  application_name: { set: "'somebody else'", expected: 'pool-test' },
};

describe('a tenant’s role that set itself settings', () => {
  let server: OwnPostgres;
  let world: World;
  let pool: RoutingPool;
  beforeAll(async () => {
    // Others look for settings that were left on roles, of which the server has one list.
    server = await startOwnPostgres();
    world = await openWorld({ postgresUrl: server.engine.url });
    pool = new RoutingPool(databaseAddresses(world.config), {
      masterKey: world.config.masterKey,
      max: 3,
      maxPerRole: 3,
      acquireTimeout: 10_000,
      statementTimeout: 300,
      answerTimeout: 10_000,
      lockTimeout: 100,
      applicationName: 'pool-test',
    });
  }, 120_000);
  afterAll(async () => {
    await pool.end();
    await world.close();
    await server.close();
  }, 60_000);

  const keyOf = (mode: ConnectionKey['mode']): ConnectionKey => {
    const { role, schema, database } = world.here.tenant;
    return { database, role, searchPath: schema, mode };
  };
  const settings = async (mode: ConnectionKey['mode'], names: readonly string[]) => {
    const lease = await pool.acquire(keyOf(mode));
    try {
      const seen: Record<string, string | undefined> = {};
      for (const name of names) {
        const [row] = await lease.client.run<Record<string, string>>(`SHOW ${name}`);
        seen[name] = Object.values(row ?? {})[0];
      }
      return seen;
    } finally {
      lease.release();
    }
  };

  it('opens connections as everybody else', async () => {
    const poisoned = await pool.acquire(keyOf('write'));
    for (const [name, { set }] of Object.entries(POISON))
      await poisoned.client.run(`ALTER ROLE CURRENT_USER SET ${name} = ${set}`);
    poisoned.release(true);
    const expected = Object.fromEntries(Object.entries(POISON).map(([name, each]) => [name, each.expected]));
    expect(await settings('write', Object.keys(POISON))).toEqual({
      ...expected,
      search_path: world.here.tenant.schema,
    });
    expect(await settings('read', ['default_transaction_read_only'])).toEqual({
      default_transaction_read_only: 'on',
    });
    expect(
      await settings('bulk', ['statement_timeout', 'idle_in_transaction_session_timeout', 'work_mem']),
    ).toEqual({ statement_timeout: '0', idle_in_transaction_session_timeout: '0', work_mem: '64MB' });
  });

  it('is refused by a server that does not know a setting, in the words that the pool knows', async () => {
    const address = new URL(world.config.databaseUrl);
    const { role } = world.there.tenant;
    Object.assign(address, { username: role, password: derivePassword(world.config.masterKey, role) });
    const old = new pg.Client({ connectionString: address.href, options: '-c transaction_timeoutt=0' });
    const error: unknown = await old.connect().catch((refusal: unknown) => refusal);
    expect(lacksTransactionTimeout(error)).toBe(true);
    expect(lacksTransactionTimeout(new Error('the network is away'))).toBe(false);
  });

  it('is itself in every session, whatever role was left on it to begin with', async () => {
    const { role } = world.here.tenant;
    const other = world.there.tenant.role;
    const admin = new pg.Client({ connectionString: world.env['DATABASE_ADMIN_URL'] });
    await admin.connect();
    const address = new URL(world.config.databaseUrl);
    Object.assign(address, { username: role, password: derivePassword(world.config.masterKey, role) });
    const bare = new pg.Client({ connectionString: address.href });
    const who = 'SELECT current_user::text AS current, session_user::text AS session';
    try {
      await admin.query(`ALTER ROLE ${role} RESET ALL`);
      // As wide as it can be: it may become the other, and begins as the other, in this database and in all.
      await admin.query(`GRANT ${other} TO ${role} WITH SET TRUE`);
      await admin.query(`ALTER ROLE ${role} SET role = ${other}`);
      await admin.query(`ALTER ROLE ${role} IN DATABASE ${address.pathname.slice(1)} SET role = ${other}`);
      await bare.connect();
      // Those that are open already began before.
      await pool.forget(role);
      expect((await bare.query(who)).rows).toEqual([{ current: other, session: role }]);
      for (const mode of ['read', 'write', 'bulk'] as const) {
        const lease = await pool.acquire(keyOf(mode));
        expect(await lease.client.run(who)).toEqual([{ current: role, session: role }]);
        // Whoever resets it gets what the session began with, and not what is left on the role.
        await lease.client.run('RESET ROLE');
        expect(await lease.client.run(who)).toEqual([{ current: role, session: role }]);
        lease.release(true);
      }
    } finally {
      await bare.end();
      await admin.query(`REVOKE ${other} FROM ${role}`);
      await admin.end();
    }
  });

  it('never hands a session that was changed to the next unit of work', async () => {
    for (const change of [
      'SET search_path = pg_catalog',
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
      'SET ROLE NONE',
      'RESET ALL',
      'DISCARD ALL',
    ]) {
      const lease = await pool.acquire(keyOf('write'));
      const [before] = await lease.client.run<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await lease.client.run(change);
      lease.release();
      const next = await pool.acquire(keyOf('write'));
      const [after] = await next.client.run<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      next.release();
      expect([change, after?.pid === before?.pid]).toEqual([change, false]);
    }
  });
});
