import type { MerchantRole } from '@halles/contracts';
import type { SessionTimes } from '@halles/platform/auth';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Account, AccountSession, SignInMeans } from './account';
import { toGrant } from './grant.repository';

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly authenticatedBy: SignInMeans;
  readonly siret: string | null;
  /** How the browser names itself, at most 200 characters. */
  readonly browser: string;
  /** Of the provider that opened it, sealed; null where none did. */
  readonly idToken: Buffer | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What is left to be done for a session that has ended: signing out at the provider that opened it. */
export type EndedSession = Pick<NewSession, 'accountId' | 'idToken'>;

/** A session as its owner sees it in the list. */
export interface ListedSession {
  readonly id: string;
  readonly authenticatedBy: SignInMeans;
  readonly browser: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

interface SessionRow extends Account, SessionTimes {
  readonly sessionId: string;
  readonly authenticatedBy: SignInMeans;
  readonly siret: string | null;
  readonly signedInAt: Date;
  readonly grants: readonly {
    readonly role: MerchantRole;
    readonly listingId: number;
    readonly narrowed: readonly string[] | null;
    readonly createdAt: string;
  }[];
}

export interface FoundSession extends SessionTimes {
  readonly session: AccountSession;
}

function toSession(row: SessionRow): FoundSession {
  const { sessionId, authenticatedBy, siret, signedInAt, grants, lastSeenAt, expiresAt, ...account } = row;
  return {
    session: {
      id: sessionId,
      account,
      grants: grants.map((grant) =>
        toGrant({ ...grant, accountId: account.id, createdAt: new Date(grant.createdAt) }),
      ),
      authenticatedBy,
      siret,
      signedInAt,
    },
    lastSeenAt,
    expiresAt,
  };
}

@Injectable()
export class SessionRepository {
  /** The session of a token with its account and what it may do now, in one reading. */
  async find(tx: TenantTx, tokenHash: Buffer): Promise<FoundSession | null> {
    const [row] = await tx.manager.query<SessionRow[]>(
      `SELECT a.id, a.email, a.name, a.locale, a.verified_at IS NOT NULL AS "isVerified",
              a.password_hash IS NOT NULL AS "hasPassword", a.totp_confirmed_at IS NOT NULL AS "hasTotp",
              a.created_at AS "createdAt", s.id AS "sessionId", s.authenticated_by AS "authenticatedBy", s.siret,
              s.created_at AS "signedInAt", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt",
              (SELECT coalesce(json_agg(json_build_object('role', g.role, 'listingId', g.listing_id,
                        'narrowed', g.permissions, 'createdAt', g.created_at) ORDER BY g.created_at, g.listing_id), '[]')
                 FROM account_grant g WHERE g.account_id = a.id) AS grants
         FROM account_session s JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = $1`,
      [tokenHash],
    );
    return row ? toSession(row) : null;
  }

  async insert(tx: TenantWriteTx, session: NewSession): Promise<void> {
    await tx.manager.query(
      `INSERT INTO account_session (id, token_hash, account_id, authenticated_by, siret, browser, id_token, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
      [
        session.id,
        session.tokenHash,
        session.accountId,
        session.authenticatedBy,
        session.siret,
        session.browser,
        session.idToken,
        session.createdAt,
        session.expiresAt,
      ],
    );
  }

  async touch(tx: TenantWriteTx, tokenHash: Buffer, at: Date): Promise<void> {
    await tx.manager.query('UPDATE account_session SET last_seen_at = $2 WHERE token_hash = $1', [
      tokenHash,
      at,
    ]);
  }

  /** The sessions that last, the one seen last first. */
  async list(tx: TenantTx, accountId: string, now: Date, idleSince: Date): Promise<ListedSession[]> {
    return tx.manager.query<ListedSession[]>(
      `SELECT id, authenticated_by AS "authenticatedBy", browser, created_at AS "createdAt", last_seen_at AS "lastSeenAt"
         FROM account_session WHERE account_id = $1 AND expires_at > $2 AND last_seen_at > $3
        ORDER BY last_seen_at DESC, id DESC`,
      [accountId, now, idleSince],
    );
  }

  /** @returns null where there was none */
  async deleteByToken(tx: TenantWriteTx, tokenHash: Buffer): Promise<EndedSession | null> {
    const [rows] = await tx.manager.query<[EndedSession[], number]>(
      `DELETE FROM account_session WHERE token_hash = $1 RETURNING account_id AS "accountId", id_token AS "idToken"`,
      [tokenHash],
    );
    return rows[0] ?? null;
  }

  /** What the provider signed of a session, sealed; null where none opened it. */
  async findIdToken(tx: TenantTx, id: string): Promise<Buffer | null> {
    const [row] = await tx.manager.query<Pick<NewSession, 'idToken'>[]>(
      'SELECT id_token AS "idToken" FROM account_session WHERE id = $1',
      [id],
    );
    return row?.idToken ?? null;
  }

  /** @returns whether the account had such a session */
  async delete(tx: TenantWriteTx, accountId: string, id: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM account_session WHERE account_id = $1 AND id = $2',
      [accountId, id],
    );
    return count === 1;
  }

  async deleteOf(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM account_session WHERE account_id = $1', [accountId]);
  }

  /** Deletes those that have ended. Returns how many. */
  async deleteEnded(tx: TenantWriteTx, now: Date, idleSince: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM account_session WHERE expires_at <= $1 OR last_seen_at <= $2',
      [now, idleSince],
    );
    return count;
  }
}
