import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { type Answer, ContactForm } from './contact-form';
import { note, percentile, setting } from './measure';
import { isDone, openStage, outboxStates, type Stage, until } from './stage';

/** The suite does without Redis for three seconds; `OUTAGE_SECONDS=30 npm test -- e2e redis-stopped` is the whole measure. */
const OUTAGE = setting('OUTAGE_SECONDS', 3);
/** How long things take is asked of the whole measure alone, on a machine that does nothing else. */
const IS_MEASURE = OUTAGE >= 30;
/** Seconds of the same load before, to compare with. */
const BEFORE = Math.min(OUTAGE, 10);
/** Enquiries a second. */
const RATE = 20;
/**
 * What a p95 may be on any machine, in milliseconds: on an idle one it is 10 before the outage, and a ratio of two
 * such figures says little; on a busy one it is a hundred. A single wait for Redis would be a second or more.
 */
const ALWAYS_GOOD = 500;

describe('Redis stops while citizens send the contact form', () => {
  let stage: Stage;
  let form: ContactForm;

  beforeAll(async () => {
    stage = await openStage();
    form = new ContactForm(stage.portalPort, stage.world.here.tenant.slug);
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
    'takes every enquiry while it is away, and mails each once after its return',
    async () => {
      await load(1);
      const before = await load(BEFORE);
      const earlier = (BEFORE + 1) * RATE * 2;
      await until('the mails of before are sent', 60_000, isDone(stage, earlier));
      await stage.redis.stop();
      const during = await load(OUTAGE);
      expect(during).toHaveLength(OUTAGE * RATE);
      expect(during.filter(({ status }) => status !== 303)).toEqual([]);
      // The relay may have some in hand that it is about to give back.
      const { pending = 0, queued = 0, ...others } = await outboxStates(stage);
      expect([others, pending + queued]).toEqual([{ done: earlier }, OUTAGE * RATE * 2]);
      await stage.startRedis();
      const all = earlier + OUTAGE * RATE * 2;
      const drained = await until('all is mailed', 120_000, isDone(stage, all));
      note('without Redis', {
        enquiries: during.length,
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
