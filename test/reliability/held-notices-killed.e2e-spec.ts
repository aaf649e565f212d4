import { platformOf } from '@halles/testing';
import { moveOf } from '@halles/testing/orders';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { openOrderShop, type OrderShop } from './order-shop';
import { isDone, openStage, receivedMail, type Stage, until } from './stage';

describe('what customers are told once a step is not taken back any more, whoever dies meanwhile', () => {
  let stage: Stage;
  let shop: OrderShop;

  beforeAll(async () => {
    // So long that nothing is due before the test says so.
    stage = await openStage({ env: { ORDER_NOTICE_DELAY_SECONDS: '600' } });
    shop = await openOrderShop(stage);
  }, 90_000);
  afterAll(() => stage.close(), 60_000);

  const toCustomers = async (): Promise<number> =>
    (await receivedMail(stage)).filter(({ to }) => to.endsWith('@habitante.example')).length;
  const held = () =>
    shop.orders.rowsOf('SELECT id FROM customer_order WHERE notices_due_at IS NOT NULL ORDER BY id');
  /** Their time has come. */
  const pass = async (): Promise<void> => {
    await stage.world.work.write(stage.world.here, ({ manager }) =>
      manager.query('UPDATE customer_order SET notices_due_at = now() WHERE notices_due_at IS NOT NULL'),
    );
  };

  it('reaches each once, although worker and queue are lost, and nobody whose step was taken back', async () => {
    const { handling } = shop.orders;
    const { here } = stage.world;
    const worker = await stage.startWorker();
    const placed = [];
    for (let n = 0; n < 4; n += 1) placed.push(await shop.place(uuid()));
    await until('customers and shop have what they ordered', 60_000, isDone(stage, 8));
    for (const { id } of placed) await handling.move(here, moveOf(await handling.get(here, id)), 'accepted');
    const [undone] = placed;
    await handling.move(here, moveOf(await handling.get(here, undone?.id ?? '')), 'received');
    expect([await toCustomers(), (await held()).length]).toEqual([4, 3]);
    await worker.kill();
    stage.redis.kill();
    await pass();
    await stage.startRedis({ empty: true });
    await stage.startWorker();
    await stage.startWorker();
    await until('each is told', 120_000, async () => (await toCustomers()) === 7);
    await until('nothing is left to do', 60_000, async () => {
      const rows = await platformOf(stage.world).query("SELECT 1 FROM outbox WHERE status <> 'done'");
      return rows.length === 0;
    });
    await sleep(1_500);
    expect([await toCustomers(), await held()]).toEqual([7, []]);
  }, 240_000);
});
