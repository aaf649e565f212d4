import type { TenantRecord } from '@halles/platform/tenancy';
import type { Installation } from './installation';
import { auditAct } from './command-audit';
import { getTenant } from './tenants';

/** What says in the audit log of a territory whether it is a copy; of before copies were known, an import says nothing of it. */
const SETTLED = ['tenant.continued', 'tenant.marked-copy'];

/**
 * A copy goes on in place of the territory that it is of, which is gone: it writes mails and looks after payments again.
 * Nothing changes for one that is no copy, but that its import is known to be none.
 * @throws NoSuchTenant
 */
export async function continueCopy(
  installation: Installation,
  slug: string,
  actor: string,
): Promise<TenantRecord> {
  const before = await getTenant(installation.platform(), slug);
  if (!before.isCopy && !(await isUndecided(installation, before))) return before;
  return setCopy(installation, before, false, { actor, action: 'tenant.continued' });
}

/**
 * Says of a territory that it is a copy, whose original goes on elsewhere: mails, text messages and payments stay the original's.
 * For those that were imported before that was noted. Done twice it is done once.
 * @throws NoSuchTenant
 */
export async function markCopy(
  installation: Installation,
  slug: string,
  actor: string,
): Promise<TenantRecord> {
  const before = await getTenant(installation.platform(), slug);
  if (before.isCopy) return before;
  return setCopy(installation, before, true, { actor, action: 'tenant.marked-copy' });
}

/** Territories that were imported before copies were known, and of which nobody said whether they are: their slugs. */
export async function listUndecidedImports(installation: Installation): Promise<string[]> {
  const tenants = await installation
    .platform()
    .query<{ slug: string; database: string; role: string }>(
      'SELECT slug, database, role_name AS role FROM tenant WHERE provisioned_at IS NOT NULL AND NOT is_copy ORDER BY slug',
    );
  const undecided: string[] = [];
  for (const tenant of tenants) if (await isUndecided(installation, tenant)) undecided.push(tenant.slug);
  return undecided;
}

async function isUndecided(
  installation: Installation,
  { database, role }: Pick<TenantRecord, 'database' | 'role'>,
): Promise<boolean> {
  const rows = await installation.onSchema(database, role, ({ manager }) =>
    manager.query<unknown[]>(
      `SELECT 1 FROM audit_log i
        WHERE i.action = 'tenant.imported' AND NOT i.detail ? 'moving'
          AND NOT EXISTS (
            SELECT FROM audit_log s
             WHERE s.at >= i.at AND (s.action = ANY ($1) OR (s.action = 'tenant.imported' AND s.detail ? 'moving'))) LIMIT 1`,
      [SETTLED],
    ),
  );
  return rows.length > 0;
}

async function setCopy(
  installation: Installation,
  before: TenantRecord,
  isCopy: boolean,
  act: { readonly actor: string; readonly action: string },
): Promise<TenantRecord> {
  const db = installation.platform();
  await db.transaction(async (tx) => {
    await tx.query('UPDATE tenant SET is_copy = $2 WHERE id = $1', [before.id, isCopy]);
    await auditAct(installation, [before], { ...act, detail: {} });
  });
  return getTenant(db, before.slug);
}
