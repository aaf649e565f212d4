import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { platformOf } from '@halles/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { type Answer, ContactForm } from './contact-form';
import { note, setting } from './measure';
import { openStage, outboxStates, passTime, receivedMail, type Stage, until } from './stage';

/** The suite does one of each; `CRASH_RUNS=20 npm test -- e2e database-killed` the whole measure. */
const RUNS = setting('CRASH_RUNS', 1);

/** How long things take is asked of the whole measure alone, on a machine that does nothing else. */
const IS_MEASURE = RUNS > 1;

/** As a power cut, and as `pg_ctl stop -m immediate`. */
const WAYS = ['SIGKILL', 'SIGQUIT'] as const;

/** Twenty enquiries a second, for two seconds. */
const ENQUIRIES = 40;
const INTERVAL = 50;

describe('PostgreSQL dies while citizens send the contact form', () => {
  let stage: Stage;
  let form: ContactForm;

  beforeAll(async () => {
    stage = await openStage({ ownPostgres: true });
    form = new ContactForm(stage.portalPort, stage.world.here.tenant.slug);
    await stage.startPortal();
  }, 90_000);
  afterAll(() => stage.close(), 60_000);
  beforeEach(async () => {
    await stage.clear();
    await stage.startWorker();
  }, 30_000);
  // A test that failed in between leaves none.
  afterEach(() => stage.startPostgres(), 30_000);

  const stored = async (keys: readonly string[]) =>
    stage.world.work.read(stage.world.here, ({ manager }) =>
      manager.query<{ key: string; reference: string }[]>(
        'SELECT idempotency_key AS key, reference FROM enquiry WHERE idempotency_key = ANY ($1)',
        [keys],
      ),
    );

  async function die(how: (typeof WAYS)[number]): Promise<void> {
    const postgres = required(stage.postgres, 'a PostgreSQL of its own');
    process.kill(postgres.pid, how);
    await postgres.exited;
  }

  /** Milliseconds from the engine's first answer until the portal stores again. */
  async function recover(): Promise<number> {
    await stage.startPostgres();
    const started = performance.now();
    const key = uuid();
    await until('the portal stores again', 60_000, async () => (await form.postJson(key))?.status === 201);
    return Math.round(performance.now() - started);
  }

  /** Everything that the outbox holds is mailed; how many twice. */
  async function expectAllMailed(enquiries: number): Promise<number> {
    await until('all is mailed', 60_000, async () => {
      // What a job was at when the database went waits for its lease.
      await passTime(stage, 5_000);
      return (await outboxStates(stage))['done'] === enquiries * 2;
    });
    const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(enquiries * 2);
    return ids.length - enquiries * 2;
  }

  /** Two enquiries whose rows are written and locked, and whose transactions wait before their last statement. */
  async function sendHalf(
    keys: readonly [string, string],
  ): Promise<{ readonly answers: Promise<(Answer | null)[]> }> {
    const address = required(databaseAddresses(stage.world.config).get('main'), 'main');
    const admin = await connectAdmin(stage.world.config, address);
    admin.on('error', () => undefined);
    await admin.query('BEGIN; LOCK TABLE platform.outbox IN SHARE MODE');
    const answers = Promise.all([form.post(keys[0]), form.postJson(keys[1])]);
    await until('both transactions wait', 60_000, async () => {
      const waiting = await platformOf(stage.world).query(
        `SELECT 1 FROM pg_locks waits JOIN pg_locks holds USING (pid)
          WHERE NOT waits.granted AND waits.relation = 'platform.outbox'::regclass
            AND holds.mode = 'RowExclusiveLock' AND holds.relation = $1::regclass`,
        [`${stage.world.here.tenant.schema}.enquiry`],
      );
      return waiting.length === 2;
    });
    return { answers };
  }

  it.each(WAYS)(
    'between the lock and the commit (%s): no answer says that it is stored, and the same form sent again is one enquiry',
    async (how) => {
      const recoveries: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        await stage.startWorker();
        const keys = [uuid(), uuid()] as const;
        const half = await sendHalf(keys);
        await die(how);
        expect((await half.answers).map((answer) => answer?.status)).toEqual([503, 503]);
        recoveries.push(await recover());
        expect(await stored(keys)).toEqual([]);
        for (const key of keys) expect(await form.post(key)).toMatchObject({ status: 303 });
        expect(await stored(keys)).toHaveLength(2);
        expect(await expectAllMailed(3)).toBe(0);
      }
      note(`recovered after ${how}, ms`, { recoveries });
      if (IS_MEASURE) expect(Math.max(...recoveries)).toBeLessThan(5_000);
    },
    RUNS * 120_000,
  );

  it('counts for nobody what it refuses meanwhile: a form that is sent again and again is stored once it is back', async () => {
    const reader = '192.0.2.77';
    const key = uuid();
    await die('SIGKILL');
    const statuses = [];
    // More often than one reader may send in an hour.
    for (let time = 0; time < 7; time += 1) statuses.push((await form.post(key, reader))?.status);
    expect(statuses).toEqual(statuses.map(() => 503));
    await recover();
    expect(await form.post(key, reader)).toMatchObject({ status: 303 });
    expect(await stored([key])).toHaveLength(1);
  }, 120_000);

  it(
    'under load: whatever was acknowledged is there and mailed, errors are 503 and do not wait for its return',
    async () => {
      const figures: object[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const how = WAYS[run % WAYS.length] ?? 'SIGKILL';
        await stage.clear();
        await stage.startWorker();
        const keys = Array.from({ length: ENQUIRIES }, () => uuid());
        const sending = keys.map(async (key, place) => {
          await sleep(place * INTERVAL);
          return { key, answer: required(await form.post(key), 'the answer') };
        });
        await sleep((ENQUIRIES / 2) * INTERVAL);
        await die(how);
        // None of these has an answer that waited for the database to come back.
        await Promise.all(sending.slice(0, ENQUIRIES / 2));
        const recovered = await recover();
        const sent = await Promise.all(sending);
        const acknowledged = sent.filter(({ answer }) => answer.status === 303);
        const refused = sent.filter(({ answer }) => answer.status === 503);
        expect(acknowledged.length + refused.length).toBe(ENQUIRIES);
        expect(acknowledged.length).toBeGreaterThan(0);
        const slowest = Math.max(...refused.map(({ answer }) => answer.ms));
        expect(await stored(acknowledged.map(({ key }) => key))).toHaveLength(acknowledged.length);
        for (const { key } of refused) expect(await form.post(key)).toMatchObject({ status: 303 });
        expect(await stored(keys)).toHaveLength(ENQUIRIES);
        const doubles = await expectAllMailed(ENQUIRIES + 1);
        figures.push({
          how,
          acknowledged: acknowledged.length,
          refused: refused.length,
          slowest,
          recovered,
          doubles,
        });
        if (IS_MEASURE) expect(Math.max(slowest, recovered)).toBeLessThan(5_000);
      }
      note('under load', figures);
    },
    RUNS * 120_000,
  );
});
