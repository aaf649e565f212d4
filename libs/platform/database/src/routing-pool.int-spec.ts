import { openWorld, type World } from '@halles/testing';
import { type ConnectionKey, databaseAddresses, RoutingPool } from '.';

describe('routing pool', () => {
  let world: World;
  let pool: RoutingPool;

  beforeAll(async () => {
    world = await openWorld();
    await world.addTenant('troisieme');
  });
  afterAll(() => world.close());

  beforeEach(() => {
    pool = new RoutingPool(databaseAddresses(world.config), {
      masterKey: world.config.masterKey,
      max: 3,
      maxPerRole: 2,
      acquireTimeout: 200,
      statementTimeout: 300,
      answerTimeout: 10_000,
      lockTimeout: 100,
      applicationName: 'pool-test',
    });
  });
  afterEach(() => pool.end());

  const keyOf = (which: 'here' | 'there', mode: 'read' | 'write' = 'read'): ConnectionKey => {
    const { role, schema, database } = world[which].tenant;
    return { database, role, searchPath: schema, mode };
  };
  const roleSeen = async (key: ConnectionKey): Promise<string> => {
    const lease = await pool.acquire(key);
    const [row] = await lease.client.run<{ role: string }>('SELECT session_user AS role');
    lease.release();
    return row?.role ?? '';
  };

  it('keeps a connection for its own tenant and mode', async () => {
    expect(await roleSeen(keyOf('here'))).toBe(world.here.tenant.role);
    expect(await roleSeen(keyOf('there'))).toBe(world.there.tenant.role);
    expect(await roleSeen(keyOf('here'))).toBe(world.here.tenant.role);
    expect(pool.figures).toMatchObject({ open: 2, idle: 2 });
  });

  it('refuses the request that finds every connection of its tenant at work, after the wait', async () => {
    const held = [await pool.acquire(keyOf('here')), await pool.acquire(keyOf('here', 'write'))];
    await expect(pool.acquire(keyOf('here'))).rejects.toMatchObject({
      code: 'database-busy',
      kind: 'unavailable',
    });
    expect(pool.figures.refused).toBe(1);
    for (const lease of held) lease.release();
  });

  it('closes the idle connection that rested longest when the process is at its cap', async () => {
    await roleSeen(keyOf('here'));
    await roleSeen(keyOf('here', 'write'));
    await roleSeen(keyOf('there'));
    await roleSeen(keyOf('there', 'write'));
    expect(pool.figures).toMatchObject({ open: 3, evicted: 1 });
  });

  it('serves those who wait in the order in which they came', async () => {
    const held = [await pool.acquire(keyOf('here')), await pool.acquire(keyOf('here'))];
    const order: number[] = [];
    const waiters = [1, 2, 3].map(async (n) => {
      const lease = await pool.acquire(keyOf('here'));
      order.push(n);
      lease.release();
    });
    for (const lease of held) lease.release();
    await Promise.all(waiters);
    expect(order).toEqual([1, 2, 3]);
  });

  it('closes a connection whose statement was cancelled, was abandoned, left a transaction open or changed the session', async () => {
    const misuse = [
      async (key: ConnectionKey) => {
        const lease = await pool.acquire(key);
        await expect(
          lease.client.run('SELECT count(*) FROM generate_series(1, 100000000)'),
        ).rejects.toMatchObject({ code: '57014' });
        lease.release();
      },
      async (key: ConnectionKey) => {
        const lease = await pool.acquire(key);
        lease.client.run('SELECT count(*) FROM generate_series(1, 1000000)').catch(() => undefined);
        lease.release();
      },
      async (key: ConnectionKey) => {
        const lease = await pool.acquire(key);
        await lease.client.run('BEGIN');
        lease.release();
      },
      async (key: ConnectionKey) => {
        const lease = await pool.acquire(key);
        await lease.client.run('SET statement_timeout = 0');
        lease.release();
      },
    ];
    for (const misdeed of misuse) {
      await misdeed(keyOf('here'));
      expect(pool.figures).toMatchObject({ open: 0, idle: 0 });
    }
  });

  it('sends what is read at one moment together, and answers each statement by itself', async () => {
    const lease = await pool.acquire(keyOf('here'));
    const { client } = lease;
    // Prepared, as nearly every statement of a page is: no answer of the server is needed to send the next.
    await client.run('SELECT $1::int AS n', [0]);
    const writes: number[] = [];
    const send = client.connection.stream.write.bind(client.connection.stream);
    client.connection.stream.write = (chunk: Uint8Array | string, ...rest: never[]): boolean => {
      writes.push(client.connection.stream.writableCorked);
      return send(chunk, ...rest);
    };
    const [first, second, third] = await Promise.allSettled([
      client.run('SELECT $1::int AS n', [1]),
      client.run('SELECT 1 / $1::int AS n', [0]),
      client.run('SELECT $1::int AS n', [3]),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: [{ n: 1 }] });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect(third).toMatchObject({ status: 'fulfilled', value: [{ n: 3 }] });
    expect(writes.every((corked) => corked > 0)).toBe(true);
    lease.release();
    expect(pool.figures).toMatchObject({ open: 1, idle: 1 });
  });

  it('never starts workers or a compiler for a statement', async () => {
    const lease = await pool.acquire(keyOf('here'));
    const set = await lease.client.run<{ setting: string }>(
      `SELECT setting FROM pg_settings WHERE name IN ('jit', 'max_parallel_workers_per_gather') ORDER BY name`,
    );
    expect(set.map(({ setting }) => setting)).toEqual(['off', '0']);
    lease.release();
  });

  it('says that the server cannot be reached, and counts nothing as open', async () => {
    await expect(pool.acquire({ ...keyOf('here'), role: 't_ffffffffffff' })).rejects.toMatchObject({
      code: 'database-unreachable',
    });
    expect(pool.figures.open).toBe(0);
  });

  it('forgets a tenant that was suspended', async () => {
    await roleSeen(keyOf('here'));
    await roleSeen(keyOf('there'));
    await pool.forget(world.here.tenant.role);
    expect(pool.figures).toMatchObject({ open: 1, idle: 1 });
  });
});
