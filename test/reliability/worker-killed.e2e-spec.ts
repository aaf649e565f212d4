import { required } from '@halles/kernel';
import { databaseAddresses, platformDatabase, platformRoles } from '@halles/platform/database';
import { claimDue } from '@halles/platform/outbox';
import { connectAdmin } from '@halles/platform/provisioning';
import { platformOf } from '@halles/testing';
import { note, setting } from './measure';
import { enqueue, jobsInRedis, passQueueTime } from './queue';
import { isDone, openStage, passTime, receivedMail, type Stage, until } from './stage';

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

  /** How often each row was handed out. */
  async function dispatches(): Promise<number[]> {
    const rows = await platformOf(stage.world).query<{ dispatches: number }>('SELECT dispatches FROM outbox');
    return rows.map((row) => row.dispatches);
  }

  /** Both mails are on their way to the mail server, and no answer has come. */
  const bothAtWork = (n: number) => async () => {
    const counted = await attempts();
    return counted.length === 2 && counted.every((count) => count === n);
  };

  /** At most one duplicate, under the same Message-ID. */
  async function expectOneMoreAtMost(): Promise<number> {
    const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(2);
    expect(ids.length).toBeLessThanOrEqual(3);
    return ids.length - 2;
  }

  it(
    'while the mail server is answering: sent again as soon as the queue notices, before the lease runs out',
    async () => {
      const times: number[] = [];
      const doubles: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        stage.smtp.delayMs = 3_000;
        const worker = await stage.startWorker();
        await stage.send();
        await until('the worker is sending', 60_000, bothAtWork(1));
        await worker.kill();
        const killed = performance.now();
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        await until('both mails sent', 60_000, isDone(stage, 2));
        times.push(Math.round(performance.now() - killed));
        // Bull notices the dead worker by its lock; the outbox's lease would be the second net, and hand them out again.
        expect(await dispatches()).toEqual([1, 1]);
        doubles.push(await expectOneMoreAtMost());
      }
      note('from kill -9 to both mails sent, ms', { times, doubles });
    },
    RUNS * 60_000,
  );

  it(
    'after the mail server took a mail and before that is recorded: that one once more, and no other is on its way',
    async () => {
      const address = required(databaseAddresses(stage.world.config).get('main'), 'main');
      const admin = await connectAdmin(stage.world.config, address);
      const isWaiting = async () => {
        const { rows } = await admin.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
          [`${stage.world.here.tenant.schema}.mail_delivery`],
        );
        return (rows[0]?.n ?? 0) > 0;
      };
      const doubles: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        stage.smtp.delayMs = 1_500;
        const worker = await stage.startWorker();
        await stage.send();
        await until('both attempts are counted', 60_000, bothAtWork(1));
        // The record of what was sent waits here; the mails do not.
        await admin.query(`BEGIN; LOCK TABLE ${stage.world.here.tenant.schema}.mail_delivery IN SHARE MODE`);
        await until('what was sent is about to be recorded', 60_000, isWaiting);
        expect(stage.smtp.given).toBe(1);
        await worker.kill();
        await admin.query('ROLLBACK');
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        await until('both are recorded', 60_000, isDone(stage, 2));
        doubles.push(await expectOneMoreAtMost());
      }
      await admin.end();
      note('mails sent twice', { doubles });
    },
    RUNS * 60_000,
  );

  it(
    'again and again among many mails: each kill doubles one at most',
    async () => {
      const [enquiries, kills] = [10 * RUNS, 3 * RUNS];
      await stage.clear();
      stage.smtp.delayMs = 100;
      for (let n = 0; n < enquiries; n += 1) await stage.send();
      for (let kill = 1; kill <= kills; kill += 1) {
        const worker = await stage.startWorker();
        const before = stage.smtp.given;
        const enough = Math.floor((enquiries * 2) / (kills + 1));
        // A kill comes late on a busy machine: then fewer are left than the next one waits for.
        await until(
          'some of them are sent',
          60_000,
          async () => stage.smtp.given >= before + enough || (await isDone(stage, enquiries * 2)()),
        );
        await worker.kill();
        // Nobody waits for leases here.
        await passQueueTime(stage);
        await passTime(stage);
      }
      await stage.startWorker();
      await until('all are sent', 120_000, isDone(stage, enquiries * 2));
      const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
      const doubled = ids.length - new Set(ids).size;
      note('mails sent twice', { mails: enquiries * 2, kills, doubled });
      expect(new Set(ids).size).toBe(enquiries * 2);
      expect(doubled).toBeLessThanOrEqual(kills);
    },
    RUNS * 360_000,
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
          await until('the worker is sending', 60_000, bothAtWork(crash));
          await worker.kill();
          await passQueueTime(stage);
        }
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        await until('both mails sent', 60_000, isDone(stage, 2));
        expect(await dispatches()).toEqual([1, 1]);
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
        await until('both mails sent', 60_000, isDone(stage, 2));
        await enqueue(stage, rows);
        await until('no job is left', 60_000, async () => (await jobsInRedis(stage)) === 0);
        expect(await attempts()).toEqual([1, 1]);
        expect(await receivedMail(stage)).toHaveLength(2);
      }
    },
    RUNS * 30_000,
  );
});
