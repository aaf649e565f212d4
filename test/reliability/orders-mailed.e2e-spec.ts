import { required } from '@halles/kernel';
import { platformOf } from '@halles/testing';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { readOutboxFigures } from '../../apps/console-api/src/overview/overview.repository';
import { presentEngines } from '../../apps/console-api/src/overview/engine-health';
import { openOrderShop, OrderForm, type OrderShop } from './order-shop';
import { passQueueTime } from './queue';
import { isDone, openStage, outboxStates, passTime, receivedMail, type Stage, until } from './stage';

/** Ten minutes without a mail server are so many attempts, and the seconds until the one after each. */
const WAITS = [30, 60, 120, 300] as const;
/** And the attempt after those. */
const NEXT_WAIT = 900;

describe('an order reaches its shop and its customer, whatever its mails meet on the way', () => {
  let stage: Stage;
  let shop: OrderShop;
  let form: OrderForm;

  beforeAll(async () => {
    stage = await openStage();
    shop = await openOrderShop(stage);
    form = new OrderForm(stage, shop);
    await stage.startPortal();
  }, 90_000);
  afterAll(() => stage.close(), 60_000);
  beforeEach(() => stage.clear());

  const platform = () => platformOf(stage.world);
  const queueHealth = async () => {
    const answers = { version: null, latencyMs: 1 };
    const outbox = await readOutboxFigures(platform());
    const engines = presentEngines({ postgres: answers, redis: answers, mail: answers, outbox }, 'en');
    return required(
      engines.find(({ name }) => name === 'queue'),
      'the queue',
    ).state;
  };
  /** What the shop reads of the mails of an order, by whom they went to. */
  async function mailsOf(id: string): Promise<Record<string, string>> {
    const mails = await shop.orders.mails.list(stage.world.here, id);
    return Object.fromEntries(mails.map(({ to, status }) => [to, status]));
  }

  /** Until every mail has failed so often; each then waits for as long as is said of it, and a tenth more or less. */
  async function expectWait(failures: number, seconds: number, mails: number): Promise<void> {
    const began = performance.now();
    await until(`the attempt number ${String(failures)} failed`, 60_000, async () => {
      const rows = await platform().query("SELECT 1 FROM outbox WHERE status = 'pending' AND failures = $1", [
        failures,
      ]);
      return rows.length === mails;
    });
    const rows = await platform().query<{ wait: number }>(
      'SELECT extract(epoch FROM next_at - now())::float8 AS wait FROM outbox',
    );
    const since = (performance.now() - began) / 1_000;
    for (const { wait } of rows) {
      expect(wait).toBeLessThanOrEqual(1.1 * seconds);
      expect(wait).toBeGreaterThanOrEqual(0.9 * seconds - since);
    }
  }

  it('a mail server that is away for ten minutes, then says "later", then refuses the customers for good', async () => {
    const placed = [];
    for (let n = 0; n < 3; n += 1) placed.push(await shop.place(uuid()));
    await stage.mailbox.close();
    await stage.startWorker();
    try {
      for (const [index, seconds] of WAITS.entries()) {
        await expectWait(index + 1, seconds, 6);
        if (index + 1 < WAITS.length) await passTime(stage);
      }
    } finally {
      await stage.startMailServer();
    }
    stage.smtp.fail = () => ({ code: 451, message: 'later' });
    await passTime(stage);
    await expectWait(WAITS.length + 1, NEXT_WAIT, 6);
    expect(await queueHealth()).toBe('up');
    stage.smtp.fail = ({ to }) =>
      String(to).includes('@habitante.example') ? { code: 550, message: 'no such mailbox' } : null;
    await passTime(stage);
    await until('each mail is sent or given up', 60_000, async () => {
      const { done = 0, dead = 0 } = await outboxStates(stage);
      return done + dead === 6;
    });
    expect(await outboxStates(stage)).toEqual({ done: 3, dead: 3 });
    for (const { id } of placed) expect(await mailsOf(id)).toEqual({ shop: 'sent', customer: 'refused' });
    expect(await queueHealth()).toBe('degraded');
    // What was given up is tried no more.
    const { given } = stage.smtp;
    await passTime(stage);
    await sleep(1_500);
    expect([stage.smtp.given, (await receivedMail(stage)).length]).toEqual([given, 3]);
  }, 240_000);

  it('a worker that stands still for longer than its jobs are its own, and goes on: each mail once, but the one in hand', async () => {
    stage.smtp.delayMs = 400;
    const worker = await stage.startWorker();
    for (let n = 0; n < 8; n += 1) await shop.place(uuid());
    await until('some are sent, and more are at work', 60_000, () => Promise.resolve(stage.smtp.given >= 3));
    const { pid } = worker.process;
    process.kill(required(pid, 'the worker'), 'SIGSTOP');
    await passQueueTime(stage);
    await passTime(stage);
    stage.smtp.delayMs = 0;
    const second = await stage.startWorker();
    await until('all are sent by the other', 60_000, async () => {
      // What the first one holds of rows and connections is waited for a while, and tried again.
      await passTime(stage, 5_000);
      return isDone(stage, 16)();
    });
    process.kill(required(pid, 'the worker'), 'SIGCONT');
    await shop.place(uuid());
    await until('it lives, and so does the other', 60_000, isDone(stage, 18));
    await sleep(1_500);
    const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(18);
    expect(ids.length - 18).toBeLessThanOrEqual(1);
    expect(await outboxStates(stage)).toEqual({ done: 18 });
    expect([await worker.stop(), await second.stop()]).toEqual([0, 0]);
    expect(await shop.contradictions()).toEqual([]);
  }, 180_000);

  it('a Redis without room for one more job: orders are taken, the operator is told, and all is mailed once there is', async () => {
    const worker = await stage.startWorker();
    const redis = new Redis(stage.redis.url);
    try {
      await redis.config('SET', 'maxmemory', '1');
      await expect(redis.set('x', 'x')).rejects.toThrow('OOM');
      const keys = Array.from({ length: 10 }, () => uuid());
      const answers = await Promise.all(keys.map((key) => form.post(key)));
      expect(answers.map((answer) => answer?.status)).toEqual(keys.map(() => 303));
      expect(await shop.stored(keys)).toHaveLength(10);
      await sleep(2_500);
      const { pending = 0, queued = 0, ...others } = await outboxStates(stage);
      expect([pending + queued, others]).toEqual([20, {}]);
      expect(await receivedMail(stage)).toEqual([]);
      // Two minutes later.
      await platform().query(
        "UPDATE outbox SET next_at = next_at - interval '125 seconds' WHERE status = 'pending'",
      );
      expect(await queueHealth()).toBe('degraded');
      await redis.config('SET', 'maxmemory', '0');
      await until('all is mailed', 60_000, async () => {
        await passTime(stage, 5_000);
        return isDone(stage, 20)();
      });
      expect(new Set((await receivedMail(stage)).map(({ messageId }) => messageId)).size).toBe(20);
      expect(stage.smtp.given).toBe(20);
      expect(await queueHealth()).toBe('up');
      expect(await worker.stop()).toBe(0);
    } finally {
      await redis.config('SET', 'maxmemory', '0');
      redis.disconnect();
    }
    expect(await shop.contradictions()).toEqual([]);
  }, 180_000);
});
