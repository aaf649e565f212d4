import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { EnquiryEntity } from './enquiry.entity';
import { EnquiryNotFound } from './enquiry.errors';

/** An enquiry as its writer receives it when they ask for their data. */
export interface WrittenEnquiry {
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly topic: string;
  readonly message: string;
  readonly locale: 'fr' | 'en';
  readonly createdAt: Date;
}

/** The statements on enquiries. */
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

  /** What was written from an address, the oldest first. @param email as accounts have it (`normalizeEmail`) */
  async writtenBy(tx: TenantTx, email: string): Promise<WrittenEnquiry[]> {
    return tx.manager.query<WrittenEnquiry[]>(
      `SELECT reference, name, email, subject AS topic, message, locale, created_at AS "createdAt"
         FROM enquiry WHERE lower(btrim(normalize(email, NFKC))) = $1 ORDER BY created_at, id`,
      [email],
    );
  }

  /** Deletes what was written from an address. @param email as accounts have it (`normalizeEmail`) */
  async deleteWrittenBy(tx: TenantWriteTx, email: string): Promise<void> {
    await tx.manager.query(`DELETE FROM enquiry WHERE lower(btrim(normalize(email, NFKC))) = $1`, [email]);
  }

  /** Deletes what was written before an instant. Returns how many. */
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

  /** Null where it was erased. */
  async find(tx: TenantTx, id: string): Promise<EnquiryEntity | null> {
    return tx.manager.findOneBy(EnquiryEntity, { id });
  }
}
