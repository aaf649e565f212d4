import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Mandate } from './mandate';

/** A session as it is handed over: nobody has it yet. */
export interface NewAgentSession {
  readonly id: string;
  readonly listingId: number;
  /** Null at a service of the town hall. */
  readonly mandateId: string | null;
  /** SHA-256 of the token of the session of the console that it comes from. */
  readonly consoleSession: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A session whose mandate is in force, or of a service of the town hall. */
export interface FoundAgentSession {
  readonly id: string;
  readonly listingId: number;
  readonly consoleSession: Buffer;
  readonly expiresAt: Date;
  /** The mandate in force; null at a service of the town hall. */
  readonly mandate: Pick<Mandate, 'id' | 'scope' | 'giverName' | 'giverQuality'> | null;
}

// Of the page that the mandate is of by now: one that was merged takes it along, or is no page any more.
const FOUND = `
  SELECT s.id, l.id AS "listingId", s.console_session AS "consoleSession", s.expires_at AS "expiresAt",
         CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.id, 'scope', m.scope, 'giverName', m.giver_name,
                                                            'giverQuality', m.giver_quality) END AS mandate
    FROM agent_session s
    LEFT JOIN mandate m ON m.id = s.mandate_id AND m.state = 'active' AND m.expires_at > $2
    LEFT JOIN town_service t ON t.listing_id = s.listing_id AND s.mandate_id IS NULL
    JOIN listing l ON l.id = coalesce(m.listing_id, t.listing_id) AND l.merged_into IS NULL
   WHERE s.token_hash = $1 AND s.expires_at > $2`;

@Injectable()
export class AgentSessionRepository {
  async insert(tx: TenantWriteTx, session: NewAgentSession): Promise<void> {
    await tx.manager.query(
      `INSERT INTO agent_session (id, listing_id, mandate_id, console_session, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        session.id,
        session.listingId,
        session.mandateId,
        session.consoleSession,
        session.createdAt,
        session.expiresAt,
      ],
    );
  }

  /** Opens it with a token: of any number at once, one gets true. False once it was opened, or is too old. */
  async open(
    tx: TenantWriteTx,
    id: string,
    {
      tokenHash,
      now,
      expiresAt,
    }: { readonly tokenHash: Buffer; readonly now: Date; readonly expiresAt: Date },
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE agent_session SET token_hash = $2, expires_at = $4
        WHERE id = $1 AND token_hash IS NULL AND expires_at > $3`,
      [id, tokenHash, now, expiresAt],
    );
    return count === 1;
  }

  /** The session of a token, as long as its time and its mandate last. */
  async find(tx: TenantTx, tokenHash: Buffer, now: Date): Promise<FoundAgentSession | null> {
    const [row] = await tx.manager.query<FoundAgentSession[]>(FOUND, [tokenHash, now]);
    return row ?? null;
  }

  /** @returns the listing that it was about; null where there was none */
  async deleteByToken(tx: TenantWriteTx, tokenHash: Buffer): Promise<number | null> {
    const [rows] = await tx.manager.query<[{ listingId: number }[], number]>(
      'DELETE FROM agent_session WHERE token_hash = $1 RETURNING listing_id AS "listingId"',
      [tokenHash],
    );
    return rows[0]?.listingId ?? null;
  }

  /** Removes those that came to their end before the instant. Returns how many. */
  async deleteOverBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM agent_session WHERE expires_at < $1',
      [instant],
    );
    return count;
  }
}
