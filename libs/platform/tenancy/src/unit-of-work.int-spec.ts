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
