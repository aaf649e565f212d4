import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, waitUntil } from '@halles/platform/engines';
import { identify, Lock, LockHeld, readLock, stillRuns } from './lock';
import { rotateLogs, openLog, setAside } from './logs';
import { choosePort } from './port-choice';
import { ServerProcess } from './server-process';
import { Supervisor } from './supervisor';

const home = mkdtempSync(join(tmpdir(), 'halles-start-'));
const supervisors: Supervisor[] = [];

afterEach(async () => {
  for (const supervisor of supervisors.splice(0)) await supervisor.stop();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A server made of one expression. */
const server = (name: string, script: string, readyMs = 5_000) =>
  new ServerProcess({ name, args: ['-e', script], cwd: home, env: { PATH: '' }, logs: home, readyMs });

const SERVES = `setInterval(() => undefined, 1000);
  process.once('SIGTERM', () => { console.log('${'$'}{process.pid} stops at', Date.now()); process.exit(0); });
  process.send('ready');`;

function supervise() {
  const said: string[] = [];
  const runs: { name: string; pid: number }[][] = [];
  const supervisor = new Supervisor({
    say: (line) => said.push(line),
    changed: (now) => runs.push([...now]),
  });
  supervisors.push(supervisor);
  return { supervisor, said, runs };
}

describe('the lock of an installation', () => {
  it('is held by one process at a time, and says by whom and where it answers', () => {
    const folder = mkdtempSync(join(home, 'lock-'));
    const lock = Lock.acquire(folder, 'halles start');
    lock.update({ urls: { bordeaux: 'http://bordeaux.localhost:3000' } });
    expect(() => Lock.acquire(folder, 'halles start')).toThrow(LockHeld);
    expect(readLock(folder)).toMatchObject({
      holder: { pid: process.pid },
      urls: { bordeaux: expect.any(String) },
    });
    lock.release();
    Lock.acquire(folder, 'halles start').release();
  });

  it('is taken from a process that is gone, even when another one now has its number', () => {
    const folder = mkdtempSync(join(home, 'lock-'));
    const reused = { ...identify('halles', process.pid), since: '1' };
    const child = identify('portal', process.pid);
    const gone = { name: 'worker', pid: 4_000_000, since: '5' };
    const state = { holder: reused, command: 'halles start', urls: {}, children: [child, gone] };
    writeFileSync(join(folder, 'running.json'), JSON.stringify(state));
    const lock = Lock.acquire(folder, 'halles start');
    expect(lock.leftovers).toEqual([child]);
    lock.release();
  });

  it('is taken from a file that a full disk has cut off', () => {
    const folder = mkdtempSync(join(home, 'lock-'));
    writeFileSync(join(folder, 'running.json'), '{"holder":');
    Lock.acquire(folder, 'halles start').release();
  });
});

describe('the choice of a port', () => {
  it('takes the next one that is free and not promised to another', async () => {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const address = busy.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const chosen = await choosePort(port, '127.0.0.1', new Set([port + 1]));
    busy.close();
    expect(chosen).toBeGreaterThan(port + 1);
  });

  it('says so when there is none', async () => {
    const all = new Set(Array.from({ length: 200 }, (_, index) => 20_000 + index));
    await expect(choosePort(20_000, '127.0.0.1', all)).rejects.toThrow(/No port from 20000 on/);
  });
});

describe('the supervisor', () => {
  it('starts a server again when it is killed, and says so', async () => {
    const { supervisor, said, runs } = supervise();
    const first = await supervisor.run(server('phoenix', SERVES), 0);
    first.kill();
    expect(await waitUntil(() => said.includes('✔ phoenix runs again'), 60_000)).toBe(true);
    expect(said[0]).toBe('⚠ phoenix has ended; it is started again in 0.5 s');
    const pids = runs.map((now) => now[0]?.pid);
    expect(pids[0]).toBe(first.pid);
    expect(isAlive(pids.at(-1) ?? 0)).toBe(true);
  });

  it('gives up when a server dies five times within a minute', async () => {
    const { supervisor } = supervise();
    await supervisor.run(server('mayfly', `process.send('ready', () => process.exit(1))`), 0);
    await expect(supervisor.gaveUp).resolves.toBe('mayfly ended 5 times within a minute.');
  }, 40_000);

  it('stops the later stages before the earlier ones, and leaves nothing running', async () => {
    const { supervisor } = supervise();
    const engine = await supervisor.run(server('first-stage', SERVES), 0);
    const app = await supervisor.run(server('second-stage', SERVES), 1);
    await supervisor.stop();
    const stoppedAt = (name: string) =>
      Number(/stops at (\d+)/.exec(readFileSync(join(home, `${name}.log`), 'utf8'))?.[1]);
    expect(stoppedAt('second-stage')).toBeLessThanOrEqual(stoppedAt('first-stage'));
    expect([engine.pid, app.pid].some(isAlive)).toBe(false);
  });

  it('starts nothing any more once it is stopping', async () => {
    const { supervisor } = supervise();
    await supervisor.stop();
    await expect(supervisor.run(server('late', SERVES), 0)).rejects.toThrow('stopping');
  });
});

describe('a server process', () => {
  it('shows the last lines of its log, and its exit code, when it does not start', async () => {
    const failing = server('failing', `console.error('PORT is missing'); process.exit(78)`);
    await expect(failing.start()).rejects.toMatchObject({
      message: expect.stringMatching(/failing did not start \(exit code 78\)\. It said:\n\nPORT is missing/),
      exitCode: 3,
    });
  });

  it('is ended when it does not get ready in time', async () => {
    const slow = server('slow', `console.log(process.pid); setInterval(() => undefined, 1000)`, 500);
    await expect(slow.start()).rejects.toThrow(/not ready after 0.5 s/);
    const pid = Number(readFileSync(join(home, 'slow.log'), 'utf8'));
    expect(await waitUntil(() => !isAlive(pid), 60_000)).toBe(true);
  });

  it('keeps its log small while it writes to it, and loses no line of a quiet moment', async () => {
    const path = join(home, 'noisy.log');
    const line = 'x'.repeat(1_023);
    // Writes 11 MB at each signal, and says so.
    const noisy = server(
      'noisy',
      `const { writeSync } = require('node:fs');
      process.on('SIGUSR2', () => {
        for (let at = 0; at < 11 * 1024; at += 1) writeSync(1, '${line}\\n');
        writeSync(1, 'round over\\n');
      });
      setInterval(() => undefined, 1000);
      process.send('ready');`,
    );
    const { pid, stop } = await noisy.start();
    try {
      for (let round = 0; round < 5; round += 1) {
        process.kill(pid, 'SIGUSR2');
        expect(await waitUntil(() => readFileSync(path, 'utf8').endsWith('round over\n'), 60_000)).toBe(true);
        setAside(path);
      }
      expect(statSync(path).size).toBe(0);
      const kept = [1, 2, 3, 4]
        .map((index) => join(home, `noisy.${index}.log`))
        .filter((one) => existsSync(one));
      expect(kept).toHaveLength(3);
      for (const one of kept) expect(statSync(one).size).toBe(11 * 1024 * 1024 + 'round over\n'.length);
    } finally {
      await stop();
    }
  });

  it('has its log looked after, and that of an engine, whatever else lies beside them', async () => {
    const folder = mkdtempSync(join(home, 'looked-after-'));
    const large = 'x'.repeat(10 * 1024 * 1024 + 1);
    for (const name of ['portal.log', 'log', 'portal.1.log', 'data'])
      writeFileSync(join(folder, name), large);
    const stop = rotateLogs([join(folder, 'not-made-yet'), folder]);
    try {
      const sizeOf = (name: string): number => statSync(join(folder, name)).size;
      expect(await waitUntil(() => sizeOf('portal.log') === 0 && sizeOf('log') === 0, 60_000)).toBe(true);
      expect(readdirSync(folder).toSorted()).toEqual(
        ['data', 'log', 'log.1', 'portal.1.log', 'portal.2.log', 'portal.log'].toSorted(),
      );
      expect(sizeOf('data')).toBe(large.length);
    } finally {
      stop();
    }
  });

  it('sets a large log aside when it starts', () => {
    const path = join(home, 'large.log');
    writeFileSync(path, 'x'.repeat(10 * 1024 * 1024 + 1));
    openLog(home, 'large');
    expect([statSync(path).size, statSync(join(home, 'large.1.log')).size]).toEqual([
      0,
      10 * 1024 * 1024 + 1,
    ]);
  });
});

it('recognises itself as running', () => {
  expect(stillRuns(identify('jest', process.pid))).toBe(true);
});
