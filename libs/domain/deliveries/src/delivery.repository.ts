import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import type { Bounce } from './bounces/bounce';
import { DeliveryEntity } from './delivery.entity';

export type NewDelivery = Pick<DeliveryEntity, 'id' | 'template' | 'ref' | 'recipient' | 'messageId'>;

/** Two mails about one thing to one address, by their names: one, and the one that corrects it. */
export interface CorrectedMails {
  readonly ref: string;
  readonly recipient: string;
  readonly corrected: string;
  readonly correction: string;
}

/** Forms that need no account keep an address as it was typed. */
const TO_RECIPIENT = 'FROM mail_delivery WHERE lower(btrim(normalize(recipient, NFKC))) = $1';
export const LIST_BY_RECIPIENT = `
  SELECT template, recipient, status, created_at AS "createdAt", sent_at AS "sentAt" ${TO_RECIPIENT} ORDER BY created_at`;
export const DELETE_BY_RECIPIENT = `DELETE ${TO_RECIPIENT}`;

@Injectable()
export class DeliveryRepository {
  /**
   * Counts one more attempt, and gives the status that the delivery had before. Two workers may begin one delivery at the same
   * moment: no conflict target is named, as either unique index may be the one that finds out.
   */
  async beginAttempt(tx: TenantWriteTx, delivery: NewDelivery): Promise<DeliveryEntity['status']> {
    const inserted = await tx.manager.query<unknown[]>(
      `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, attempts) VALUES ($1, $2, $3, $4, $5, 1)
       ON CONFLICT DO NOTHING RETURNING id`,
      [delivery.id, delivery.template, delivery.ref, delivery.recipient, delivery.messageId],
    );
    if (inserted.length > 0) return 'queued';
    const [[row]] = await tx.manager.query<[{ status: DeliveryEntity['status'] }[], number]>(
      `UPDATE mail_delivery SET attempts = attempts + CASE WHEN status = 'queued' THEN 1 ELSE 0 END
       WHERE id = $1 RETURNING status`,
      [delivery.id],
    );
    return row?.status ?? 'queued';
  }

  async statusOf(tx: TenantTx, id: string): Promise<DeliveryEntity['status'] | null> {
    const [row] = await tx.manager.query<{ status: DeliveryEntity['status'] }[]>(
      'SELECT status FROM mail_delivery WHERE id = $1',
      [id],
    );
    return row?.status ?? null;
  }

  async recordSent(tx: TenantWriteTx, id: string, response: string): Promise<void> {
    await tx.manager.query(
      `UPDATE mail_delivery SET status = 'sent', sent_at = now(), response = left($2, 500) WHERE id = $1`,
      [id, response],
    );
  }

  async recordWithheld(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query(
      `UPDATE mail_delivery SET status = 'withheld' WHERE id = $1 AND status = 'queued'`,
      [id],
    );
  }

  /** @param final whether no further attempt will be made */
  async recordFailure(tx: TenantWriteTx, id: string, response: string, final: boolean): Promise<void> {
    await tx.manager.query(
      `UPDATE mail_delivery SET status = $3, response = left($2, 500) WHERE id = $1 AND status = 'queued'`,
      [id, response, final ? 'refused' : 'queued'],
    );
  }

  /** Notes why a mail came back that a server had accepted. @returns false where there is none, or it was noted */
  async recordBounce(tx: TenantWriteTx, id: string, bounce: Bounce, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE mail_delivery SET bounce = $2, bounced_at = $3 WHERE id = $1 AND status = 'sent' AND bounced_at IS NULL`,
      [id, bounce, now],
    );
    return count === 1;
  }

  async deleteQueued(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query(`DELETE FROM mail_delivery WHERE id = $1 AND status = 'queued'`, [id]);
  }

  /** Removes what is older. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM mail_delivery WHERE created_at < $1',
      [instant],
    );
    return count;
  }

  /** What went to an address: which mail, when, and what became of it. */
  async listByRecipient(
    tx: TenantTx,
    recipient: string,
  ): Promise<Pick<DeliveryEntity, 'template' | 'recipient' | 'status' | 'createdAt' | 'sentAt'>[]> {
    return tx.manager.query(LIST_BY_RECIPIENT, [recipient]);
  }

  /** However it was typed. @param recipient as accounts have it (`normalizeEmail`) */
  async deleteByRecipient(tx: TenantWriteTx, recipient: string): Promise<void> {
    await tx.manager.query(DELETE_BY_RECIPIENT, [recipient]);
  }

  /** Removes what is known of the mails about these things. */
  async deleteByRefs(tx: TenantWriteTx, refs: readonly string[]): Promise<void> {
    await tx.manager.query('DELETE FROM mail_delivery WHERE ref = ANY ($1)', [refs]);
  }

  /** Whether a mail went to an address last, and not the one that corrects it; `pending` where it was begun and may still go. */
  async standing(
    tx: TenantTx,
    { ref, recipient, corrected, correction }: CorrectedMails,
  ): Promise<'standing' | 'pending' | 'nothing'> {
    const [row] = await tx.manager.query<Pick<DeliveryEntity, 'template' | 'status'>[]>(
      `SELECT template, status FROM mail_delivery
        WHERE ref = $1 AND recipient = $2
          AND (status = 'sent' AND template IN ($3, $4) OR status = 'queued' AND template = $3)
        ORDER BY status = 'queued' DESC, sent_at DESC LIMIT 1`,
      [ref, recipient, corrected, correction],
    );
    if (row?.status === 'queued') return 'pending';
    return row?.template === corrected ? 'standing' : 'nothing';
  }

  /** Whether anything about it left. */
  async wasSent(tx: TenantTx, ref: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM mail_delivery WHERE ref = $1 AND status = 'sent' LIMIT 1`,
      [ref],
    );
    return rows.length > 0;
  }

  async listByRef(tx: TenantTx, ref: string): Promise<DeliveryEntity[]> {
    return tx.manager.findBy(DeliveryEntity, { ref });
  }
}
