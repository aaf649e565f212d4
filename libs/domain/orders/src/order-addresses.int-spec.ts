import { openWorld, type World } from '@halles/testing';
import { FORGET_ADDRESS, ORDERED_BY } from './order.repository';

describe('what somebody ordered', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it.each([
    ['found', ORDERED_BY, []],
    ['forgotten', FORGET_ADDRESS, [new Date('2026-11-27T09:00:00Z')]],
  ])('is %s from an index, however the address was typed', async (_, statement, further) => {
    const plan = await world.work.write(world.here, async ({ manager }) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(`EXPLAIN ${statement}`, ['jeanne@habitante.example', ...further]);
    });
    expect(JSON.stringify(plan)).toContain('customer_order_by_address');
  });
});
