import { openWorld, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { REFUNDS, STEPS } from './order-work-personal-data';

describe('what somebody did with orders', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const planOf = async (statement: string): Promise<string> =>
    world.work.write(world.here, async ({ manager }) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return JSON.stringify(await manager.query(`EXPLAIN ${statement}`, [uuid()]));
    });

  it('is found from an index, however many orders there are', async () => {
    expect(await planOf(STEPS)).toContain('order_event_by_account');
    expect(await planOf(REFUNDS)).toContain('order_withdrawal_by_refunder');
  });
});
