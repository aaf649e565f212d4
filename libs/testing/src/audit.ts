import type { TenantContext } from '@halles/platform/tenancy';
import type { World } from './world';

/** Does something while the audit log of a tenant takes no line. */
export async function withoutAudit<T>(
  { installation }: Pick<World, 'installation'>,
  { tenant }: TenantContext,
  work: () => Promise<T>,
): Promise<T> {
  const alter = (change: string): Promise<unknown> =>
    installation.onSchema(tenant.database, tenant.role, (runner) =>
      runner.query(`ALTER TABLE audit_log ${change}`),
    );
  await alter('ADD CONSTRAINT takes_no_line CHECK (false) NOT VALID');
  try {
    return await work();
  } finally {
    await alter('DROP CONSTRAINT takes_no_line');
  }
}

/** A digest of each table of a tenant, and of what its outbox and the console's team hold: equal where nothing was written. */
export async function tracesOf(
  { installation }: Pick<World, 'installation'>,
  { tenant }: TenantContext,
): Promise<Record<string, string>> {
  const digest = (table: string, where = 'true'): string =>
    `SELECT coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') AS digest FROM ${table} t WHERE ${where}`;
  return installation.onSchema(tenant.database, tenant.role, async (runner) => {
    const tables = (await runner.query(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY 1`,
    )) as { name: string }[];
    const queries: readonly (readonly [string, string])[] = [
      ...tables.map(({ name }) => [name, digest(name)] as const),
      ['outbox', digest('platform.outbox', `tenant_role = '${tenant.role}'`)],
      ['console_invitation', digest('platform.console_invitation', `tenant_id = '${tenant.id}'`)],
      ['console_digest', digest('platform.console_digest', `tenant_id = '${tenant.id}'`)],
      ['draft_preview', digest('platform.draft_preview', `tenant_id = '${tenant.id}'`)],
      ['console_grant', digest('platform.console_grant', `tenant_id = '${tenant.id}'`)],
    ];
    const found: Record<string, string> = {};
    for (const [name, sql] of queries) {
      const [row] = (await runner.query(sql)) as { digest: string }[];
      found[name] = row?.digest ?? '';
    }
    return found;
  });
}
