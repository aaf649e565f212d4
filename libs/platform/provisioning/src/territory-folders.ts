import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { slugSchema } from '@halles/contracts';
import { DomainError } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';
import { listTenantRecords, type TenantRecord } from '@halles/platform/tenancy';
import {
  type FolderCheck,
  type FolderError,
  FolderInspector,
  listTenantFolders,
  loadTenantFolder,
  parseJsonFile,
  strayFolders,
} from '@halles/platform/theming';
import { z } from 'zod';
import type { Installation } from './installation';
import { TenantExists } from './tenant.errors';
import { createTenant, updateSettings } from './tenants';

/** A folder that is wrong: nothing of it is taken over, and its territory goes on as it was. */
export interface WrongFolder {
  readonly slug: string;
  readonly errors: readonly FolderError[];
}

/** A folder of a territory that nobody has opened. */
export interface UnopenedFolder {
  readonly slug: string;
  /** What has to be corrected before it can be opened; none: it can. */
  readonly errors: readonly FolderError[];
}

/** A territory that was erased while its folder stayed. */
export interface DroppedTerritory {
  readonly slug: string;
  readonly title: string;
  readonly at: Date;
}

/** What was found in `tenants/`, and what became of it. */
export interface TerritoryFolders {
  /** Opened just now, as the list of the first start says. */
  readonly opened: readonly string[];
  /** Whose changed settings were taken over. */
  readonly changed: readonly string[];
  readonly wrong: readonly WrongFolder[];
  readonly unopened: readonly UnopenedFolder[];
  readonly dropped: readonly DroppedTerritory[];
  /** What passes for a folder of a territory and is none: nobody looks into it. */
  readonly strays: readonly FolderError[];
}

export interface SyncFoldersOptions {
  /** Finds what else is wrong in a folder. */
  readonly check?: FolderCheck | undefined;
  /** Opens the territories of the first start, where it is one: not in production, where each is opened by a command. */
  readonly opensFirst?: boolean;
  /** Aborted when nothing more is wanted: the folder at hand is the last. */
  readonly signal?: AbortSignal | undefined;
}

/** Which folders become live portals when an installation begins: the one place where somebody says so beforehand. */
const FIRST_START = 'tenants/first-start.json';
const firstStartSchema = z.strictObject({ live: z.array(slugSchema) });

/**
 * Takes over what changed in the folders of open territories, and opens those of the first start. Nothing else is opened:
 * a folder is no order. One that is wrong is reported, and the others go on.
 */
export async function syncTerritoryFolders(
  installation: Installation,
  options: SyncFoldersOptions = {},
): Promise<TerritoryFolders> {
  const db = installation.platform();
  const inspector = new FolderInspector(installation.config, options.check);
  const first =
    options.opensFirst === true
      ? await openFirstTerritories(installation, inspector, options.signal)
      : { opened: [], wrong: [] };
  const open = new Map((await listTenantRecords(db)).map((tenant) => [tenant.slug, tenant]));
  const wrong = [...first.wrong];
  const changed: string[] = [];
  for (const tenant of open.values()) {
    options.signal?.throwIfAborted();
    if (first.opened.includes(tenant.slug)) continue;
    const errors = await inspector.errorsOf(tenant.slug);
    if (errors.length > 0) wrong.push({ slug: tenant.slug, errors });
    else if (await takeOver(installation, inspector, tenant)) changed.push(tenant.slug);
  }
  return {
    opened: first.opened,
    changed,
    wrong,
    ...(await listUnopened(installation, inspector, open, wrong)),
  };
}

/** What is wrong in the folders of open territories, and which folders are nobody's. Changes nothing. */
export async function inspectFolders(
  installation: Installation,
  check?: FolderCheck,
): Promise<Omit<TerritoryFolders, 'opened' | 'changed'>> {
  const inspector = new FolderInspector(installation.config, check);
  const open = new Set((await listTenantRecords(installation.platform())).map(({ slug }) => slug));
  const wrong: WrongFolder[] = [];
  for (const slug of open) {
    const errors = await inspector.errorsOf(slug);
    if (errors.length > 0) wrong.push({ slug, errors });
  }
  return { wrong, ...(await listUnopened(installation, inspector, open, wrong)) };
}

async function listUnopened(
  installation: Installation,
  inspector: FolderInspector,
  open: { has(slug: string): boolean },
  wrong: readonly WrongFolder[],
): Promise<Pick<TerritoryFolders, 'unopened' | 'dropped' | 'strays'>> {
  const db = installation.platform();
  const dropped = await listDropped(db);
  const there = listTenantFolders(installation.config.root);
  const isKnown = (slug: string): boolean =>
    open.has(slug) || [...dropped, ...wrong].some((other) => other.slug === slug);
  const unopened: UnopenedFolder[] = [];
  for (const slug of there)
    if (!isKnown(slug)) unopened.push({ slug, errors: await inspector.errorsOf(slug) });
  return {
    unopened,
    dropped: dropped.filter(({ slug }) => there.includes(slug)),
    strays: strayFolders(installation.config.root).filter(({ file }) => !isKnown(basename(file))),
  };
}

/** Where a territory has no folder, it has its settings from an archive. */
async function takeOver(
  installation: Installation,
  inspector: FolderInspector,
  { slug }: TenantRecord,
): Promise<boolean> {
  const { root } = installation.config;
  if (!listTenantFolders(root).includes(slug)) return false;
  inspector.keep(slug);
  return updateSettings(installation, loadTenantFolder(root, slug).settings);
}

/** What became of the folders, in a few words. Pure. */
export function describeFolders({ opened, changed, wrong }: TerritoryFolders): string {
  const parts = [
    ...(opened.length > 0 ? [`${opened.join(', ')} opened`] : []),
    ...(changed.length > 0 ? [`${changed.join(', ')} changed`] : []),
    ...(wrong.length > 0 ? [`${wrong.map(({ slug }) => slug).join(', ')} wrong`] : []),
  ];
  return parts.join('; ') || 'up to date';
}

/**
 * Opens the territories of the first start, where it is one: nobody has opened any yet, or it was interrupted. What an
 * operator has erased meanwhile stays so.
 */
async function openFirstTerritories(
  installation: Installation,
  inspector: FolderInspector,
  signal?: AbortSignal,
): Promise<{ readonly opened: readonly string[]; readonly wrong: readonly WrongFolder[] }> {
  const db = installation.platform();
  await db.query(
    'INSERT INTO first_territories (begun_at) SELECT now() WHERE NOT EXISTS (SELECT 1 FROM tenant) ON CONFLICT DO NOTHING',
  );
  const [begun] = await db.query('SELECT 1 FROM first_territories WHERE finished_at IS NULL');
  if (!begun) return { opened: [], wrong: [] };
  const { listed, errors } = readFirstStart(installation.config.root);
  const known = new Set([
    ...(await listTenantRecords(db)).map(({ slug }) => slug),
    ...(await listDropped(db)).map(({ slug }) => slug),
  ]);
  const opened: string[] = [];
  const wrong: WrongFolder[] = errors.length > 0 ? [{ slug: 'first-start', errors }] : [];
  for (const slug of listed.filter((each) => !known.has(each))) {
    signal?.throwIfAborted();
    const found = await openFirst(installation, inspector, slug);
    if (found.length === 0) opened.push(slug);
    else wrong.push({ slug, errors: found });
  }
  // What could not be opened is tried again at the next start: it was said that it should be.
  if (wrong.length === 0) await db.query('UPDATE first_territories SET finished_at = now()');
  return { opened, wrong };
}

async function openFirst(
  installation: Installation,
  inspector: FolderInspector,
  slug: string,
): Promise<readonly FolderError[]> {
  const errors = await inspector.errorsOf(slug);
  if (errors.length > 0) return errors;
  try {
    const { settings, perimeter } = loadTenantFolder(installation.config.root, slug);
    inspector.keep(slug);
    await createTenant(installation, { settings, perimeter, state: 'live' });
    return [];
  } catch (error) {
    // By another process that starts, a moment ago.
    if (error instanceof DomainError && error.code === TenantExists.code) return [];
    if (!(error instanceof DomainError)) throw error;
    return [
      { file: join('tenants', slug), key: '', expected: { fr: error.detail('fr'), en: error.detail('en') } },
    ];
  }
}

/** The list of the first start: nobody's where the file is not there, and of folders that are. */
function readFirstStart(root: string): { listed: readonly string[]; errors: readonly FolderError[] } {
  const path = join(root, FIRST_START);
  if (!existsSync(path)) return { listed: [], errors: [] };
  const { value, errors } = parseJsonFile(root, path, firstStartSchema);
  const there = listTenantFolders(root);
  return { listed: (value?.live ?? []).filter((slug) => there.includes(slug)), errors };
}

/** The territories that were erased on purpose, and that nobody has opened since. */
export function listDropped(db: Queryable): Promise<DroppedTerritory[]> {
  return db.query<DroppedTerritory>(
    'SELECT slug, title, dropped_at AS at FROM dropped_territory ORDER BY slug',
  );
}
