import type { Locale } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Somebody is asked to work on a listing. */
export interface Invitation {
  readonly id: string;
  readonly listingId: number;
  readonly email: string;
  /** How often it was sent: each sending has a link of its own, and the one before ends. */
  readonly sending: number;
  readonly narrowed: readonly string[] | null;
  readonly locale: Locale;
  readonly invitedBy: string | null;
  readonly state: 'open' | 'accepted' | 'revoked';
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

const INVITATION = `
  SELECT id, listing_id AS "listingId", email, sending, permissions AS narrowed, locale, invited_by AS "invitedBy",
         state, sent_at AS "sentAt", expires_at AS "expiresAt"
    FROM account_invitation`;
const BY_ID = `${INVITATION} WHERE id = $1`;
const LOCK = `${BY_ID} FOR UPDATE`;
const OPEN_OF = `${INVITATION} WHERE listing_id = $1 AND state = 'open' ORDER BY sent_at DESC, id`;

@Injectable()
export class InvitationRepository {
  /** Keeps an invitation; the same address on the same listing is invited again by the same row. @returns its id */
  async upsert(tx: TenantWriteTx, invitation: Omit<Invitation, 'sending' | 'state'>): Promise<string> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      `INSERT INTO account_invitation (id, listing_id, email, permissions, locale, invited_by, created_at, sent_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
       ON CONFLICT (listing_id, email) WHERE state = 'open'
         DO UPDATE SET permissions = excluded.permissions, locale = excluded.locale, invited_by = excluded.invited_by,
                       sending = account_invitation.sending + 1, sent_at = excluded.sent_at, expires_at = excluded.expires_at
       RETURNING id`,
      [
        invitation.id,
        invitation.listingId,
        invitation.email,
        invitation.narrowed,
        invitation.locale,
        invitation.invitedBy,
        invitation.sentAt,
        invitation.expiresAt,
      ],
    );
    return row?.id ?? invitation.id;
  }

  async find(tx: TenantTx, id: string): Promise<Invitation | null> {
    const [row] = await tx.manager.query<Invitation[]>(BY_ID, [id]);
    return row ?? null;
  }

  /** The same, held until the transaction's end. */
  async lock(tx: TenantWriteTx, id: string): Promise<Invitation | null> {
    const [row] = await tx.manager.query<Invitation[]>(LOCK, [id]);
    return row ?? null;
  }

  /** Those that were not answered, the newest first. */
  async openOf(tx: TenantTx, listingId: number): Promise<Invitation[]> {
    return tx.manager.query<Invitation[]>(OPEN_OF, [listingId]);
  }

  /** @returns whether it was open until now */
  async close(
    tx: TenantWriteTx,
    id: string,
    listingId: number,
    state: 'accepted' | 'revoked',
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE account_invitation SET state = $3 WHERE id = $1 AND listing_id = $2 AND state = 'open'`,
      [id, listingId, state],
    );
    return count === 1;
  }

  /** Forgets what ended before. Returns how many. */
  async deleteExpired(tx: TenantWriteTx, before: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM account_invitation WHERE expires_at <= $1',
      [before],
    );
    return count;
  }
}
