import { v7 as uuid } from 'uuid';
import type { Actor, TenantTx, TenantWriteTx } from './tenant';

/** One thing that somebody did, as the tenant keeps it. */
export interface AuditEntry {
  readonly at: Date;
  /** `agent:<account>`, `operator:<account>`, `account:<account>`, `system:<job>`, `visitor`. */
  readonly actor: string;
  /** Dotted: `mandate.revoked`. */
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Who acted, in one word. Pure. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'visitor') return actor.kind;
  return `${actor.kind}:${actor.kind === 'system' ? actor.job : (actor.accountId ?? 'command')}`;
}

/**
 * Writes down who did what in the tenant's own schema, in the transaction that does it. The tenant's role may add to
 * the table and read it, never change it.
 * @param detail ids and names of fields; what people wrote or are called only where the trace would be worth nothing without
 */
export async function appendAudit(
  tx: TenantWriteTx,
  action: string,
  detail: AuditEntry['detail'],
  now: Date,
): Promise<void> {
  await tx.manager.query(
    'INSERT INTO audit_log (id, at, actor, action, detail) VALUES ($1, $2, $3, $4, $5)',
    [uuid(), now, actorName(tx.ctx.actor), action, JSON.stringify(detail)],
  );
}

/** The newest entries first, at most `limit`. */
export async function listAudit(tx: TenantTx, limit: number): Promise<AuditEntry[]> {
  return tx.manager.query<AuditEntry[]>(
    'SELECT at, actor, action, detail FROM audit_log ORDER BY at DESC, id DESC LIMIT $1',
    [limit],
  );
}
