import { PLATFORM_SCHEMA } from '@halles/platform/database';
import { quoteIdentifier } from './admin';
import type { Installation } from './installation';

interface Setting {
  readonly name: string;
  /** Where it holds; null for everywhere. */
  readonly database: string | null;
}

/**
 * Takes back what a tenant's role has set on itself, all of it: the workers may not touch `role`. The limit of temporary
 * files is ours.
 */
export async function resetRoleSettings(
  installation: Installation,
  target: { readonly database: string; readonly role: string },
): Promise<void> {
  await installation.onSchema(target.database, PLATFORM_SCHEMA, async (runner) => {
    const settings = (await runner.query(
      `SELECT split_part(entry, '=', 1) AS name, d.datname AS database
         FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
        CROSS JOIN unnest(s.setconfig) AS entry
        WHERE r.rolname = $1 AND NOT (d.datname IS NULL AND entry LIKE 'temp_file_limit=%')`,
      [target.role],
    )) as Setting[];
    for (const { name, database } of settings) {
      const where = database === null ? '' : ` IN DATABASE ${quoteIdentifier(database)}`;
      const setting = name.split('.').map(quoteIdentifier).join('.');
      await runner.query(`ALTER ROLE ${quoteIdentifier(target.role)}${where} RESET ${setting}`);
    }
  });
}
