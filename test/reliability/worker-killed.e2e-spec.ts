import { required } from '@halles/kernel';
import { databaseAddresses, platformDatabase, platformRoles } from '@halles/platform/database';
import { claimDue } from '@halles/platform/outbox';
import { connectAdmin } from '@halles/platform/provisioning';
import { platformOf } from '@halles/testing';
import { note, setting } from './measure';
import { enqueue, jobsInRedis, passQueueTime } from './queue';
import { isDone, openStage, receivedMail, type Stage, until } from './stage';

/** The suite does one of each; `CRASH_RUNS=20 npm test -- e2e worker-killed` the whole measure. */
const RUNS = setting('CRASH_RUNS', 1);

describe('an enquiry reaches the town hall although the worker dies on the way', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  async function attempts(): Promise<number[]> {
    const rows = await stage.world.work.read(stage.world.here, ({ manager }) =>
      manager.query<{ attempts: number }[]>('SELECT attempts FROM mail_delivery ORDER BY id'),
    );
    return rows.map((row) => row.attempts);
  }

  /** Both mails are on their way to the mail server, and no answer has come. */
  const bothAtWork = (n: number) => async () => {
    const counted = await attempts();
    return counted.length === 2 && counted.every((count) => count === n);
  };

  /** At most one duplicate for each mail, under the same Message-ID. */
  async function expectOneMoreAtMost(): Promise<number> {
    const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(ids.filter((other) => other === id).length).toBeLessThanOrEqual(2);
    return ids.length - 2;
  }

  it(
    'while the mail server is answering: sent again within 15 seconds',
    async () => {
      const times: number[] = [];
      const doubles: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        stage.smtp.delayMs = 3_000;
        const worker = await stage.startWorker();
        await stage.send();
        await until('the worker is sending', 10_000, bothAtWork(1));
        await worker.kill();
        const killed = performance.now();
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        await until('both mails sent', 30_000, isDone(stage, 2));
        times.push(Math.round(performance.now() - killed));
        doubles.push(await expectOneMoreAtMost());
      }
      note('from kill -9 to both mails sent, ms', { times, doubles });
      // Bull notices the dead worker by its lock; the outbox's lease would be the second net.
      expect(Math.max(...times)).toBeLessThan(15_000);
    },
    RUNS * 60_000,
  );

  it(
    'after the mail server took the mails and before that is recorded: at most one more of each, the same',
    async () => {
      const address = required(databaseAddresses(stage.world.config).get('main'), 'main');
      const admin = await connectAdmin(stage.world.config, address);
      const doubles: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        stage.smtp.delayMs = 1_500;
        const worker = await stage.startWorker();
        await stage.send();
        await until('both attempts are counted', 10_000, bothAtWork(1));
        // The record of what was sent waits here; the mails do not.
        await admin.query(`BEGIN; LOCK TABLE ${stage.world.here.tenant.schema}.mail_delivery IN SHARE MODE`);
        await until('the server has both mails', 5_000, async () => (await receivedMail(stage)).length === 2);
        await worker.kill();
        await admin.query('ROLLBACK');
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        await until('both are recorded', 30_000, isDone(stage, 2));
        doubles.push(await expectOneMoreAtMost());
      }
      await admin.end();
      note('mails sent twice', { doubles });
    },
    RUNS * 60_000,
  );

  it(
    'three times on the same job: Bull does not give it up, and the outbox need not hand it out again',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        stage.smtp.delayMs = 20_000;
        await stage.send();
        for (let crash = 1; crash <= 3; crash += 1) {
          const worker = await stage.startWorker();
          await until('the worker is sending', 10_000, bothAtWork(crash));
          await worker.kill();
          await passQueueTime(stage);
        }
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        await until('both mails sent', 15_000, isDone(stage, 2));
        const dispatches = await platformOf(stage.world).query<{ dispatches: number }>(
          'SELECT dispatches FROM outbox',
        );
        expect(dispatches).toEqual([{ dispatches: 1 }, { dispatches: 1 }]);
        expect(await attempts()).toEqual([4, 4]);
        expect(new Set((await receivedMail(stage)).map(({ messageId }) => messageId)).size).toBe(2);
      }
    },
    RUNS * 90_000,
  );

  it(
    'the same handing-out queued twice: one mail, whether the first is at work or over',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        stage.smtp.delayMs = 500;
        await stage.send();
        const rows = await claimDue(platformDatabase(stage.world.pool, platformRoles.relay), 10);
        expect(rows).toHaveLength(2);
        await enqueue(stage, [...rows, ...rows]);
        expect(await jobsInRedis(stage)).toBe(4);
        await stage.startWorker();
        await until('both mails sent', 10_000, isDone(stage, 2));
        await enqueue(stage, rows);
        await until('no job is left', 10_000, async () => (await jobsInRedis(stage)) === 0);
        expect(await attempts()).toEqual([1, 1]);
        expect(await receivedMail(stage)).toHaveLength(2);
      }
    },
    RUNS * 30_000,
  );
});
