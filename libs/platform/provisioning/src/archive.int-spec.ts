import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createContext, mediaFolder, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { openWorld, platformOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { exportTenant, importTenant } from './index';

const AWKWARD = 'guillemets "", virgule, accent é, emoji 🥖, retour\nà la ligne, NULL, \\N';

describe('export and import of one tenant', () => {
  let world: World;
  let folder: string;
  let archive: string;

  beforeAll(async () => {
    world = await openWorld();
    folder = await mkdtemp(join(tmpdir(), 'halles-archive-'));
    archive = join(folder, 'here.tar.gz');
    await world.work.write(world.here, async ({ manager }) => {
      const id = uuid();
      await manager.query(
        `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
         VALUES ($1, $1, 'KEEP-KEEP', $2, 'a@b.example', 'sujet', $2, 'fr', '2026-03-29 01:30:00.123456+01')`,
        [id, AWKWARD],
      );
      await manager.query("INSERT INTO platform.outbox (id, kind, ref) VALUES ($1, 'enquiry.forward', $1)", [
        id,
      ]);
    });
    const media = mediaFolder(join(world.config.home, 'media'), world.here.tenant);
    await mkdir(join(media, 'photos'), { recursive: true });
    await writeFile(join(media, 'photos', 'four.webp'), Buffer.from([0, 1, 2, 255]));
    await exportTenant(world.installation, world.here.tenant.slug, archive);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await world.close();
  });

  /** Everything a tenant has, hashed. */
  async function fingerprint(ctx: TenantContext): Promise<string> {
    const rows = await world.work.read(ctx, async ({ manager }) => {
      const all: unknown[] = [];
      for (const table of ['commune', 'enquiry', 'mail_delivery', 'audit_log']) {
        all.push(await manager.query(`SELECT t::text FROM ${table} t ORDER BY 1`));
      }
      return all;
    });
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }

  const contextOf = (record: Parameters<typeof toTenant>[0]) =>
    createContext(toTenant(record), { kind: 'visitor' }, uuid());

  it('brings every row and file over under another slug, and touches no other tenant', async () => {
    const before = await fingerprint(world.there);
    const report = await importTenant(world.installation, archive, { slug: 'copie-conforme', state: 'live' });
    const copy = contextOf(report.tenant);
    expect(copy.tenant.role).not.toBe(world.here.tenant.role);
    expect(await fingerprint(copy)).toBe(await fingerprint(world.here));
    const [row] = await world.work.read(copy, ({ manager }) =>
      manager.query<{ message: string; at: string }[]>('SELECT message, created_at::text AS at FROM enquiry'),
    );
    expect(row?.message).toBe(AWKWARD);
    expect(row?.at).toContain('.123456');
    const file = join(mediaFolder(join(world.config.home, 'media'), copy.tenant), 'photos', 'four.webp');
    expect([...(await readFile(file))]).toEqual([0, 1, 2, 255]);
    expect(await fingerprint(world.there)).toBe(before);
  });

  it('sends nothing for a copy, and what was owed for a move', async () => {
    const owed = async (slug: string) =>
      platformOf(world).query(
        'SELECT o.kind FROM outbox o JOIN tenant t ON t.role_name = o.tenant_role WHERE t.slug = $1',
        [slug],
      );
    expect(await owed('copie-conforme')).toEqual([]);
    await importTenant(world.installation, archive, { slug: 'demenagement', moving: true });
    expect(await owed('demenagement')).toEqual([{ kind: 'enquiry.forward' }]);
  });

  it('refuses a slug that exists, and leaves nothing behind', async () => {
    await expect(importTenant(world.installation, archive)).rejects.toMatchObject({ code: 'tenant-exists' });
  });

  async function refusalOf(name: string, change: (tar: Buffer) => Buffer): Promise<unknown> {
    const file = join(folder, name);
    await writeFile(file, gzipSync(change(gunzipSync(await readFile(archive)))));
    const outcome = await importTenant(world.installation, file, { slug: 'jamais-ouvert' }).catch(
      (error: { code?: string }) => error.code,
    );
    const left = await platformOf(world).query("SELECT 1 FROM tenant WHERE slug = 'jamais-ouvert'");
    expect(left).toEqual([]);
    return outcome;
  }

  it('refuses a damaged, truncated or foreign archive before making anything', async () => {
    const flip = (tar: Buffer) => {
      const at = tar.indexOf('KEEP-KEEP', tar.indexOf('tables/enquiry.csv'));
      const copy = Buffer.from(tar);
      copy.write('EVIL', at);
      return copy;
    };
    expect(await refusalOf('damaged.tar.gz', flip)).toBe('archive-refused');
    expect(await refusalOf('truncated.tar.gz', (tar) => tar.subarray(0, 3_000))).toBe('archive-refused');
    expect(await refusalOf('foreign.tar.gz', () => Buffer.from('not a tar'.repeat(200)))).toBe(
      'archive-refused',
    );
    expect(
      await refusalOf('escape.tar.gz', (tar) =>
        Buffer.from(tar.toString('latin1').replace('tables/commune.csv', 'tables/../../x.csv'), 'latin1'),
      ),
    ).toBe('archive-refused');
  });
});
