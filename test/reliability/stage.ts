import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnquiryInput } from '@halles/contracts';
import { required } from '@halles/kernel';
import { EnquiryEntity, type EnquiryService } from '@halles/domain/enquiries';
import { type EmbeddedEngine, freePort, startPostgres, startRedis } from '@halles/platform/engines';
import {
  type Mailbox,
  type MailboxOptions,
  type MessageDetail,
  type MessageSummary,
  startMailbox,
} from '@halles/platform/mail';
import { LEASE } from '@halles/platform/outbox';
import { openWorld, platformOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { enquiryServiceOf } from './enquiry-service';

/** Real processes of the servers, engines and a mailbox of the test's own, all of which may be killed. */
export interface Stage {
  readonly world: World;
  /** As the portal has it. */
  readonly enquiries: EnquiryService;
  redis: EmbeddedEngine;
  /** A PostgreSQL that flushes to the disk, where the stage has one of its own. */
  postgres: EmbeddedEngine | undefined;
  readonly portalPort: number;
  mailbox: Mailbox;
  readonly workers: Server[];
  readonly smtp: {
    fail: MailboxOptions['fail'];
    delayMs: number;
    /** Mails that the mail server was given, whatever it answered. */
    given: number;
  };
  /** @param port another than the stage's, for one more */
  startPortal(port?: number): Promise<Server>;
  startWorker(): Promise<Server>;
  /** After `redis.kill()` or `redis.stop()`. */
  startRedis(options?: { readonly empty: boolean }): Promise<void>;
  /** After `postgres.kill()`. */
  startPostgres(): Promise<void>;
  /** After `mailbox.close()`: the same mails, on the same ports. */
  startMailServer(): Promise<void>;
  /** Stores an enquiry to the first territory's town hall: two mails to come. */
  send(): Promise<unknown>;
  /** Ends the workers and forgets all mail, so that one more run begins as the first did. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Whether PostgreSQL is to be killed too: then it is one of the stage's own. */
  readonly ownPostgres?: boolean;
  /** Where data and files of engines and servers lie, the mailbox's excepted; a temporary folder unless said. */
  readonly folder?: string;
  /** Further environment variables of the servers. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Server {
  readonly process: ChildProcess;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

/** Starts a built server and waits until it says that it is ready. */
export async function startServer(
  app: 'portal' | 'worker' | 'console-api',
  env: NodeJS.ProcessEnv,
): Promise<Server> {
  const child = spawn(process.execPath, [`dist/apps/${app}/main.js`], {
    // As `halles start` has it: what was compiled is kept from one start to the next.
    env: { NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules', '.cache', 'halles-v8'), ...env },
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

/** Raises the stage. Needs the servers to be built (`npm run build`). */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const own = await mkdtemp(join(tmpdir(), 'halles-stage-'));
  const folder = options.folder ?? own;
  const [redisPort, portalPort] = [await freePort(), await freePort()];
  const redisAt = { folder: join(folder, 'redis'), port: redisPort };
  const postgres = options.ownPostgres
    ? await startPostgres({ folder: join(folder, 'postgres') })
    : undefined;
  const redis = await startRedis(redisAt);
  const smtp: Stage['smtp'] = { fail: undefined, delayMs: 0, given: 0 };
  const mailbox = await openMailbox(join(own, 'mailbox'), smtp);
  const world = await openWorld({
    entities: [EnquiryEntity],
    ...(postgres ? { postgresUrl: postgres.url } : {}),
    env: {
      ...serverEnv({ redis, mailbox, portalPort }),
      ...(options.folder === undefined ? {} : { HALLES_HOME: join(folder, 'home') }),
      ...options.env,
    },
  });
  const start = (app: 'portal' | 'worker', more: NodeJS.ProcessEnv = {}) =>
    startServer(app, { PATH: process.env['PATH'], ...world.serverEnv, ...more });
  const portals: Server[] = [];
  const stage: Stage = {
    world,
    enquiries: await enquiryServiceOf(world.work),
    redis,
    postgres,
    portalPort,
    mailbox,
    smtp,
    workers: [],
    startPortal: async (port = portalPort) =>
      startInto(portals, start('portal', { PORT: String(port), PUBLIC_PORT: String(port) })),
    startWorker: async () => startInto(stage.workers, start('worker')),
    startRedis: async ({ empty } = { empty: false }) => {
      await stage.redis.exited;
      if (empty) await rm(join(redisAt.folder, 'data'), { recursive: true, force: true });
      stage.redis = await startRedis(redisAt);
    },
    startPostgres: async () => {
      const { port } = required(stage.postgres, 'a PostgreSQL of its own');
      stage.postgres = await startPostgres({ folder: join(folder, 'postgres'), port });
    },
    startMailServer: async () => {
      stage.mailbox = await openMailbox(join(own, 'mailbox'), smtp, stage.mailbox);
    },
    send: () => stage.enquiries.send(world.here, anEnquiry(), 'fr'),
    clear: () => clear(stage),
    close: async () => {
      for (const server of [...stage.workers, ...portals]) await server.kill();
      await stage.mailbox.close();
      await stage.redis.stop();
      await world.close();
      await stage.postgres?.stop();
      await rm(own, { recursive: true, force: true });
    },
  };
  return stage;
}

const serverEnv = ({ redis, mailbox, portalPort }: Pick<Stage, 'redis' | 'mailbox' | 'portalPort'>) => ({
  REDIS_URL: redis.url,
  SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}`,
  PORT: String(portalPort),
  PUBLIC_PORT: String(portalPort),
  TRUSTED_PROXIES: '127.0.0.1',
  LOG_LEVEL: 'error',
});

async function startInto(servers: Server[], starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  servers.push(server);
  return server;
}

function openMailbox(
  folder: string,
  smtp: Stage['smtp'],
  ports: Pick<MailboxOptions, 'smtpPort' | 'httpPort'> = { smtpPort: 0, httpPort: 0 },
): Promise<Mailbox> {
  return startMailbox({
    smtpPort: ports.smtpPort,
    httpPort: ports.httpPort,
    folder,
    fail: (envelope) => {
      smtp.given += 1;
      return smtp.fail?.(envelope) ?? null;
    },
    get delayMs() {
      return smtp.delayMs;
    },
  });
}

async function clear(stage: Stage): Promise<void> {
  for (const worker of stage.workers.splice(0)) await worker.kill();
  await platformOf(stage.world).query('DELETE FROM outbox');
  await stage.world.work.write(stage.world.here, ({ manager }) => manager.query('DELETE FROM mail_delivery'));
  await fetch(`http://127.0.0.1:${stage.mailbox.httpPort}/api/messages`, { method: 'DELETE' });
  Object.assign(stage.smtp, { fail: undefined, delayMs: 0, given: 0 });
}

export function anEnquiry(overrides: Partial<EnquiryInput> = {}): EnquiryInput {
  return {
    idempotencyKey: uuid(),
    name: 'Jeanne Martin',
    // One address is sent only a few such mails an hour.
    email: `jeanne-${uuid()}@habitante.example`,
    subject: 'Le marché du samedi',
    message: 'Bonjour,\nà quelle heure ouvre le marché ?',
    ...overrides,
  };
}

/**
 * What the mailbox holds of the rows that are in the outbox now: a killed worker's last words may arrive late.
 * @param options `all`: of rows that are not there as well
 */
export async function receivedMail(
  stage: Stage,
  { all: isAll = false } = {},
): Promise<{ messageId: string; to: string }[]> {
  const api = `http://127.0.0.1:${stage.mailbox.httpPort}/api/messages`;
  const { messages } = (await (await fetch(api)).json()) as { messages: MessageSummary[] };
  const rows = await platformOf(stage.world).query<{ id: string }>('SELECT id FROM outbox');
  const all = await Promise.all(
    messages.map(async ({ id }) => {
      const detail = (await (await fetch(`${api}/${id}`)).json()) as MessageDetail;
      return { messageId: detail.messageId ?? '', to: detail.envelope.to.join(',') };
    }),
  );
  return all.filter(({ messageId }) => isAll || rows.some(({ id }) => messageId.includes(id)));
}

/** @param missing says what there is not yet, for the error. @returns how long it took, ms */
export async function until(
  what: string,
  ms: number,
  test: () => Promise<boolean>,
  missing: () => Promise<unknown> = () => Promise.resolve(''),
): Promise<number> {
  const started = Date.now();
  while (!(await test())) {
    if (Date.now() - started > ms)
      throw new Error(`not within ${ms} ms: ${what} ${JSON.stringify(await missing())}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Date.now() - started;
}

/**
 * Lets the leases of queued rows run out and the waits of pending ones be over: a minute that the test need not wait.
 * @param ms only of rows that were handed out so long ago
 */
export async function passTime(stage: Stage, ms = 0): Promise<void> {
  await platformOf(stage.world).query(
    `UPDATE outbox SET lease_until = now() - interval '1 second'
      WHERE status = 'queued' AND lease_until <= now() + $1 * interval '1 millisecond'`,
    [LEASE - ms],
  );
  await platformOf(stage.world).query("UPDATE outbox SET next_at = now() WHERE status = 'pending'");
}

/** Whether so many rows of the outbox are done. */
export const isDone = (stage: Stage, n: number) => async (): Promise<boolean> =>
  (await outboxStates(stage))['done'] === n;

export async function outboxStates(stage: Stage): Promise<Record<string, number>> {
  const rows = await platformOf(stage.world).query<{ status: string; n: number }>(
    'SELECT status, count(*)::int AS n FROM outbox GROUP BY status',
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}
