import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE } from '@halles/kernel';
import { freePort } from '@halles/platform/engines';
import { openWorld, type World } from '@halles/testing';
import pg from 'pg';

jest.setTimeout(3 * MINUTE);

/** Long and varied enough for a key, and not the one that the world was made with. */
const OTHER_KEY = 'Hy4sQ9wR2nVc7KpTz5GmXb8LeDj3FuAa6oYi1EtB';
/** Each with what it ends with: docs/operations.md says it to supervisors and scripts. */
const PROGRAMS: readonly (readonly [name: string, args: readonly string[], code: number])[] = [
  ['portal', ['dist/apps/portal/main.js'], 78],
  ['console-api', ['dist/apps/console-api/main.js'], 78],
  ['worker', ['dist/apps/worker/main.js'], 78],
  ['halles directory report', ['bin/halles.mjs', 'directory', 'report', '--tenant', 'ici-bourg'], 3],
];

describe('an installation that is given another MASTER_KEY than it was made with', () => {
  let world: World;
  let before: unknown;
  beforeAll(async () => {
    if (!existsSync(join(process.cwd(), 'dist/apps/worker/main.js')))
      throw new Error('the servers are not built: npm run build');
    world = await openWorld();
    before = await passwords();
  });
  afterAll(() => world.close());

  /** Of the roles of the database that log in, as it stores them. */
  async function passwords(): Promise<unknown> {
    const admin = new pg.Client({ connectionString: world.env['DATABASE_ADMIN_URL'] });
    await admin.connect();
    const { rows } = await admin.query(
      "SELECT rolname, rolpassword FROM pg_authid WHERE rolname ~ '^halles_' AND rolcanlogin ORDER BY 1",
    );
    await admin.end();
    return rows;
  }

  async function run(args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
    const port = String(await freePort());
    const child = spawn(process.execPath, args, {
      env: {
        PATH: process.env['PATH'],
        ...(args[0] === 'bin/halles.mjs' ? world.env : world.serverEnv),
        MASTER_KEY: OTHER_KEY,
        PORT: port,
        CONSOLE_PORT: port,
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  }

  it.each(PROGRAMS)(
    'is told so by %s, which says what to do and shows no stack',
    async (_name, args, expected) => {
      const { code, said } = await run(args);
      expect(said).toMatch(/MASTER_KEY is not the key that this installation was made with/);
      expect(said).toMatch(/Set the key that it was made with/);
      expect(said).not.toMatch(/^\s+at /m);
      expect(said).not.toContain(OTHER_KEY);
      expect(code).toBe(expected);
    },
  );

  it('has the passwords that it had, so that its servers go on', async () => {
    expect(await passwords()).toEqual(before);
  });
});
