import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MINUTE, systemClock } from '@halles/kernel';
import { exportTenant } from '@halles/platform/provisioning';
import { mediaFolder } from '@halles/platform/tenancy';
import { openWorld, platformOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';

/** A moment in the import of an archive: see `crash-at.mjs`. */
interface CrashPoint {
  readonly text: string;
  readonly after?: string;
  readonly when: 'before' | 'answered';
}

const PUBLISHED = '^UPDATE tenant SET provisioned_at';

interface Copy {
  readonly role: string;
  readonly published: boolean;
  readonly state: string;
  readonly owed: number;
}

jest.setTimeout(4 * MINUTE);

describe('an archive whose import is killed', () => {
  let world: World;
  let archive: string;

  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    const { home } = world.config;
    archive = join(home, 'here.tar.gz');
    const { tenant } = world.here;
    await world.work.write(world.here, ({ manager }) =>
      manager.query("INSERT INTO platform.outbox (id, kind, ref) VALUES ($1, 'enquiry.forward', $1)", [
        uuid(),
      ]),
    );
    const photos = join(mediaFolder(join(home, 'media'), tenant), 'public', 'photos');
    await mkdir(photos, { recursive: true });
    await writeFile(join(photos, 'one.webp'), 'one');
    await exportTenant(world.installation, tenant.slug, archive, { now: systemClock.now() });
  });
  afterAll(() => world.close());

  /** The command of an operator in a process of its own. @returns the signal that ended it, or its exit code */
  async function importAs(slug: string, crashAt?: CrashPoint): Promise<number | NodeJS.Signals | null> {
    const crash = ['--import', join(process.cwd(), 'test/reliability/crash-at.mjs')];
    const child = spawn(
      process.execPath,
      [
        ...(crashAt ? crash : []),
        ...['bin/halles.mjs', 'tenant', 'import', archive, '--slug', slug, '--state', 'live', '--moving'],
      ],
      {
        env: {
          PATH: process.env['PATH'],
          ...world.env,
          ...(crashAt && { CRASH_AT: JSON.stringify(crashAt) }),
        },
        stdio: 'ignore',
      },
    );
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ?? code;
  }

  const find = async (slug: string): Promise<Copy | undefined> => {
    const [row] = await platformOf(world).query<Copy>(
      `SELECT role_name AS role, provisioned_at IS NOT NULL AS published, state,
              (SELECT count(*)::int FROM outbox WHERE tenant_role = role_name) AS owed
         FROM tenant WHERE slug = $1`,
      [slug],
    );
    return row;
  };

  async function expectWhole(slug: string): Promise<void> {
    const copy = await find(slug);
    expect(copy).toMatchObject({ published: true, state: 'live', owed: 1 });
    const media = mediaFolder(join(world.config.home, 'media'), { role: copy?.role ?? '' });
    expect(await readFile(join(media, 'public', 'photos', 'one.webp'), 'utf8')).toBe('one');
    expect(existsSync(join(media, 'public', 'photos', 'left.webp'))).toBe(false);
  }

  it.each<[string, string, CrashPoint]>([
    [
      'before what it owes is taken over',
      'copie-une',
      { text: '^INSERT INTO (platform\\.)?outbox', when: 'before' },
    ],
    [
      'when the rows are there',
      'copie-deux',
      { text: '^COMMIT', after: '^GRANT .* ON ALL TABLES|^CREATE INDEX', when: 'answered' },
    ],
    ['when the files are there', 'copie-trois', { text: PUBLISHED, when: 'before' }],
    ['before it is committed that it is open', 'copie-quatre', { text: PUBLISHED, when: 'answered' }],
  ])('%s is open to nobody, and whole when it is run again', async (_at, slug, point) => {
    expect(await importAs(slug, point)).toBe('SIGKILL');
    const left = await find(slug);
    expect(left).toMatchObject({ published: false, state: 'draft' });
    // As of an attempt with another archive.
    const photos = join(
      mediaFolder(join(world.config.home, 'media'), { role: left?.role ?? '' }),
      'public/photos',
    );
    await mkdir(photos, { recursive: true });
    await writeFile(join(photos, 'left.webp'), 'left');
    expect(await importAs(slug)).toBe(0);
    await expectWhole(slug);
  });

  it('is whole once it is committed that it is open', async () => {
    expect(await importAs('copie-cinq', { text: '^COMMIT', after: PUBLISHED, when: 'answered' })).toBe(
      'SIGKILL',
    );
    await expectWhole('copie-cinq');
  });
});
