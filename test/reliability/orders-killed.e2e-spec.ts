import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { platformOf } from '@halles/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { note, setting } from './measure';
import { openOrderShop, OrderForm, type OrderShop } from './order-shop';
import { passQueueTime } from './queue';
import {
  isDone,
  openStage,
  outboxStates,
  passTime,
  receivedMail,
  type Server,
  type Stage,
  until,
} from './stage';

/** The suite does one of each; `CRASH_RUNS=20 npm test -- e2e orders-killed` the whole measure. */
const RUNS = setting('CRASH_RUNS', 1);

/** How long things take is asked of the whole measure alone, on a machine that does nothing else. */
const IS_MEASURE = RUNS > 1;

/** Orders a second, and for how many seconds, while the database is started again. */
const [RATE, SECONDS] = IS_MEASURE ? [50, 6] : [10, 2];

describe('an order is whole or is none, whoever dies while it is placed', () => {
  let stage: Stage;
  let shop: OrderShop;
  let form: OrderForm;
  let portal: Server;

  beforeAll(async () => {
    stage = await openStage({ ownPostgres: true });
    shop = await openOrderShop(stage);
    form = new OrderForm(stage, shop);
    portal = await stage.startPortal();
  }, 90_000);
  afterAll(() => stage.close(), 60_000);
  beforeEach(() => stage.clear());
  // A test that failed in between leaves none.
  afterEach(() => stage.startPostgres(), 30_000);

  const admin = async () => {
    const client = await connectAdmin(
      stage.world.config,
      required(databaseAddresses(stage.world.config).get('main'), 'main'),
    );
    client.on('error', () => undefined);
    return client;
  };
  const tableOf = (name: string): string => `${stage.world.here.tenant.schema}.${name}`;
  const promised = async (): Promise<number> =>
    (await platformOf(stage.world).query("SELECT 1 FROM outbox WHERE kind LIKE 'order.%'")).length;

  /** An order whose rows are written and locked, and whose transaction waits before its last statements. */
  async function sendHalf(key: string) {
    const client = await admin();
    // What is promised leaves together with the commit: before it nothing but this table is waited for.
    await client.query(`BEGIN; LOCK TABLE ${tableOf('order_recipient')} IN SHARE MODE`);
    const answer = form.post(key);
    await until('the transaction waits', 60_000, async () => {
      const { rows } = await client.query(
        `SELECT 1 FROM pg_locks waits JOIN pg_locks holds USING (pid)
          WHERE NOT waits.granted AND waits.relation = $1::regclass
            AND holds.mode = 'RowExclusiveLock' AND holds.relation = $2::regclass`,
        [tableOf('order_recipient'), tableOf('customer_order')],
      );
      return rows.length === 1;
    });
    return { answer, client };
  }

  /** Whatever was stored adds up, and the same summary sent again is one order with its two mails. */
  async function expectOne(key: string): Promise<void> {
    const before = await promised();
    const isKnown = (await shop.stored([key])).length === 1;
    const [first, again] = [await form.post(key), await form.post(key)];
    const [order, ...others] = await shop.stored([key]);
    expect([first?.status, again?.location, others]).toEqual([303, first?.location, []]);
    expect(first?.location).toContain(required(order, 'the order').id);
    expect(await promised()).toBe(before + (isKnown ? 0 : 2));
    expect(await shop.contradictions()).toEqual([]);
  }

  /** Everything that the outbox holds is mailed; how many mails came twice. */
  async function expectAllMailed(orders: number): Promise<number> {
    await until('all is mailed', 60_000, async () => {
      // What a job was at when an engine went waits for its lease.
      await passTime(stage, 5_000);
      return isDone(stage, orders * 2)();
    });
    const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(orders * 2);
    return ids.length - orders * 2;
  }

  it(
    'the portal before the commit: no order, no loaf taken, no mail, and the same summary sent again is one',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        const key = uuid();
        const before = await promised();
        const { answer, client } = await sendHalf(key);
        await portal.kill();
        await client.query('ROLLBACK');
        await client.end();
        expect(await answer).toBeNull();
        expect([await shop.stored([key]), await promised()]).toEqual([[], before]);
        expect(await shop.contradictions()).toEqual([]);
        portal = await stage.startPortal();
        await expectOne(key);
      }
    },
    RUNS * 60_000,
  );

  it(
    'the portal between the commit and the answer: the same summary sent again is the same order',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        const key = uuid();
        const answer = form.post(key);
        while ((await shop.stored([key])).length === 0) await new Promise((next) => setImmediate(next));
        await portal.kill();
        await answer;
        portal = await stage.startPortal();
        await expectOne(key);
      }
    },
    RUNS * 60_000,
  );

  it(
    'the worker between a mail and its record: that one once more at most, and nobody is left out',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        const client = await admin();
        stage.smtp.delayMs = 1_000;
        const worker = await stage.startWorker();
        await shop.place(uuid());
        await until('both attempts are counted', 60_000, async () => {
          const rows = await shop.orders.rowsOf('SELECT 1 FROM mail_delivery WHERE attempts = 1');
          return rows.length === 2;
        });
        // The record of what was sent waits here; the mails do not.
        await client.query(`BEGIN; LOCK TABLE ${tableOf('mail_delivery')} IN SHARE MODE`);
        await until('what was sent is about to be recorded', 60_000, async () => {
          const { rows } = await client.query(
            'SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
            [tableOf('mail_delivery')],
          );
          return stage.smtp.given > 0 && rows.length > 0;
        });
        await worker.kill();
        await client.query('ROLLBACK');
        await client.end();
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        // That the mail server took and nobody recorded; the other is sent for the first time.
        expect(await expectAllMailed(1)).toBeLessThanOrEqual(1);
      }
    },
    RUNS * 60_000,
  );

  it.each(['SIGKILL', 'SIGQUIT'] as const)(
    'the database (%s) between the lock and the commit: 503, no order, no loaf taken; sent again it is one',
    async (how) => {
      for (let run = 0; run < RUNS; run += 1) {
        const key = uuid();
        const { answer } = await sendHalf(key);
        await die(how);
        expect((await answer)?.status).toBe(503);
        await recover();
        expect([await shop.stored([key]), await shop.contradictions()]).toEqual([[], []]);
        await expectOne(key);
      }
    },
    RUNS * 60_000,
  );

  // As `pg_ctl restart -m fast` and `-m immediate` do.
  it.each(['SIGINT', 'SIGQUIT'] as const)(
    'the database (%s) under load: what was acknowledged is there and mailed, errors are 503, and numbers have no gap',
    async (how) => {
      const figures: object[] = [];
      for (let run = 0; run < Math.min(RUNS, 3); run += 1) {
        await stage.clear();
        await stage.startWorker();
        const keys = Array.from({ length: SECONDS * RATE }, () => uuid());
        let answered = 0;
        const sending = keys.map(async (key, place) => {
          await sleep((place * 1_000) / RATE);
          const answer = required(await form.post(key), 'the answer');
          answered += 1;
          return { key, answer };
        });
        await sleep((SECONDS / 2) * 1_000);
        await until('the first order is answered', 60_000, () => Promise.resolve(answered > 0));
        await die(how);
        // None of these has an answer that waited for the database to come back.
        await Promise.all(sending.slice(0, keys.length / 2));
        const recovered = await recover();
        const sent = await Promise.all(sending);
        const answersOf = (status: number) => sent.filter(({ answer }) => answer.status === status);
        const [acknowledged, refused] = [answersOf(303), answersOf(503)];
        expect(sent.filter(({ answer }) => ![303, 503].includes(answer.status))).toEqual([]);
        expect(acknowledged.length).toBeGreaterThan(0);
        expect(await shop.stored(acknowledged.map(({ key }) => key))).toHaveLength(acknowledged.length);
        for (const { key } of sent) expect((await form.post(key))?.status).toBe(303);
        expect(await shop.stored(keys)).toHaveLength(keys.length);
        expect(await shop.contradictions()).toEqual([]);
        const doubled = await expectAllMailed(keys.length + 1);
        const slowest = Math.round(Math.max(0, ...refused.map(({ answer }) => answer.ms)));
        figures.push({
          ...{ acknowledged: acknowledged.length, refused: refused.length, slowest, recovered, doubled },
        });
        if (IS_MEASURE) expect(Math.max(slowest, recovered)).toBeLessThan(5_000);
      }
      note(`orders while the database was restarted (${how})`, figures);
    },
    RUNS * 120_000,
  );

  it(
    'the worker three times at the same mails: they leave all the same, and were handed out once',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        stage.smtp.delayMs = 20_000;
        await shop.place(uuid());
        for (let crash = 1; crash <= 3; crash += 1) {
          const worker = await stage.startWorker();
          await until(`both mails are at work the ${String(crash)}. time`, 60_000, async () => {
            const rows = await shop.orders.rowsOf('SELECT 1 FROM mail_delivery WHERE attempts = $1', [crash]);
            return rows.length === 2;
          });
          await worker.kill();
          await passQueueTime(stage);
        }
        stage.smtp.delayMs = 0;
        await stage.startWorker();
        await until('both mails are sent', 60_000, isDone(stage, 2), () => outboxStates(stage));
        const handed = await platformOf(stage.world).query('SELECT 1 FROM outbox WHERE dispatches <> 1');
        expect(handed).toEqual([]);
        expect(new Set((await receivedMail(stage)).map(({ messageId }) => messageId)).size).toBe(2);
      }
    },
    RUNS * 120_000,
  );

  it(
    'Redis with all that is in it: every order is taken meanwhile, and each mail leaves once',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        await stage.clear();
        await stage.startWorker();
        stage.smtp.delayMs = 500;
        const before = Array.from({ length: 3 }, () => uuid());
        for (const key of before) await shop.place(key);
        await until('jobs are at work', 60_000, async () => ((await outboxStates(stage))['queued'] ?? 0) > 0);
        stage.redis.kill();
        const during = await Promise.all(Array.from({ length: 10 }, () => form.post(uuid())));
        expect(during.map((answer) => answer?.status)).toEqual(during.map(() => 303));
        stage.smtp.delayMs = 0;
        await stage.startRedis({ empty: true });
        expect(await expectAllMailed(before.length + during.length)).toBe(0);
        expect(await shop.contradictions()).toEqual([]);
      }
    },
    RUNS * 120_000,
  );

  async function die(how: 'SIGKILL' | 'SIGQUIT' | 'SIGINT'): Promise<void> {
    const postgres = required(stage.postgres, 'a PostgreSQL of its own');
    process.kill(postgres.pid, how);
    await postgres.exited;
  }

  /** Until the portal takes orders again, which is one more. @returns milliseconds from the engine's first answer */
  async function recover(): Promise<number> {
    await stage.startPostgres();
    return until('the portal takes orders again', 60_000, async () => {
      const answer = await form.post(uuid());
      return answer?.status === 303;
    });
  }
});
