import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownCheckout } from '@halles/testing';
import {
  type EmbeddedEngine,
  isAlive,
  signal,
  startPostgres,
  startRedis,
  waitUntil,
} from '@halles/platform/engines';
import { exitCodes } from '../exit-codes';
import { readLock } from './lock';

const program = join(process.cwd(), 'bin', 'halles.mjs');
const home = mkdtempSync(join(tmpdir(), 'halles-e2e-'));
const launched: ChildProcess[] = [];

/** For what asks of one territory as it does of five: to open each takes as long as all the rest of a first start. */
const checkout = ownCheckout(join(home, 'checkout'), ['valence']);

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  readonly portals: readonly { slug: string; url: string }[];
  readonly console: { url: string; operator?: { email: string; password: string } };
  readonly mailbox: string;
}

/** Runs `halles` as a shell would, away from the servers that the test run itself uses. */
function halles(args: readonly string[], env: Record<string, string> = {}) {
  const clean = Object.entries(process.env).filter(
    ([name]) => !/^(?:DATABASE|REDIS|SMTP|HALLES|NODE_OPTIONS|NODE_ENV)/.test(name),
  );
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      ...Object.fromEntries(clean),
      ...{ HALLES_HOME: home, PORT: '0', CONSOLE_PORT: '0', MAILBOX_PORT: '0', ...env },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launched.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const ended = new Promise<Outcome>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  return { child, ended, output: () => out };
}

async function start(env: Record<string, string> = {}): Promise<Started> {
  const { child, ended, output } = halles(['--json', 'start'], env);
  const isReady = () => output().endsWith('}\n');
  const outcome = await Promise.race([ended, waitUntil(isReady, 90_000)]);
  if (typeof outcome === 'object' || !isReady()) throw new Error(`not started: ${JSON.stringify(outcome)}`);
  return { child, ended, ...(JSON.parse(output()) as Omit<Started, 'child' | 'ended'>) };
}

/** The status that a page answers with, asked under the name of its own address. */
function statusOf(url: string): Promise<number> {
  const { host, port, pathname } = new URL(url);
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, path: pathname, headers: { host }, timeout: 30_000 },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(0));
    asked.end();
  });
}

const answersOk = (url: string | undefined) => async (): Promise<boolean> =>
  (await statusOf(url ?? '')) === 200;

function pidOf(name: string): number {
  return readLock(home)?.children.find((child) => child.name === name)?.pid ?? 0;
}

/** A port that is taken while `work` runs. */
async function withTakenPort<Result>(work: (port: number) => Promise<Result>): Promise<Result> {
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, '0.0.0.0', resolve));
  const address = busy.address();
  try {
    return await work(typeof address === 'object' && address ? address.port : 0);
  } finally {
    busy.close();
  }
}

/** The number in a pid file; 0 while there is none. */
function numberIn(path: string, parse: (text: string) => number): number {
  try {
    return parse(readFileSync(join(home, path), 'utf8'));
  } catch {
    return 0;
  }
}

const postgresPid = () => numberIn('postgres/data/postmaster.pid', (text) => Number(text.split('\n')[0]));
const redisPid = () => numberIn('redis/pid.json', (text) => (JSON.parse(text) as { pid: number }).pid);

function everyPid(): number[] {
  return [...['portal', 'console-api', 'worker', 'mailbox'].map(pidOf), postgresPid(), redisPid()];
}

afterAll(async () => {
  for (const child of launched) if (child.exitCode === null) child.kill('SIGTERM');
  await waitUntil(
    () => launched.every((child) => child.exitCode !== null || child.signalCode !== null),
    40_000,
  );
  rmSync(home, { recursive: true, force: true });
}, 60_000);

describe('halles start', () => {
  let installation: Started;

  beforeAll(async () => {
    installation = await start();
  }, 120_000);

  it('opens the portals, the console and the mailbox, and prints the first operator’s password', async () => {
    expect(installation.portals.map(({ slug }) => slug).sort()).toEqual([
      'bordeaux',
      'grand-angouleme',
      'hauts-de-france',
      'issy-les-moulineaux',
      'valence',
    ]);
    const urls = [
      ...installation.portals.map(({ url }) => url),
      installation.console.url,
      installation.mailbox,
    ];
    expect(await Promise.all(urls.map(statusOf))).toEqual(urls.map(() => 200));
    expect(installation.console.operator).toEqual({
      email: expect.stringContaining('@'),
      password: expect.stringMatching(/.{12,}/),
    });
    expect(statSync(join(home, 'master.key')).mode & 0o777).toBe(0o600);
  });

  it('gives no server the login that may create roles', () => {
    const environment = readFileSync(`/proc/${pidOf('portal')}/environ`, 'utf8');
    expect(environment).toContain('DATABASE_URL=postgres://127.0.0.1:');
    expect(environment).not.toContain('DATABASE_ADMIN_URL');
    expect(environment).not.toContain('MIGRATOR_KEY');
  });

  it('is refused a second time, with its number and its addresses', async () => {
    const { code, err } = await halles(['start']).ended;
    expect(code).toBe(exitCodes.refused);
    expect(err).toContain(`halles start is already running (process ${installation.child.pid})`);
    expect(err).toContain(installation.mailbox);
  });

  it('serves the other commands meanwhile', async () => {
    const mail = await halles(['--json', 'mail']).ended;
    expect(JSON.parse(mail.out)).toEqual({ url: installation.mailbox });
    const list = await halles(['--json', 'tenant', 'list']).ended;
    expect([list.code, list.out.includes(installation.portals[0]?.url ?? '-')]).toEqual([exitCodes.ok, true]);
  });

  it('starts a portal again that was killed', async () => {
    const killed = pidOf('portal');
    signal(killed, 'SIGKILL');
    const isBack = async () =>
      pidOf('portal') !== killed && (await answersOk(installation.portals[0]?.url)());
    expect(await waitUntil(isBack, 60_000)).toBe(true);
  });

  it('starts PostgreSQL and Redis again when they are killed, and the portals recover by themselves', async () => {
    const [database, queue, portal] = [postgresPid(), redisPid(), pidOf('portal')];
    signal(database, 'SIGKILL');
    signal(queue, 'SIGKILL');
    const areBack = () => ![0, queue].includes(redisPid()) && ![0, database].includes(postgresPid());
    expect(await waitUntil(areBack, 60_000)).toBe(true);
    const list = () => halles(['--json', 'tenant', 'list']).ended;
    expect(await waitUntil(async () => (await list()).code === exitCodes.ok, 60_000)).toBe(true);
    expect(await waitUntil(answersOk(installation.portals[1]?.url), 60_000)).toBe(true);
    expect(pidOf('portal')).toBe(portal);
  }, 90_000);

  it('leaves nothing behind when the launcher itself is killed, and starts again on the same ports', async () => {
    const pids = everyPid();
    const port = new URL(installation.portals[0]?.url ?? '').port;
    installation.child.kill('SIGKILL');
    expect(await waitUntil(() => !pids.some(isAlive), 35_000)).toBe(true);
    installation = await start({ PORT: port });
    expect(new URL(installation.portals[0]?.url ?? '').port).toBe(port);
    expect(installation.console.operator).toBeUndefined();
    expect(await statusOf(installation.portals[0]?.url ?? '')).toBe(200);
  }, 120_000);

  it('leaves no process and no lock on SIGTERM', async () => {
    const pids = everyPid();
    installation.child.kill('SIGTERM');
    expect((await installation.ended).code).toBe(exitCodes.ok);
    expect(pids.some(isAlive)).toBe(false);
    expect(readLock(home)).toBeNull();
  }, 60_000);
});

describe('halles start that is stopped at its beginning', () => {
  const place = mkdtempSync(join(home, 'stopped-'));

  /** Starts in a folder of its own, and presses Ctrl-C once a step was said. */
  async function stopAfter(said: string, env: Record<string, string>): Promise<Outcome> {
    const { child, ended, output } = halles(['start'], env);
    if (!(await waitUntil(() => output().includes(said), 60_000))) throw new Error(`never said ${said}`);
    child.kill('SIGINT');
    return ended;
  }

  it.each(['Redis', 'migrations'])(
    'after %s ends in one sentence, is no installation to any command, and is finished by the next, which takes the next port where the wanted one is taken',
    async (said) => {
      const env = { HALLES_ROOT: checkout, HALLES_HOME: join(place, said) };
      const { code, err } = await stopAfter(said, env);
      expect([code, err]).toEqual([
        exitCodes.failed,
        '\n✖ Stopped before everything was ready.\n  What was made is kept: the next "halles start" goes on from there.\n',
      ]);
      expect(readLock(env.HALLES_HOME)).toBeNull();
      const list = await halles(['tenant', 'list'], env).ended;
      expect([list.code, list.out]).toEqual([exitCodes.refused, '']);
      expect(list.err).toContain('is half made');
      if (said !== 'migrations') return;
      // The port that it wants is taken meanwhile: it takes the next one.
      const [wanted, finished] = await withTakenPort(async (port) => [
        port,
        await start({ ...env, PORT: String(port) }),
      ]);
      expect(finished.portals.map(({ slug }) => slug)).toEqual(['valence']);
      for (const { url } of finished.portals) expect(Number(new URL(url).port)).toBeGreaterThan(wanted);
      expect(finished.console.operator?.password).toMatch(/.{12,}/);
      expect((await halles(['tenant', 'list'], env).ended).code).toBe(exitCodes.ok);
      finished.child.kill('SIGINT');
      const stopped = await finished.ended;
      expect([stopped.code, stopped.err]).toEqual([exitCodes.ok, '']);
      for (const name of ['portal', 'console-api', 'worker', 'mailbox'])
        expect(readFileSync(join(env.HALLES_HOME, 'logs', `${name}.log`), 'utf8')).not.toMatch(
          /57P01|^ +at /m,
        );
    },
    240_000,
  );
});

describe('halles start with given servers', () => {
  const place = mkdtempSync(join(home, 'given-'));
  const engines: EmbeddedEngine[] = [];

  afterAll(async () => {
    for (const engine of engines) await engine.stop();
  });

  it('uses them, starts none of its own, and leaves them alone when it is killed by a second Ctrl-C', async () => {
    engines.push(await startPostgres({ folder: join(place, 'postgres'), settings: { fsync: 'off' } }));
    engines.push(await startRedis({ folder: join(place, 'redis') }));
    const [database, queue] = engines.map(({ url }) => url);
    const ownHome = join(place, 'home');
    const given = { DATABASE_URL: database ?? '', REDIS_URL: queue ?? '' };
    const env = { HALLES_ROOT: checkout, HALLES_HOME: ownHome, ...given };
    const { child, ended, portals } = await start(env);
    expect(await statusOf(portals[0]?.url ?? '')).toBe(200);
    const servers = (readLock(ownHome)?.children ?? []).map(({ pid }) => pid);
    expect(servers).toHaveLength(4);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    await ended;
    expect(await waitUntil(() => !servers.some(isAlive), 60_000)).toBe(true);
    expect(existsSync(join(ownHome, 'postgres'))).toBe(false);
    expect(engines.map(({ pid }) => isAlive(pid))).toEqual([true, true]);
  }, 120_000);
});

describe('halles start where it cannot', () => {
  const elsewhere = () => mkdtempSync(join(home, 'elsewhere-'));

  it('lists every wrong variable at once', async () => {
    const { code, err } = await halles(['start'], {
      HALLES_HOME: elsewhere(),
      PORT: '70000',
      LOG_LEVEL: 'loud',
    }).ended;
    expect(code).toBe(exitCodes.configuration);
    expect(err).toMatch(/- PORT: [\s\S]*- LOG_LEVEL: /);
  });

  it('names a database server that is another product', async () => {
    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const address = web.address();
    const url = `postgres://a:b@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/halles`;
    const { code, err } = await halles(['start'], { HALLES_HOME: elsewhere(), DATABASE_URL: url }).ended;
    web.close();
    expect(code).toBe(exitCodes.engine);
    expect(err).toMatch(/✖ What answers at 127\.0\.0\.1:\d+ is not PostgreSQL\.\n {2}Correct the port/);
  });

  it('says that its folder cannot be one', async () => {
    const file = join(elsewhere(), 'file');
    writeFileSync(file, '');
    const { code, err } = await halles(['start'], { HALLES_HOME: file }).ended;
    expect(code).toBe(exitCodes.engine);
    expect(err).toContain('a file is in its place');
  });

  (process.getuid?.() === 0 ? it : it.skip)('says that the disk is full', async () => {
    const folder = elsewhere();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
    try {
      const { code, err } = await halles(['start'], { HALLES_HOME: folder }).ended;
      expect(code).toBe(exitCodes.engine);
      expect(err).toMatch(/The disk that holds \S+ is full\.\n {2}Free some space/);
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  it('runs whatever Node the machine itself has, the one of npm in its place', async () => {
    const path = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
    const child = spawn('node', [program, '--help'], {
      env: { ...process.env, PATH: path.join(':'), NODE_OPTIONS: '' },
    });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    await new Promise((resolve) => child.once('close', resolve));
    expect(out).toContain('Usage: halles');
  });
});
