import { openWorld, type World } from '@halles/testing';
import { AddressIndexes1764285000000 } from '../../../../migrations/tenant/1764285000000-address-indexes';
import { DELETE_BY_RECIPIENT, LIST_BY_RECIPIENT } from './delivery.repository';

describe('what went to an address', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const planOf = async (statement: string): Promise<string> =>
    world.work.write(world.here, async ({ manager }) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return JSON.stringify(await manager.query(`EXPLAIN ${statement}`, ['jeanne@habitante.example']));
    });

  it('is found and erased from an index, however it was typed', async () => {
    expect(await planOf(LIST_BY_RECIPIENT)).toContain('mail_delivery_by_address');
    expect(await planOf(DELETE_BY_RECIPIENT)).toContain('mail_delivery_by_address');
  });

  it('keeps its indexes when the migration that makes them is taken back and applied again', async () => {
    const migration = new AddressIndexes1764285000000();
    const { schema } = world.here.tenant;
    const indexes = () =>
      world.installation.onSchema('main', schema, (runner) =>
        runner.query(
          `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
              AND tablename IN ('mail_delivery', 'customer_order') ORDER BY indexname`,
        ),
      );
    const made = await indexes();
    await world.installation.onSchema('main', schema, (runner) => migration.down(runner));
    const names = JSON.stringify(await indexes());
    expect([names.includes('by_address'), names.includes('customer_order_by_email')]).toEqual([false, true]);
    await world.installation.onSchema('main', schema, (runner) => migration.up(runner));
    expect(await indexes()).toEqual(made);
  });
});
