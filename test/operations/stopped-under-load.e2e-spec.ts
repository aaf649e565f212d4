import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { v7 as uuid } from 'uuid';
import { type Answer, ContactForm } from '../reliability/contact-form';
import { note, setting } from '../reliability/measure';
import {
  isDone,
  openStage,
  outboxStates,
  passTime,
  receivedMail,
  type Server,
  type Stage,
  until,
} from '../reliability/stage';

/** What the mail server takes for each mail; `MAIL_SECONDS=8` is longer than a worker waits for its last jobs. */
const MAIL = setting('MAIL_SECONDS', 2) * 1_000;
/** Between "not ready" and closing, with room to the two seconds that a writer waits for a lock. A balancer that asks ten times in it has stopped sending, however late its turns come. */
const DRAIN_DELAY = 800;
const BALANCER_INTERVAL = 80;
const READERS = 8;
const WRITERS = 6;
/** Two mails each: every place that a worker has for mails is taken. */
const ENQUIRIES_AT_WORK = 2;

interface Ending {
  readonly code: number | null;
  readonly ms: number;
}

async function stop(server: Server): Promise<Ending> {
  const started = performance.now();
  return { code: await server.stop(), ms: Math.round(performance.now() - started) };
}

describe('SIGTERM for a portal under load and a worker with jobs at work', () => {
  let stage: Stage;
  const agent = new Agent({ keepAlive: true });

  beforeAll(async () => {
    stage = await openStage({ env: { DRAIN_DELAY_MS: String(DRAIN_DELAY) } });
  }, 60_000);
  afterAll(async () => {
    agent.destroy();
    await stage.close();
  }, 60_000);

  /** Readers who ask for one page after the other on connections that stay open, as long as the portal is ready. */
  async function read(form: ContactForm): Promise<(Answer | null)[]> {
    const answers: (Answer | null)[] = [];
    let ready = true;
    const balancer = async () => {
      while (ready) {
        ready = (await fetch(`http://127.0.0.1:${stage.portalPort}/readyz`)).status === 200;
        await sleep(BALANCER_INTERVAL);
      }
    };
    const reader = async () => {
      while (ready) answers.push(await form.get('/'));
    };
    await Promise.all([balancer(), ...Array.from({ length: READERS }, reader)]);
    return answers;
  }

  async function attemptsBegun(): Promise<number> {
    const rows = await stage.world.work.read(stage.world.here, ({ manager }) =>
      manager.query<unknown[]>("SELECT 1 FROM mail_delivery WHERE status = 'queued'"),
    );
    return rows.length;
  }

  it('answers every request that it took, finishes its jobs or leaves them to the next, and is gone in time', async () => {
    const address = required(databaseAddresses(stage.world.config).get('main'), 'main');
    const admin = await connectAdmin(stage.world.config, address);
    const form = new ContactForm(stage.portalPort, stage.world.here.tenant.slug, agent);
    const portal = await stage.startPortal();
    const worker = await stage.startWorker();
    stage.smtp.delayMs = MAIL;
    for (let n = 0; n < ENQUIRIES_AT_WORK; n += 1) await stage.send();
    const atWork = ENQUIRIES_AT_WORK * 2;
    await until('the jobs are at work', 60_000, async () => (await attemptsBegun()) === atWork);
    const reading = read(form);
    await sleep(500);
    // Whoever writes now is in the middle of it when the portal closes.
    await admin.query('BEGIN; LOCK TABLE platform.outbox IN SHARE MODE');
    const writing = Promise.all(Array.from({ length: WRITERS }, () => form.post(uuid())));
    await sleep(100);
    const endings = Promise.all([stop(portal), stop(worker)]);
    await sleep(DRAIN_DELAY + 500);
    await admin.query('ROLLBACK');
    await admin.end();
    const [answers, written, [portalEnd, workerEnd]] = [await reading, await writing, await endings];

    const left = await outboxStates(stage);
    note('SIGTERM', { read: answers.length, written: written.length, portalEnd, workerEnd, left });
    expect(answers.filter((answer) => answer?.status !== 200)).toEqual([]);
    expect(written.map((answer) => answer?.status)).toEqual(written.map(() => 303));
    // One that is not done after thirty seconds ends with another code.
    expect([portalEnd.code, workerEnd.code]).toEqual([0, 0]);

    stage.smtp.delayMs = 0;
    await passTime(stage);
    await stage.startWorker();
    const all = (ENQUIRIES_AT_WORK + WRITERS) * 2;
    await until('all mails sent', 60_000, isDone(stage, all));
    const ids = (await receivedMail(stage)).map(({ messageId }) => messageId);
    note('after the next worker', { mails: all, sentTwice: ids.length - all });
    expect(new Set(ids).size).toBe(all);
    // One mail is with the mail server at a time.
    expect(ids.length - all).toBeLessThanOrEqual(1);
    for (const id of ids) expect(ids.filter((other) => other === id).length).toBeLessThanOrEqual(2);
  }, 120_000);
});
