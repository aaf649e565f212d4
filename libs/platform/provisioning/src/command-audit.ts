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

/** Who did what: as `AuditEntry` says. */
export interface AuditedAct {
  readonly actor: string;
  /** Dotted: `host.added`. */
  readonly action: string;
  /** Ids, and names of fields. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Writes down in the audit log of each territory what somebody did to it from outside. Called before it is committed: where
 * the line cannot be written, it is not done.
 */
export async function auditAct(
  installation: Installation,
  territories: readonly AuditedTerritory[],
  { actor, action, detail }: AuditedAct,
): Promise<void> {
  for (const { database, role } of territories)
    await installation.onSchema(database, role, (runner) =>
      runner.query('INSERT INTO audit_log (id, actor, action, detail) VALUES ($1, $2, $3, $4)', [
        uuid(),
        actor,
        action,
        detail,
      ]),
    );
}

/** The same of what an operator does at the command line. */
export function auditCommand(
  installation: Installation,
  territories: readonly AuditedTerritory[],
  action: string,
  detail: AuditedAct['detail'],
): Promise<void> {
  return auditAct(installation, territories, { actor: COMMAND, action, detail });
}
