import type { Locale } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';
import type { ConsoleRole } from '@halles/contracts';

/** The roles that mail invites to; operators are made on the command line. */
export type TownRole = Exclude<ConsoleRole, 'operator'>;

export interface ConsoleInvitation {
  readonly id: string;
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  readonly role: TownRole;
  readonly locale: Locale;
  readonly state: 'open' | 'accepted' | 'revoked';
  /** How often it was sent: the link of each sending ends the one before. */
  readonly sending: number;
  readonly invitedBy: string | null;
  /** Name of who invited; null once the account is gone. */
  readonly invitedByName: string | null;
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

const COLUMNS = `i.id, i.tenant_id AS "tenantId", i.email, i.name, i.role, i.locale, i.state, i.sending,
  i.invited_by AS "invitedBy", (SELECT a.name FROM console_account a WHERE a.id = i.invited_by) AS "invitedByName",
  i.sent_at AS "sentAt", i.expires_at AS "expiresAt"`;

const INVITATION = `SELECT ${COLUMNS} FROM console_invitation i`;
const BY_ID = `${INVITATION} WHERE i.id = $1`;
const OPEN = `${INVITATION} WHERE i.tenant_id = $1 AND i.state = 'open' ORDER BY i.email`;

/** An invitation by its id; null for none. */
export async function findInvitation(db: Queryable, id: string): Promise<ConsoleInvitation | null> {
  const [row] = await db.query<ConsoleInvitation>(BY_ID, [id]);
  return row ?? null;
}

/** Those of a tenant that nobody answered yet, expired ones included: they can be sent again. */
export async function listOpenInvitations(db: Queryable, tenantId: string): Promise<ConsoleInvitation[]> {
  return db.query<ConsoleInvitation>(OPEN, [tenantId]);
}

/** Stores an invitation. */
export async function insertInvitation(
  tx: Queryable,
  invitation: Omit<ConsoleInvitation, 'state' | 'sending' | 'invitedByName'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO console_invitation (id, tenant_id, email, name, role, locale, invited_by, created_at, sent_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [
      invitation.id,
      invitation.tenantId,
      invitation.email,
      invitation.name,
      invitation.role,
      invitation.locale,
      invitation.invitedBy,
      invitation.sentAt,
      invitation.expiresAt,
    ],
  );
}

/** Counts one more sending of an open invitation; false where there is none. */
export async function renewInvitation(
  tx: Queryable,
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
  sentAt: Date,
  expiresAt: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE console_invitation SET sending = sending + 1, sent_at = $3, expires_at = $4
      WHERE tenant_id = $1 AND id = $2 AND state = 'open' RETURNING 1`,
    [tenantId, id, sentAt, expiresAt],
  );
  return rows.length === 1;
}

/** Ends an open invitation; false where there is none. */
export async function endInvitation(
  tx: Queryable,
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
  state: 'accepted' | 'revoked',
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE console_invitation SET state = $3 WHERE tenant_id = $1 AND id = $2 AND state = 'open' RETURNING 1`,
    [tenantId, id, state],
  );
  return rows.length === 1;
}

/** Whether the account of an address has a role on a tenant. */
export async function hasGrant(db: Queryable, tenantId: string, email: string): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM console_grant g JOIN console_account a ON a.id = g.account_id
      WHERE a.email = $2 AND g.tenant_id = $1`,
    [tenantId, email],
  );
  return rows.length > 0;
}

/** Gives a role on a tenant, or changes the one that the account has there. */
export async function upsertGrant(
  tx: Queryable,
  grant: {
    readonly accountId: string;
    readonly tenantId: string;
    readonly role: TownRole;
    readonly grantedBy: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO console_grant (account_id, tenant_id, role, granted_by, granted_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT ON CONSTRAINT console_grant_once DO UPDATE
       SET role = excluded.role, granted_by = excluded.granted_by, granted_at = excluded.granted_at`,
    [grant.accountId, grant.tenantId, grant.role, grant.grantedBy, grant.at],
  );
}

/** Changes a role on a tenant; false where the account has none there. */
export async function updateGrant(
  tx: Queryable,
  accountId: string,
  tenantId: string,
  role: TownRole,
): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE console_grant SET role = $3 WHERE account_id = $1 AND tenant_id = $2 RETURNING 1',
    [accountId, tenantId, role],
  );
  return rows.length === 1;
}

/** Takes a role on a tenant away; false where the account has none there. */
export async function deleteGrant(tx: Queryable, accountId: string, tenantId: string): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM console_grant WHERE account_id = $1 AND tenant_id = $2 RETURNING 1',
    [accountId, tenantId],
  );
  return rows.length === 1;
}
