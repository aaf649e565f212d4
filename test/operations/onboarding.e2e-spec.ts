import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '@halles/platform/engines';
import { ownCheckout } from '@halles/testing';

const repository = process.cwd();
const manual = readFileSync(join(repository, 'docs', 'onboarding.md'), 'utf8');

interface Step {
  readonly command: string;
  /** Lines that the document says it prints, white space aside. */
  readonly printed: readonly string[];
}

const tidy = (line: string): string => line.replace(/\s+/g, ' ').trim();

/** Each `sh` block of the document, with the `text` block behind it. */
const steps: readonly Step[] = [...manual.matchAll(/```sh\n([^`]+)```(?:\n\n```text\n([^`]+)```)?/g)].map(
  ([, command = '', printed = '']) => ({
    command: command.trim(),
    printed: printed
      .split('\n')
      .map(tidy)
      .filter((line) => line !== ''),
  }),
);

/** Addresses of the document's table, with what is in bold beside each. */
const addresses = [...manual.matchAll(/^\| `http:\/\/(metz\.localhost):3000([^`]*)`\s*\|([^|]*)\|/gm)].map(
  ([, host = '', path = '', words = '']) => ({ host, path, seen: /\*\*([^*]+)\*\*/.exec(words)?.[1] ?? '' }),
);

interface Answer {
  readonly status: number;
  readonly body: string;
}

describe('docs/onboarding.md', () => {
  // A checkout of its own, but for what is only read: the folder that is copied in the first step is nobody else's.
  const root = mkdtempSync(join(tmpdir(), 'halles-onboarding-'));
  const env = {
    ...Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^(?:DATABASE|REDIS|SMTP|HALLES|NODE_OPTIONS|NODE_ENV)/.test(name),
      ),
    ),
    HALLES_ROOT: root,
    HALLES_HOME: join(root, '.halles'),
    PORT: '0',
    CONSOLE_PORT: '0',
    MAILBOX_PORT: '0',
  };
  const children: ChildProcess[] = [];
  let port = 0;

  function run(command: string, args: readonly string[]) {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (said.out += String(chunk)));
    child.stderr.on('data', (chunk) => (said.err += String(chunk)));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { ended, said };
  }

  function get(host: string, path: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path, headers: { host: `${host}:${port}` } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }

  /**
   * The same, once it is there: the portal hears of a publication a moment after it is committed and knows no such host (421)
   * until then, and the worker writes files of open data after the portal is open (503).
   */
  async function getWritten(host: string, path: string): Promise<Answer> {
    for (let times = 0; times < 40; times += 1) {
      const answer = await get(host, path);
      if (answer.status !== 503 && answer.status !== 421) return answer;
      // One visitor may ask for large files once a second.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    }
    throw new Error(`${path} was not there within two minutes`);
  }

  beforeAll(async () => {
    ownCheckout(root);
    const { said } = run(process.execPath, ['bin/halles.mjs', '--json', 'start']);
    if (!(await waitUntil(() => said.out.endsWith('}\n'), 90_000)))
      throw new Error(`not started: ${said.err}`);
    expect(JSON.parse(said.out)).toMatchObject({ portals: [] });
  }, 120_000);
  afterAll(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
    await waitUntil(
      () => children.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null),
      40_000,
    );
    rmSync(root, { recursive: true, force: true });
  }, 60_000);

  it('has the steps that it should', () => {
    expect(steps.map(({ command }) => command.split(' ').slice(0, 4).join(' '))).toEqual([
      'cp -R examples/metz/tenant tenants/metz',
      'npx halles theme check',
      'npx halles tenant create',
      'npx halles directory import',
      'npx halles directory import',
      'npx halles directory import',
      'npx halles directory seed',
      'npx halles directory duplicates',
      'npx halles directory report',
      'npx halles tenant publish',
    ]);
    expect(addresses).toHaveLength(4);
  });

  // One after the other, as they are read.
  it.each(steps)(
    '$command',
    async ({ command, printed }) => {
      const own = command.replace(/^npx halles/, `${process.execPath} bin/halles.mjs`);
      const { ended, said } = run('sh', ['-c', own]);
      const code = await ended;
      const lines = said.out.split('\n').map(tidy);
      expect({
        code,
        missing: printed.filter((words) => !lines.some((line) => line.includes(words))),
      }).toEqual({
        code: 0,
        missing: [],
      });
      const [, told] = /http:\/\/metz\.localhost:(\d+)/.exec(said.out) ?? [];
      if (told !== undefined) port = Number(told);
    },
    120_000,
  );

  it.each(addresses)(
    'http://metz.localhost:3000$path',
    async ({ host, path, seen }) => {
      const { status, body } = await getWritten(host, path);
      expect({ status, isSeen: body.includes(seen) }).toEqual({ status: 200, isSeen: true });
    },
    150_000,
  );

  it('shows as many businesses as it says, and nothing of who asked not to be shown', async () => {
    const { body } = await getWritten('metz.localhost', '/donnees/commerces.csv');
    const rows = body.trim().split('\n').length - 1;
    expect(manual).toContain(`${rows.toLocaleString('en-GB')} businesses as open data`);
    expect(body).not.toContain('[ND]');
  });
});
