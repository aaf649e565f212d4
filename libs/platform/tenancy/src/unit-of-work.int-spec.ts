import { openWorld, type World } from '@halles/testing';

describe('unit of work', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('reads each tenant as its own role, in its own schema', async () => {
    for (const ctx of [world.here, world.there]) {
      const [row] = await world.work.read(ctx, ({ manager }) =>
        manager.query<{ role: string; schema: string }[]>(
          'SELECT session_user AS role, current_schema() AS schema',
        ),
      );
      expect(row).toEqual({ role: ctx.tenant.role, schema: ctx.tenant.schema });
    }
  });

  it('refuses to write in a read', async () => {
    const attempt = world.work.read(world.here, ({ manager }) =>
      manager.query("DELETE FROM commune WHERE code = '33063'"),
    );
    await expect(attempt).rejects.toMatchObject({ driverError: { code: '25006' } });
  });

  it('tells what a dry run would do, and does nothing of it', async () => {
    const renamed = await world.work.write(
      world.here,
      async ({ manager }) => {
        await manager.query("UPDATE commune SET name = 'tried'");
        return manager.query<{ name: string }[]>('SELECT name FROM commune');
      },
      { dryRun: true },
    );
    expect(renamed).toEqual([{ name: 'tried' }]);
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ name: string }[]>('SELECT name FROM commune'),
    );
    expect(rows).toEqual([{ name: 'Bordeaux' }]);
  });

  it('ends a bulk transaction in the middle of a statement, on the server too', async () => {
    const abort = new AbortController();
    const endless = world.work.bulk(
      world.here,
      async ({ manager }) => {
        await manager.query("UPDATE commune SET name = 'halfway'");
        await manager.query('SELECT count(*) FROM generate_series(1, 100000000000)');
      },
      abort.signal,
    );
    const reason = new Error('enough');
    setTimeout(() => abort.abort(reason), 100);
    await expect(endless).rejects.toThrow();
    // Waits for the row: two seconds at most, which is less than the statement would take.
    await world.work.write(world.here, ({ manager }) => manager.query('UPDATE commune SET name = name'));
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ name: string }[]>('SELECT name FROM commune'),
    );
    expect(rows).toEqual([{ name: 'Bordeaux' }]);
    await expect(
      world.work.bulk(world.here, () => Promise.reject(new Error('never asked')), abort.signal),
    ).rejects.toBe(reason);
    expect(world.pool.figures.waiting).toBe(0);
  });

  it('does not notice a migration under its prepared statements', async () => {
    const select = 'SELECT * FROM commune WHERE code = $1';
    const all = (mode: 'read' | 'write') =>
      Promise.all(
        Array.from({ length: 6 }, () =>
          world.work[mode](world.here, ({ manager }) => manager.query<object[]>(select, ['33063'])),
        ),
      );
    await all('read');
    await all('write');
    const { schema } = world.here.tenant;
    await world.installation.onSchema('main', schema, (runner) =>
      runner.query('ALTER TABLE commune ADD COLUMN later text'),
    );
    for (const mode of ['read', 'write'] as const) {
      for (const [row] of await all(mode)) expect(row).toHaveProperty('later', null);
    }
    expect(world.pool.figures.waiting).toBe(0);
  });
});
