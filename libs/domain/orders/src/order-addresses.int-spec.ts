import { randomUUID } from 'node:crypto';
import { openWorld, type World } from '@halles/testing';
import { FORGET_CUSTOMER, FORGET_CUSTOMER_LATER, LIST_BY_CUSTOMER, ORDERED_BY } from './order.repository';

describe('what somebody ordered', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it.each([
    ['found', ORDERED_BY, []],
    ['listed', LIST_BY_CUSTOMER, [50]],
    ['left to be forgotten later', FORGET_CUSTOMER_LATER, []],
    ['forgotten', FORGET_CUSTOMER, [new Date('2026-11-27T09:00:00Z')]],
  ])('is %s from indexes, by account and however the address was typed', async (_, statement, further) => {
    const plan = await world.work.write(world.here, async ({ manager }) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(`EXPLAIN ${statement}`, [randomUUID(), 'jeanne@habitante.example', ...further]);
    });
    const words = JSON.stringify(plan);
    expect(words).toContain('customer_order_by_address');
    expect(words).toContain('customer_order_by_account');
  });
});
