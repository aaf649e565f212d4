import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { systemClock } from '@halles/kernel';
import { createContext, mediaFolder, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { openWorld, platformOf, type World, writeListings } from '@halles/testing';
import { extract as createExtract, pack as createPack } from 'tar-stream';
import { v7 as uuid } from 'uuid';
import {
  continueCopy,
  exportTenant,
  getTenant,
  importTenant,
  listUndecidedImports,
  type Manifest,
  markCopy,
} from '.';

const AWKWARD = 'guillemets "", virgule, accent é, emoji 🥖, retour\nà la ligne, NULL, \\N';

/** An order and its event name each other: neither can be the first that is imported, but for the end of the transaction. */
async function plantOrder(world: World): Promise<void> {
  const [listing = 0] = await writeListings(world, world.here, [{}]);
  const id = uuid();
  await world.work.write(world.here, async ({ manager }) => {
    for (const statement of [
      `INSERT INTO product (id, listing_id, name, description, price_cents, vat, is_available, notice_days, withdrawal, position, created_at, updated_at)
       VALUES ($1, $2, 'Pain', '', 420, 'reduced', true, 0, 'perishable', 0, now(), now())`,
      `INSERT INTO customer_order (id, listing_id, year, number, kind, fulfilment, state, event, slot_from, slot_until, total_cents, items,
                                   customer_name, customer_phone, code, locale, idempotency_key, content_digest, created_at)
       VALUES ($1, $2, 2026, 1, 'order', 'pickup', 'accepted', 2, now(), now() + interval '1 hour', 420, 1, 'Odile', '+33556000001',
               '123456', 'fr', $1, repeat('0', 64), now())`,
    ])
      await manager.query(statement, [id, listing]);
    await manager.query(
      `INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, created_at)
       VALUES (gen_random_uuid(), $1, 1, NULL, NULL, 'received', 'customer', now()),
              (gen_random_uuid(), $1, 2, 1, 'received', 'accepted', 'merchant', now())`,
      [id],
    );
    await manager.query(
      `INSERT INTO order_line (order_id, position, product_id, name, quantity, unit_cents, total_cents, vat, vat_rate, withdrawal)
       VALUES ($1, 1, $1, 'Pain', 1, 420, 420, 'reduced', 550, 'perishable')`,
      [id],
    );
  });
}

describe('export and import of one tenant', () => {
  let world: World;
  let folder: string;
  let archive: string;
  let manifest: Manifest;

  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    folder = await mkdtemp(join(tmpdir(), 'halles-archive-'));
    archive = join(folder, 'here.tar.gz');
    await world.work.write(world.here, async ({ manager }) => {
      const id = uuid();
      await manager.query(
        `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
         VALUES ($1, $1, 'KEEP-KEEP', $2, 'a@b.example', 'sujet', $2, 'fr', '2026-03-29 01:30:00.123456+01')`,
        [id, AWKWARD],
      );
      await manager.query(
        `INSERT INTO opening (digest, schedule, spans, expires_at)
         SELECT n, '{}', '{}', '2026-03-29 02:00+00' FROM generate_series(1, 41) AS n`,
      );
      await manager.query(
        `INSERT INTO claim_policy (id, policy, chosen_by, chosen_by_name, chosen_at) VALUES (1, 'manual', $1, $2, now())`,
        [id, AWKWARD],
      );
      // The numbers of removed rows are not given again.
      await manager.query('DELETE FROM opening WHERE id > 7');
      await manager.query("INSERT INTO platform.outbox (id, kind, ref) VALUES ($1, 'enquiry.forward', $1)", [
        id,
      ]);
      // About people of this installation's console: nobody's elsewhere.
      await manager.query(
        "INSERT INTO platform.outbox (id, kind, ref) VALUES (gen_random_uuid(), 'console.invite', $1)",
        [id],
      );
    });
    await plantOrder(world);
    const media = mediaFolder(join(world.config.home, 'media'), world.here.tenant);
    await mkdir(join(media, 'photos'), { recursive: true });
    await writeFile(join(media, 'photos', 'four.webp'), Buffer.from([0, 1, 2, 255]));
    const { slug } = world.here.tenant;
    manifest = await exportTenant(world.installation, slug, archive, { now: systemClock.now() });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await world.close();
  });

  /** Everything a tenant has, hashed. */
  async function fingerprint(ctx: TenantContext): Promise<string> {
    const rows = await world.work.read(ctx, async ({ manager }) => {
      const all: unknown[] = [];
      for (const table of [
        ...['commune', 'claim_policy', 'enquiry', 'opening', 'mail_delivery'],
        ...['product', 'customer_order', 'order_event', 'order_line'],
      ]) {
        all.push(await manager.query(`SELECT t::text FROM ${table} t ORDER BY 1`));
      }
      // Besides what was done before, the copy knows where it comes from.
      all.push(
        await manager.query(`SELECT t::text FROM audit_log t WHERE action <> 'tenant.imported' ORDER BY 1`),
      );
      return all;
    });
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }

  const importedFrom = async (ctx: TenantContext) => {
    const rows = await world.work.read(ctx, ({ manager }) =>
      manager.query<{ detail: object }[]>("SELECT detail FROM audit_log WHERE action = 'tenant.imported'"),
    );
    return rows.map(({ detail }) => detail);
  };

  const contextOf = (record: Parameters<typeof toTenant>[0]) =>
    createContext(toTenant(record), { kind: 'visitor' }, uuid());

  it('holds what the territory owes, and nothing of what the platform owes in its name', () => {
    expect(manifest.pending.map(({ kind }) => kind)).toEqual(['enquiry.forward']);
  });

  it('brings every row and file over under another slug, and touches no other tenant', async () => {
    const before = await fingerprint(world.there);
    const { publicKey } = world.installation.archiveSigner();
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
    expect(report.origin).toEqual({ kind: 'own', publicKey });
    expect(await importedFrom(copy)).toMatchObject([{ origin: 'own', key: publicKey }]);
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

  it('knows a copy until it goes on in place of its original', async () => {
    const isCopy = async (slug: string) => (await getTenant(platformOf(world), slug)).isCopy;
    expect([await isCopy('copie-conforme'), await isCopy('demenagement')]).toEqual([true, false]);
    await continueCopy(world.installation, 'copie-conforme', 'operator:command');
    await continueCopy(world.installation, 'copie-conforme', 'operator:command');
    expect(await isCopy('copie-conforme')).toBe(false);
    const copy = contextOf(await getTenant(platformOf(world), 'copie-conforme'));
    const audited = await world.work.read(copy, ({ manager }) =>
      manager.query("SELECT actor FROM audit_log WHERE action = 'tenant.continued'"),
    );
    expect(audited).toEqual([{ actor: 'operator:command' }]);
  });

  it('asks about what was imported before copies were known, until somebody says what it is', async () => {
    const { installation } = world;
    for (const slug of ['d-avant', 'd-avant-deux']) {
      await importTenant(installation, archive, { slug, moving: true });
      const { database, role } = await getTenant(platformOf(world), slug);
      await installation.onSchema(database, role, ({ manager }) =>
        manager.query(`UPDATE audit_log SET detail = detail - 'moving' WHERE action = 'tenant.imported'`),
      );
    }
    expect(await listUndecidedImports(installation)).toEqual(['d-avant', 'd-avant-deux']);
    const marked = await markCopy(installation, 'd-avant', 'operator:command');
    const again = await markCopy(installation, 'd-avant', 'operator:command');
    const moved = await continueCopy(installation, 'd-avant-deux', 'operator:command');
    expect([marked.isCopy, again.isCopy, moved.isCopy]).toEqual([true, true, false]);
    expect(await listUndecidedImports(installation)).toEqual([]);
    const copy = contextOf(await getTenant(platformOf(world), 'd-avant'));
    const acts = await world.work.read(copy, ({ manager }) =>
      manager.query("SELECT action FROM audit_log WHERE action = 'tenant.marked-copy'"),
    );
    expect(acts).toEqual([{ action: 'tenant.marked-copy' }]);
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

  /** Indexes, constraints and numbering of a tenant's schema, in one text in which its own name does not show. */
  async function structure({ tenant }: TenantContext): Promise<string> {
    const rows = await world.installation.onSchema('main', tenant.role, (runner) =>
      runner.query(
        `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = current_schema()
         UNION ALL SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
           FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
         ORDER BY 1`,
      ),
    );
    return JSON.stringify(rows, null, 1).replaceAll(tenant.role, 'SCHEMA');
  }

  it('makes the indexes and constraints of a fresh one, and numbers on from where the old one stood', async () => {
    const report = await importTenant(world.installation, archive, { slug: 'pareille', state: 'live' });
    const copy = contextOf(report.tenant);
    const expected = await structure(world.there);
    expect(expected).toContain('enquiry_reference_taken');
    expect(await structure(copy)).toBe(expected);
    const [made] = await world.work.write(copy, ({ manager }) =>
      manager.query<{ id: number }[]>(
        `INSERT INTO opening (digest, schedule, spans, expires_at) VALUES ('x', '{}', '{}', now()) RETURNING id`,
      ),
    );
    expect(made?.id).toBe(42);
  });

  it('leaves the planner with statistics of what was brought over', async () => {
    const report = await importTenant(world.installation, archive, { slug: 'comptee', state: 'live' });
    const known = await world.work.read(contextOf(report.tenant), ({ manager }) =>
      manager.query(
        `SELECT DISTINCT tablename FROM pg_stats
          WHERE schemaname = current_schema() AND tablename IN ('enquiry', 'customer_order') ORDER BY 1`,
      ),
    );
    expect(known).toEqual([{ tablename: 'customer_order' }, { tablename: 'enquiry' }]);
  });

  /** The archive with a table changed, and a manifest that vouches for the change. */
  async function forge(name: string, table: string, change: (csv: string) => string): Promise<string> {
    const entries = new Map<string, string>();
    const extract = createExtract();
    const read = async (): Promise<void> => {
      for await (const entry of extract) entries.set(entry.header.name, await text(entry));
    };
    await Promise.all([pipeline(createReadStream(archive), createGunzip(), extract), read()]);
    const path = `tables/${table}.csv`;
    const csv = change(entries.get(path) ?? '');
    const forged = JSON.parse(entries.get('manifest.json') ?? '') as Manifest;
    for (const entry of forged.tables) {
      if (entry.name === table) entry.sha256 = createHash('sha256').update(csv).digest('hex');
    }
    entries.set(path, csv).set('manifest.json', JSON.stringify(forged));
    // By somebody who has the key of the command line: what is believed is checked all the same.
    entries.set('manifest.sig', world.installation.archiveSigner().sign(Buffer.from(JSON.stringify(forged))));
    const pack = createPack();
    const file = join(folder, name);
    const written = pipeline(pack, createGzip(), createWriteStream(file));
    for (const [entry, content] of entries) pack.entry({ name: entry }, content);
    pack.finalize();
    await written;
    return file;
  }

  it.each([
    ['what a constraint forbids', (csv: string) => `${csv}99,7,{},{},2026-03-29 02:00:00+00\n`],
    ['other rows than the archive counts', (csv: string) => csv.replace(/\n7,7,.*\n$/, '\n')],
    ['no table at all', () => 'nothing'],
  ])('refuses %s although the checksums agree, and leaves nothing behind', async (what, change) => {
    // Roles are the server's, which other tests use too: those that may enter this database.
    const roles = async () =>
      platformOf(world).query(
        "SELECT rolname FROM pg_roles WHERE rolname ~ '^t_' AND has_database_privilege(oid, current_database(), 'CONNECT')",
      );
    const before = await roles();
    const file = await forge(`${what}.tar.gz`, 'opening', change);
    await expect(importTenant(world.installation, file, { slug: 'jamais-ouvert' })).rejects.toMatchObject({
      code: 'archive-refused',
    });
    expect(await platformOf(world).query("SELECT 1 FROM tenant WHERE slug = 'jamais-ouvert'")).toEqual([]);
    expect(await roles()).toEqual(before);
  });
});
