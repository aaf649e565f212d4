import { platformDatabase, platformRoles } from '@halles/platform/database';
import { claimDue } from '@halles/platform/outbox';
import { setting } from './measure';
import { enqueue, jobsInRedis } from './queue';
import { isDone, openStage, outboxStates, passTime, receivedMail, type Stage, until } from './stage';

/** The suite does one of each; `CRASH_RUNS=20 npm test -- e2e relay-killed` the whole measure. */
const RUNS = setting('CRASH_RUNS', 1);

describe('an enquiry reaches the town hall although a relay or Redis dies on the way', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  const jobs = () => jobsInRedis(stage);

  /**
   * Kills a worker whose relay has taken both rows of an enquiry, and has handed them to a Redis that does not answer.
   * What Redis was told lies in its socket: it is carried out when Redis goes on, and lost when Redis is killed.
   */
  async function killRelay(): Promise<void> {
    await stage.clear();
    const worker = await stage.startWorker();
    // Redis knows Bull's scripts from here on: what is told next is one command.
    await stage.send();
    await until('the first enquiry is mailed', 60_000, isDone(stage, 2));
    process.kill(stage.redis.pid, 'SIGSTOP');
    await stage.send();
    await until(
      'the relay has taken the rows',
      5_000,
      async () => (await outboxStates(stage))['queued'] === 2,
    );
    // It tells Redis at once, and gives the rows back when there is no answer for two seconds.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await worker.kill();
  }

  /** The same, and Redis carries out what it was told: two jobs that wait for the next worker. */
  async function orphanJobs(): Promise<void> {
    await killRelay();
    process.kill(stage.redis.pid, 'SIGCONT');
    await until('the dead relay’s jobs are queued', 60_000, async () => (await jobs()) === 2);
  }

  const noJobLeft = () => until('no job is left', 60_000, async () => (await jobs()) === 0);

  async function expectEachOnce(): Promise<void> {
    const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
  }

  it(
    'between taking the rows and queueing them: handed out again when the lease ends',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await killRelay();
        stage.redis.kill();
        await stage.startRedis();
        expect(await jobs()).toBe(0);
        await stage.startWorker();
        expect(await outboxStates(stage)).toEqual({ done: 2, queued: 2 });
        await passTime(stage);
        await until('both mails sent', 60_000, isDone(stage, 4));
        await expectEachOnce();
      }
    },
    RUNS * 30_000,
  );

  it(
    'after queueing them, before anything is recorded: the jobs work although nobody waits for them',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await orphanJobs();
        // The lease ends while the next worker starts: its jobs and its relay reach for the same rows at once.
        await passTime(stage);
        await stage.startWorker();
        await until('both mails sent', 60_000, isDone(stage, 4));
        await noJobLeft();
        await expectEachOnce();
      }
    },
    RUNS * 30_000,
  );

  it(
    'after queueing them, and handed out again by another: two jobs, one mail',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await orphanJobs();
        await passTime(stage);
        const again = await claimDue(platformDatabase(stage.world.pool, platformRoles.relay), 10);
        await enqueue(stage, again);
        expect(await jobs()).toBe(4);
        await stage.startWorker();
        await noJobLeft();
        expect(await outboxStates(stage)).toEqual({ done: 4 });
        await expectEachOnce();
      }
    },
    RUNS * 40_000,
  );

  it(
    'Redis lost with the jobs that were in it: handed out again, by a worker that started without Redis',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await orphanJobs();
        stage.redis.kill();
        await stage.startWorker();
        await stage.startRedis({ empty: true });
        expect(await jobs()).toBe(0);
        await passTime(stage);
        await until('both mails sent', 60_000, isDone(stage, 4));
        await expectEachOnce();
      }
    },
    RUNS * 40_000,
  );

  it(
    'Redis lost under a worker that lives: it goes on with the next Redis',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        await stage.startWorker();
        stage.smtp.delayMs = 500;
        await stage.send();
        await until('the jobs are at work', 60_000, async () => (await outboxStates(stage))['queued'] === 2);
        stage.redis.kill();
        await stage.send();
        await stage.startRedis({ empty: true });
        await until('all mails sent', 60_000, isDone(stage, 4));
        await expectEachOnce();
      }
    },
    RUNS * 40_000,
  );
});
