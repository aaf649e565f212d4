import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@halles/platform/engines';
import { openWorld, type World } from '@halles/testing';
import { ConsoleClient } from '@halles/testing/console';

const PROGRAM = join(process.cwd(), 'dist', 'apps', 'console-api', 'main.js');

describe('the process of the console', () => {
  let world: World;
  let port: number;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    if (!existsSync(PROGRAM)) throw new Error('the servers are not built: npm run build');
    world = await openWorld();
    port = await freePort();
  });

  afterAll(async () => {
    for (const child of started)
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await world.close();
  });

  /** Starts it as a supervisor does: by the environment alone, with a channel to its parent. */
  function start(env: Readonly<Record<string, string>> = {}) {
    const child = fork(PROGRAM, [], {
      env: {
        PATH: process.env['PATH'],
        ...world.serverEnv,
        CONSOLE_PORT: String(port),
        LOG_LEVEL: 'info',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    });
    started.push(child);
    let errors = '';
    let lines = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => (lines += chunk.toString()));
    const closed = once(child, 'close').then(([code]) => ({ code: code as number | null, errors, lines }));
    return { child, closed, ready: once(child, 'message').then(([message]) => message as unknown) };
  }

  it('says ready when it serves, stops on SIGTERM with status 0, and has written its last line', async () => {
    const { child, closed, ready } = start();
    expect(await ready).toBe('ready');
    expect((await new ConsoleClient(port).get('/api/session')).status).toBe(401);
    child.kill('SIGTERM');
    const { code, errors, lines } = await closed;
    expect([code, errors]).toEqual([0, '']);
    expect(lines).toContain('"msg":"stopped"');
    expect(
      lines
        .trim()
        .split('\n')
        .every((line) => line.startsWith('{')),
    ).toBe(true);
  });

  it('stops when its parent has gone', async () => {
    const { child, ready } = start();
    await ready;
    // Node gives no `close` for a child whose channel was cut.
    const exited = once(child, 'exit');
    child.disconnect();
    expect((await exited)[0]).toBe(0);
  });

  it('says in one line that its port is taken', async () => {
    const first = start();
    await first.ready;
    const { code, errors } = await start().closed;
    expect([code, errors]).toEqual([
      1,
      `console-api: port ${port} is already taken; set another one or stop what uses it\n`,
    ]);
    first.child.kill('SIGTERM');
    await first.closed;
  });

  it('lists every error of its configuration, and shows no secret', async () => {
    const { code, errors } = await start({ CONSOLE_PORT: '99999', LOG_LEVEL: 'loud', MASTER_KEY: 'tooshort' })
      .closed;
    expect(code).toBe(78);
    for (const name of ['CONSOLE_PORT', 'LOG_LEVEL', 'MASTER_KEY']) expect(errors).toContain(`  - ${name}:`);
    expect(errors).not.toContain('tooshort');
  });

  it('says in one line that the database does not answer', async () => {
    const { code, errors } = await start({ DATABASE_URL: `postgres://127.0.0.1:${port}/halles` }).closed;
    expect(code).toBe(1);
    expect(errors).toMatch(/^console-api: database-unreachable: .*ECONNREFUSED.*\n$/);
  });
});
