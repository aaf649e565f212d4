import type { Queryable } from '@halles/platform/database';
import { v7 as uuid } from 'uuid';
import type { Installation } from './installation';

/** Who acts at the command line, as audit logs name them. */
const COMMAND = 'operator:command';

/** The territory whose audit log keeps what was done. */
export interface AuditedTerritory {
  readonly database: string;
  readonly role: string;
}

/** The territories that an account of the console has a role on. */
export async function territoriesOf(tx: Queryable, accountId: string): Promise<AuditedTerritory[]> {
  return tx.query<AuditedTerritory>(
    `SELECT t.database, t.role_name AS role FROM console_grant g JOIN tenant t ON t.id = g.tenant_id
      WHERE g.account_id = $1 ORDER BY t.id`,
    [accountId],
  );
}

/**
 * Writes down in the audit log of each territory what an operator did at the command line. Called before it is committed:
 * where the line cannot be written, it is not done.
 * @param action dotted, as `AuditEntry` says
 * @param detail ids, and names of fields
 */
export async function auditCommand(
  installation: Installation,
  territories: readonly AuditedTerritory[],
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const { database, role } of territories)
    await installation.onSchema(database, role, (runner) =>
      runner.query('INSERT INTO audit_log (id, actor, action, detail) VALUES ($1, $2, $3, $4)', [
        uuid(),
        COMMAND,
        action,
        detail,
      ]),
    );
}
