import { setTimeout as sleep } from 'node:timers/promises';
import { freezePostgres, openWorld, type OwnPostgres, startOwnPostgres, type World } from '@halles/testing';
import { type ConnectionKey, databaseAddresses, RoutingPool } from '.';

describe('a PostgreSQL that is frozen', () => {
  let server: OwnPostgres;
  let world: World;
  let pool: RoutingPool;
  let thaw: () => void = () => undefined;

  beforeAll(async () => {
    server = await startOwnPostgres();
    world = await openWorld({ postgresUrl: server.engine.url });
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await server.close();
  }, 60_000);
  const openPool = (answerTimeout: number): RoutingPool =>
    new RoutingPool(databaseAddresses(world.config), {
      masterKey: world.config.masterKey,
      max: 4,
      maxPerRole: 2,
      // Whoever waits for a connection is not answered by this limit.
      acquireTimeout: 600_000,
      // PostgreSQL's own limit would come too late, if it could come at all.
      statementTimeout: 600_000,
      answerTimeout,
      lockTimeout: 600_000,
      applicationName: 'frozen-test',
    });
  beforeEach(() => (pool = openPool(200)));
  afterEach(async () => {
    thaw();
    await pool.end();
  });

  const keyOf = (mode: ConnectionKey['mode'] = 'read'): ConnectionKey => {
    const { role, schema, database } = world.here.tenant;
    return { database, role, searchPath: schema, mode };
  };
  const ask = async (mode?: ConnectionKey['mode']): Promise<unknown> => {
    const lease = await pool.acquire(keyOf(mode));
    try {
      return await lease.client.run('SELECT $1::int AS n', [1]);
    } finally {
      lease.release();
    }
  };
  /** Asks until it is answered. */
  const recovered = async (): Promise<unknown> => {
    for (;;) {
      try {
        return await ask();
      } catch {
        await sleep(50);
      }
    }
  };

  it('fails what runs, what waits for a connection and what opens one, and refuses the rest without waiting', async () => {
    const held = [await pool.acquire(keyOf()), await pool.acquire(keyOf('write'))];
    thaw = freezePostgres(server.engine);
    const running = held.map(({ client }) => client.run('SELECT 1'));
    const waiting = pool.acquire(keyOf());
    const opening = pool.acquire({ ...keyOf(), role: world.there.tenant.role });
    const outcomes = await Promise.allSettled([...running, waiting, opening]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    for (const late of outcomes.slice(2))
      expect(late).toMatchObject({ reason: { code: 'database-unreachable' } });
    for (const lease of held) lease.release();
    expect(pool.figures).toMatchObject({ idle: 0, waiting: 0 });
    await expect(ask()).rejects.toMatchObject({ code: 'database-unreachable' });
    expect(pool.figures.open).toBe(0);

    thaw();
    expect(await recovered()).toEqual([{ n: 1 }]);
  });

  it('waits in silence where the work is a job of minutes, which goes on afterwards', async () => {
    const job = await pool.acquire(keyOf('bulk'));
    const page = await pool.acquire(keyOf('read'));
    thaw = freezePostgres(server.engine);
    const working = job.client.run('SELECT $1::int AS n', [2]);
    await expect(page.client.run('SELECT 1')).rejects.toThrow();
    page.release();
    thaw();
    expect(await working).toEqual([{ n: 2 }]);
    job.release();
    expect(pool.figures).toMatchObject({ open: 1, idle: 1 });
  });

  it('is not what a slow statement is taken for', async () => {
    await pool.end();
    pool = openPool(2_000);
    const [holder, slow] = [await pool.acquire(keyOf('write')), await pool.acquire(keyOf('write'))];
    for (const { client } of [holder, slow]) await client.run('BEGIN');
    await holder.client.run("UPDATE commune SET name = 'held'");
    const waiting = slow.client.run("UPDATE commune SET name = 'waited' RETURNING name");
    // Silent for longer than a server may be, while it answers whoever else asks.
    await sleep(3_000);
    await holder.client.run('ROLLBACK');
    expect(await waiting).toEqual([{ name: 'waited' }]);
    for (const lease of [holder, slow]) lease.release();
  });

  it('does not keep its clients from ending', async () => {
    await ask();
    thaw = freezePostgres(server.engine);
    await pool.end();
    expect(pool.figures.open).toBe(0);
  });
});
