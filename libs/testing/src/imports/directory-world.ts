import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DirectoryImport,
  type ImportRequest,
  ImportRunner,
  ImportService,
  ImportsModule,
} from '@halles/domain/imports';
import { DuplicatesModule, DuplicateService } from '@halles/domain/duplicates';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, servicesOf, type World } from '@halles/testing';

/** The directory of two tenants, on a database and in a folder of its own. */
export interface DirectoryWorld {
  readonly world: World;
  readonly imports: ImportService;
  readonly runner: ImportRunner;
  readonly duplicates: DuplicateService;
  /** Holds the files; to the imports it is the application's folder. */
  readonly folder: string;
  /** One more tenant, with an empty directory. */
  addTenant(): Promise<TenantContext>;
  /** Writes a file and gives its path. */
  file(name: string, contents: string | Buffer): Promise<string>;
  rows<T>(ctx: TenantContext, sql: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** A slug has letters alone here: one of ten words a digit. */
const letters = (n: number): string =>
  [...String(n)].map((digit) => 'abcdefghij'.charAt(Number(digit)).repeat(2)).join('');

export async function openDirectoryWorld(): Promise<DirectoryWorld> {
  const world = await openWorld();
  const folder = await mkdtemp(join(tmpdir(), 'halles-directory-'));
  const services = await servicesOf({ ...world, config: { ...world.config, root: folder } }, [
    ImportsModule,
    DuplicatesModule,
  ]);
  let tenants = 0;
  return {
    world,
    folder,
    imports: services.get(ImportService),
    runner: services.get(ImportRunner),
    duplicates: services.get(DuplicateService),
    addTenant: () => world.addTenant(`ville-${letters(tenants++)}`),
    file: async (name, contents) => {
      const path = join(folder, name);
      await writeFile(path, contents);
      return path;
    },
    rows: (ctx, sql, params = []) => world.work.read(ctx, ({ manager }) => manager.query(sql, params)),
    close: async () => {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An import as most tests ask for it. */
export function anImport(
  files: ImportRequest['files'],
  overrides: Partial<ImportRequest> = {},
): ImportRequest {
  return {
    files,
    vintage: '2026-11-01',
    dryRun: false,
    partial: false,
    acceptLosses: true,
    ...overrides,
  };
}

/** What its merge did, without the counts that are nought. */
export function changesOf({ report }: DirectoryImport): Record<string, number> {
  return Object.fromEntries(Object.entries(report.merge ?? {}).filter(([, n]) => n !== 0));
}
