import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnquiryInput } from '@halles/contracts';
import { EnquiryEntity } from '@halles/domain/enquiries';
import { type EmbeddedEngine, freePort, startRedis } from '@halles/platform/engines';
import {
  type Mailbox,
  type MailboxOptions,
  type MessageDetail,
  type MessageSummary,
  startMailbox,
} from '@halles/platform/mail';
import { openWorld, platformOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';

/** A real worker process, a Redis and a mailbox of the test's own, all of which may be killed. */
export interface Stage {
  readonly world: World;
  redis: EmbeddedEngine;
  readonly redisPort: number;
  readonly folder: string;
  mailbox: Mailbox;
  readonly workers: Server[];
  readonly smtp: { fail: MailboxOptions['fail']; delayMs: number };
  startWorker(): Promise<Server>;
  startRedis(): Promise<void>;
  openMailbox(): Promise<void>;
  close(): Promise<void>;
}

export interface Server {
  readonly process: ChildProcess;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

/** Starts a built server and waits until it says that it is ready. */
export async function startServer(app: 'portal' | 'worker', env: NodeJS.ProcessEnv): Promise<Server> {
  const child = spawn(process.execPath, [`dist/apps/${app}/main.js`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  const exited = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error(`the ${app} ended before it was ready:\n${output}`);
    }),
  ]);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  };
  return { process: child, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

/** Raises the stage. Needs the worker to be built (`npm run build`). */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'halles-stage-'));
  const [redisPort, smtpPort] = [await freePort(), await freePort()];
  const redis = await startRedis({ folder: join(folder, 'redis'), port: redisPort });
  const smtp: Stage['smtp'] = { fail: undefined, delayMs: 0 };
  const openMailbox = () =>
    startMailbox({
      smtpPort,
      httpPort: 0,
      folder: join(folder, 'mailbox'),
      fail: (envelope) => smtp.fail?.(envelope) ?? null,
      get delayMs() {
        return smtp.delayMs;
      },
    });
  const mailbox = await openMailbox();
  const world = await openWorld({
    entities: [EnquiryEntity],
    env: { REDIS_URL: redis.url, SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, LOG_LEVEL: 'error' },
  });
  const stage: Stage = {
    world,
    redis,
    redisPort,
    folder,
    mailbox,
    smtp,
    workers: [],
    startWorker: async () => {
      const worker = await startServer('worker', { PATH: process.env['PATH'], ...world.env });
      stage.workers.push(worker);
      return worker;
    },
    startRedis: async () => {
      stage.redis = await startRedis({ folder: join(folder, 'redis'), port: redisPort });
    },
    openMailbox: async () => {
      stage.mailbox = await openMailbox();
    },
    close: async () => {
      for (const worker of stage.workers) await worker.kill();
      await stage.mailbox.close().catch(() => undefined);
      await stage.redis.stop().catch(() => undefined);
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

export function anEnquiry(overrides: Partial<EnquiryInput> = {}): EnquiryInput {
  return {
    idempotencyKey: uuid(),
    name: 'Jeanne Martin',
    email: 'jeanne@habitante.example',
    subject: 'Le marché du samedi',
    message: 'Bonjour,\nà quelle heure ouvre le marché ?',
    ...overrides,
  };
}

/** What the mailbox holds of the rows that are in the outbox now: a killed worker's last words may arrive late. */
export async function receivedMail(stage: Stage): Promise<{ messageId: string; to: string }[]> {
  const api = `http://127.0.0.1:${stage.mailbox.httpPort}/api/messages`;
  const { messages } = (await (await fetch(api)).json()) as { messages: MessageSummary[] };
  const rows = await platformOf(stage.world).query<{ id: string }>('SELECT id FROM outbox');
  const all = await Promise.all(
    messages.map(async ({ id }) => {
      const detail = (await (await fetch(`${api}/${id}`)).json()) as MessageDetail;
      return { messageId: detail.messageId ?? '', to: detail.envelope.to.join(',') };
    }),
  );
  return all.filter(({ messageId }) => rows.some(({ id }) => messageId.includes(id)));
}

export async function until(what: string, ms: number, test: () => Promise<boolean>): Promise<number> {
  const started = Date.now();
  while (!(await test())) {
    if (Date.now() - started > ms) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Date.now() - started;
}

/** Lets the leases of queued rows run out and the waits of pending ones be over: a minute that the test need not wait. */
export async function passTime(stage: Stage): Promise<void> {
  await platformOf(stage.world).query(
    "UPDATE outbox SET lease_until = now() - interval '1 second' WHERE status = 'queued'",
  );
  await platformOf(stage.world).query("UPDATE outbox SET next_at = now() WHERE status = 'pending'");
}

export async function outboxStates(stage: Stage): Promise<Record<string, number>> {
  const rows = await platformOf(stage.world).query<{ status: string; n: number }>(
    'SELECT status, count(*)::int AS n FROM outbox GROUP BY status',
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}
