import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Perimeter, TenantSettings, TenantState } from '@halles/contracts';
import { required } from '@halles/kernel';
import { constraintOf, type Queryable } from '@halles/platform/database';
import {
  checkSlug,
  LastGoodFolders,
  listTenantRecords,
  mediaFolder,
  NoSuchTenant,
  type TenantRecord,
} from '@halles/platform/tenancy';
import type { QueryRunner } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { auditAct } from './command-audit';
import type { Installation } from './installation';
import { applyMigrations, headOf, type MigrationSet, tenantSet } from './migrations';
import { checkTransition } from './tenant-state';
import { HostTaken, TenantExists, UnknownDatabase } from './tenant.errors';
import { dropRoleAndSchema, limitTempFiles, restrictTables, roleAndSchema } from './tenant-schema';

export interface NewTenant {
  readonly settings: TenantSettings;
  readonly perimeter: Perimeter;
  readonly database?: string;
  readonly state?: TenantState;
  /** A person accepts that the slug resembles another. */
  readonly reviewed?: boolean;
  /** As `Tenant.isCopy`; absent: it is not. */
  readonly isCopy?: boolean;
  /** Up to which migration the tables are made before `fill`; to the head unless said. */
  readonly migrations?: MigrationSet;
  /** What fills the schema in place of the perimeter: an import. */
  readonly fill?: (runner: QueryRunner) => Promise<void>;
  /** Puts in place what must be there before anybody is let in: an import's files. Run again after it was interrupted. */
  readonly place?: (entry: { readonly role: string; readonly slug: string }) => Promise<void>;
}

/**
 * Opens a territory: registry entry, role, schema, migrations, perimeter, subdomain; published last. A creation that was
 * interrupted is taken up again by the same call. Of two at once the second finds the territory of the first.
 * @throws SlugRefused, TenantExists, HostTaken, UnknownDatabase
 */
export function createTenant(installation: Installation, input: NewTenant): Promise<TenantRecord> {
  return installation.alone(input.settings.slug, () => openTenant(installation, input));
}

/**
 * As `createTenant`, for who is alone with the slug (`Installation.alone`): another one that took the creation up meanwhile
 * would drop the schema that this one publishes.
 */
export async function openTenant(installation: Installation, input: NewTenant): Promise<TenantRecord> {
  const { slug } = input.settings;
  const database = input.database ?? 'main';
  if (!installation.addresses.has(database)) {
    throw new UnknownDatabase({ database, known: [...installation.addresses.keys()].join(', ') });
  }
  const db = installation.platform();
  const entry = await reserve(db, slug, database, input, installation.config.baseDomain);
  await installation.inSchemaTransaction(entry.database, entry.role, (runner) =>
    provision(runner, installation, entry, input),
  );
  await input.place?.({ role: entry.role, slug });
  await publish(installation, entry, input.state ?? 'draft');
  return getTenant(db, slug);
}

/** Lets everybody in at once, and hands over what is owed: a worker that does not know the tenant yet asks for it. */
async function publish(installation: Installation, entry: Reserved, state: TenantState): Promise<void> {
  const handOver = (db: Queryable) =>
    db.query("UPDATE outbox SET next_at = now() WHERE tenant_role = $1 AND status = 'pending'", [entry.role]);
  await installation.platform().transaction(async (tx) => {
    await tx.query(
      `INSERT INTO schema_version (tenant_id, version, state, started_at, finished_at) VALUES ($1, $2, 'done', now(), now())
       ON CONFLICT (tenant_id) DO UPDATE SET version = $2, state = 'done', finished_at = now()`,
      [entry.id, headOf(tenantSet)],
    );
    await tx.query(
      'UPDATE tenant SET provisioned_at = now(), state = $2, state_since = now() WHERE id = $1',
      [entry.id, state],
    );
    if (entry.database === 'main') await handOver(tx);
  });
  // Killed before this, they are late by a day.
  if (entry.database !== 'main') await handOver(installation.platform(entry.database));
}

interface Reserved {
  readonly id: string;
  readonly role: string;
  readonly database: string;
}

/** Takes the slug and the subdomain. What is reserved and not yet provisioned is taken up, not refused. */
async function reserve(
  db: RoleTx,
  slug: string,
  database: string,
  input: NewTenant,
  baseDomain: string,
): Promise<Reserved> {
  const host = `${slug}.${baseDomain}`;
  return db
    .transaction(async (tx) => {
      const all = await tx.query<Reserved & { slug: string; provisioned: boolean }>(
        'SELECT id, slug, role_name AS role, database, provisioned_at IS NOT NULL AS provisioned FROM tenant',
      );
      const same = all.find((tenant) => tenant.slug === slug);
      if (same?.provisioned) throw new TenantExists({ slug });
      checkSlug(
        slug,
        all.filter((tenant) => tenant !== same).map((tenant) => tenant.slug),
        { reviewed: input.reviewed === true },
      );
      // Whoever opens it again says so by opening it.
      await tx.query('DELETE FROM dropped_territory WHERE slug = $1', [slug]);
      if (same) {
        await tx.query('UPDATE tenant SET settings = $2, is_copy = $3 WHERE id = $1', [
          same.id,
          input.settings,
          input.isCopy === true,
        ]);
        return same;
      }
      const entry: Reserved = { id: uuid(), role: `t_${randomBytes(6).toString('hex')}`, database };
      await tx.query(
        'INSERT INTO tenant (id, slug, database, role_name, settings, is_copy) VALUES ($1, $2, $3, $4, $5, $6)',
        [entry.id, slug, database, entry.role, input.settings, input.isCopy === true],
      );
      await tx.query(
        "INSERT INTO host (host, tenant_id, kind, canonical, verified_at) VALUES ($1, $2, 'subdomain', true, now())",
        [host, entry.id],
      );
      return entry;
    })
    .catch((error: unknown) => {
      if (constraintOf(error) === 'host_pkey') throw new HostTaken({ host });
      if (constraintOf(error) === 'tenant_slug_taken') throw new TenantExists({ slug });
      throw error;
    });
}

type RoleTx = { transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> };

/** Role, schema, tables, perimeter: one transaction, so that a kill leaves nothing half made. */
async function provision(
  runner: QueryRunner,
  installation: Installation,
  entry: Reserved,
  input: NewTenant,
): Promise<void> {
  const exists = (await runner.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [
    entry.role,
  ])) as unknown[];
  const address = required(installation.addresses.get(entry.database), 'the database');
  // Made by an attempt that was interrupted, perhaps of another archive or under another key. Nobody has read it.
  if (exists.length > 0) {
    await dropRoleAndSchema(runner, entry.role, address.database);
    await runner.query('DELETE FROM platform.outbox WHERE tenant_role = $1', [entry.role]);
  }
  // Whoever else opens a territory on this server holds the group of all tenants until it is made: it is waited for.
  // No reader queues behind this transaction, as the schema is its own.
  await runner.query("SET LOCAL lock_timeout = '60s'");
  for (const sql of roleAndSchema(entry.role, installation.config.masterKey, address.database))
    await runner.query(sql);
  await applyMigrations(runner, input.migrations ?? tenantSet);
  if (input.fill) await input.fill(runner);
  else await insertPerimeter(runner, input.perimeter);
  await restrictTables(runner, entry.role);
  await limitTempFiles(runner, entry.role);
}

async function insertPerimeter(runner: QueryRunner, perimeter: Perimeter): Promise<void> {
  await runner.query(
    `INSERT INTO commune (code, name, population, longitude, latitude)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::float8[], $5::float8[])
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, population = excluded.population,
       longitude = excluded.longitude, latitude = excluded.latitude
     WHERE (commune.name, commune.population) IS DISTINCT FROM (excluded.name, excluded.population)`,
    [
      perimeter.communes.map((commune) => commune.code),
      perimeter.communes.map((commune) => commune.name),
      perimeter.communes.map((commune) => commune.population),
      perimeter.communes.map((commune) => commune.centre[0]),
      perimeter.communes.map((commune) => commune.centre[1]),
    ],
  );
}

/** @throws NoSuchTenant */
export async function getTenant(db: Queryable, slug: string): Promise<TenantRecord> {
  const [found] = await listTenantRecords(db, slug);
  if (!found) throw new NoSuchTenant({ slug });
  return found;
}

/** Takes the settings of an existing tenant's folder over into the registry, where they differ. True when they did. */
export async function updateSettings(installation: Installation, settings: TenantSettings): Promise<boolean> {
  const rows = await installation
    .platform()
    .query(
      'UPDATE tenant SET settings = $2 WHERE slug = $1 AND settings IS DISTINCT FROM $2::jsonb RETURNING id',
      [settings.slug, JSON.stringify(settings)],
    );
  return rows.length > 0;
}

/**
 * Changes the state of a tenant and writes it in the tenant's own audit log. Portals follow within a second.
 * @throws NoSuchTenant, StateRefused
 */
export async function setTenantState(
  installation: Installation,
  slug: string,
  to: TenantState,
  actor: string,
): Promise<TenantRecord> {
  const db = installation.platform();
  const before = await getTenant(db, slug);
  checkTransition(slug, before.state, to);
  if (before.state === to) return before;
  await db.transaction(async (tx) => {
    await tx.query('UPDATE tenant SET state = $2, state_since = now() WHERE id = $1', [before.id, to]);
    await auditAct(installation, [before], { actor, action: `tenant.${to}`, detail: { from: before.state } });
  });
  return getTenant(db, slug);
}

/**
 * Sets how many megabytes the files of a tenant may take, and writes it in the tenant's own audit log. Servers follow within a
 * second; what is stored already stays.
 * @param megabytes null: the limit of the installation
 * @throws NoSuchTenant
 */
export async function setStorageQuota(
  installation: Installation,
  slug: string,
  megabytes: number | null,
  actor: string,
): Promise<TenantRecord> {
  const db = installation.platform();
  const before = await getTenant(db, slug);
  if (before.storageQuotaMb === megabytes) return before;
  const detail = { from: before.storageQuotaMb, to: megabytes };
  await db.transaction(async (tx) => {
    await tx.query('UPDATE tenant SET storage_quota_mb = $2 WHERE id = $1', [before.id, megabytes]);
    await auditAct(installation, [before], { actor, action: 'tenant.storage-quota', detail });
  });
  return getTenant(db, slug);
}

/**
 * Erases a tenant whole: route first, then schema, role and media. Interrupted, it is finished by the same call.
 * @throws NoSuchTenant
 */
export function dropTenant(installation: Installation, slug: string): Promise<void> {
  return installation.alone(slug, () => eraseTenant(installation, slug));
}

async function eraseTenant(installation: Installation, slug: string): Promise<void> {
  const db = installation.platform();
  const [entry] = await db.query<Reserved>(
    'SELECT id, role_name AS role, database FROM tenant WHERE slug = $1',
    [slug],
  );
  if (!entry) throw new NoSuchTenant({ slug });
  // Remembered with the first step: an erasure that is interrupted here is not undone by the next start either.
  await db.transaction(async (tx) => {
    await tx.query('UPDATE tenant SET provisioned_at = NULL, state = $2 WHERE id = $1', [
      entry.id,
      'archived',
    ]);
    await tx.query(
      `INSERT INTO dropped_territory (slug, title) SELECT slug, settings #>> '{title,fr}' FROM tenant WHERE id = $1
       ON CONFLICT (slug) DO NOTHING`,
      [entry.id],
    );
  });
  // What the platform owes in its name is in the main one.
  for (const database of new Set([entry.database, 'main']))
    await installation.platform(database).query('DELETE FROM outbox WHERE tenant_role = $1', [entry.role]);
  const address = required(installation.addresses.get(entry.database), 'the database');
  await installation.onSchema(entry.database, 'platform', (runner) =>
    dropRoleAndSchema(runner, entry.role, address.database),
  );
  await rm(mediaFolder(join(installation.config.home, 'media'), entry), { recursive: true, force: true });
  new LastGoodFolders(installation.config).forget(slug);
  await db.query('DELETE FROM tenant WHERE id = $1', [entry.id]);
}
