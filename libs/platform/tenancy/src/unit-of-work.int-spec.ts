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
});
