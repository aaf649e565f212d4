import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { EnquiryEntity } from './enquiry.entity';
import { EnquiryNotFound } from './enquiry.errors';

@Injectable()
export class EnquiryRepository {
  /** False when an enquiry with this idempotency key is there already. */
  async insertOnce(tx: TenantWriteTx, enquiry: EnquiryEntity): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`,
      [
        enquiry.id,
        enquiry.idempotencyKey,
        enquiry.reference,
        enquiry.name,
        enquiry.email,
        enquiry.subject,
        enquiry.message,
        enquiry.locale,
        enquiry.createdAt,
      ],
    );
    return rows.length === 1;
  }

  /** Removes what is older. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM enquiry WHERE created_at < $1',
      [instant],
    );
    return count;
  }

  /** @throws EnquiryNotFound */
  async getByIdempotencyKey(tx: TenantTx, idempotencyKey: string): Promise<EnquiryEntity> {
    const found = await tx.manager.findOneBy(EnquiryEntity, { idempotencyKey });
    if (!found) throw new EnquiryNotFound({});
    return found;
  }

  /** @throws EnquiryNotFound */
  async getById(tx: TenantTx, id: string): Promise<EnquiryEntity> {
    const found = await tx.manager.findOneBy(EnquiryEntity, { id });
    if (!found) throw new EnquiryNotFound({});
    return found;
  }
}
