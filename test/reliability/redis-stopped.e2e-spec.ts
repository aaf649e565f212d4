import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { ContactForm } from './contact-form';
import { note, percentile, setting } from './measure';
import { openOrderShop, OrderForm } from './order-shop';
import type { Answer } from './portal-form';
import { isDone, openStage, outboxStates, type Stage, until } from './stage';

/** The suite does without Redis for three seconds; `OUTAGE_SECONDS=30 npm test -- e2e redis-stopped` is the whole measure. */
const OUTAGE = setting('OUTAGE_SECONDS', 3);
/** How long things take is asked of the whole measure alone, on a machine that does nothing else. */
const IS_MEASURE = OUTAGE >= 30;
/** Seconds of the same load before, to compare with. */
const BEFORE = Math.min(OUTAGE, 10);
/** Forms a second: orders, or enquiries. */
const RATE = IS_MEASURE ? 20 : 5;
/**
 * What a p95 may be on any machine, in milliseconds: on an idle one it is 10 before the outage, and a ratio of two
 * such figures says little; on a busy one it is a hundred. A single wait for Redis would be a second or more.
 */
const ALWAYS_GOOD = 500;

/** What somebody sends: each is two mails to come. */
interface Form {
  post(key: string): Promise<Answer | null>;
}

const FORMS: readonly [string, (stage: Stage) => Promise<Form>][] = [
  ['orders', async (stage) => new OrderForm(stage, await openOrderShop(stage))],
  ['enquiries', (stage) => Promise.resolve(new ContactForm(stage.portalPort, stage.world.here.tenant.slug))],
];

describe.each(FORMS)('Redis stops while people send %s', (what, open) => {
  let stage: Stage;
  let form: Form;

  beforeAll(async () => {
    stage = await openStage();
    form = await open(stage);
    await stage.startPortal();
    await stage.startWorker();
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  /** Sends at a steady rate, whatever the answers take. */
  async function load(seconds: number): Promise<Answer[]> {
    const started = performance.now();
    const answers: Promise<Answer | null>[] = [];
    for (let n = 0; n < seconds * RATE; n += 1) {
      await sleep(Math.max(0, started + (n * 1_000) / RATE - performance.now()));
      answers.push(form.post(uuid()));
    }
    return (await Promise.all(answers)).filter((answer) => answer !== null);
  }

  const p95 = (answers: readonly Answer[]) =>
    percentile(
      answers.map(({ ms }) => ms),
      0.95,
    );

  it(
    'takes each while it is away, and mails it once after its return',
    async () => {
      const warm = await load(1);
      const before = await load(BEFORE);
      // A machine that is busy with other tests may say "later" (503), with Redis too.
      const earlier = [...warm, ...before].filter(({ status }) => status === 303).length * 2;
      await until('the mails of before are sent', 120_000, isDone(stage, earlier), () => outboxStates(stage));
      await stage.redis.stop();
      const during = await load(OUTAGE);
      expect(during).toHaveLength(OUTAGE * RATE);
      expect(during.filter(({ status }) => status !== 303)).toEqual([]);
      // The relay may have some in hand that it is about to give back.
      const { pending = 0, queued = 0, ...others } = await outboxStates(stage);
      expect([others, pending + queued]).toEqual([{ done: earlier }, OUTAGE * RATE * 2]);
      await stage.startRedis();
      const all = earlier + OUTAGE * RATE * 2;
      const drained = await until('all is mailed', 120_000, isDone(stage, all), () => outboxStates(stage));
      note(`without Redis: ${what}`, {
        taken: during.length,
        p95Before: p95(before),
        p95During: p95(during),
        slowest: Math.max(...during.map(({ ms }) => ms)),
        drainedMs: drained,
        mails: stage.smtp.given,
      });
      if (IS_MEASURE) {
        expect(drained).toBeLessThan(60_000);
        expect(p95(during)).toBeLessThan(Math.max(1.5 * p95(before), ALWAYS_GOOD));
      }
      expect(stage.smtp.given).toBe(all);
    },
    (OUTAGE + BEFORE) * 1_000 + 240_000,
  );
});
