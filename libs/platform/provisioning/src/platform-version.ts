import { PLATFORM_SCHEMA } from '@halles/platform/database';
import type { Installation } from './installation';
import { type MigrationSet, platformSet } from './migrations';

/** How the platform schema of an installation compares with the one that this version knows. */
export interface PlatformVersion {
  /** No migration was ever applied: the server is new. */
  readonly isEmpty: boolean;
  /** Migrations of this version that were not applied: the installation is of an older one. */
  readonly missing: readonly string[];
  /** Applied migrations that this version does not know: the installation is of a newer one. */
  readonly unknown: readonly string[];
}

/** Reads it from the main database, and changes nothing. */
export async function platformVersion(
  installation: Installation,
  set: MigrationSet = platformSet,
): Promise<PlatformVersion> {
  const known = set.classes.map((Migration) => new Migration().name);
  const applied = await installation.onSchema('main', PLATFORM_SCHEMA, async (runner) => {
    const [table] = (await runner.query(`SELECT to_regclass('schema_migration') IS NOT NULL AS there`)) as {
      there: boolean;
    }[];
    if (!table?.there) return [];
    return (await runner.query('SELECT name FROM schema_migration ORDER BY position, name')) as {
      name: string;
    }[];
  });
  const names = applied.map(({ name }) => name);
  return {
    isEmpty: names.length === 0,
    missing: known.filter((name) => !names.includes(name)),
    unknown: names.filter((name) => !known.includes(name)),
  };
}
