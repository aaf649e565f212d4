import type { CancellationRule } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SaleTerms } from './sale-terms';

/** Terms of sale with the digest of what they say: the same words have the same one. */
export interface KeptTerms {
  readonly terms: SaleTerms;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
  /** The rule that they say in words. */
  readonly cancellation: CancellationRule;
}

/** Terms of sale, word for word as customers accepted them. */
@Injectable()
export class SaleTermsRepository {
  /** Whether terms of these words are kept. */
  async isKept(tx: TenantTx, listingId: number, { digest }: Pick<KeptTerms, 'digest'>): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM sale_terms WHERE listing_id = $1 AND digest = $2',
      [listingId, digest],
    );
    return rows.length === 1;
  }

  /** Keeps what a customer accepts; what is kept already stays as it is. */
  async keep(
    tx: TenantWriteTx,
    listingId: number,
    { digest, terms, cancellation }: KeptTerms,
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO sale_terms (listing_id, digest, document, created_at, cancellation) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (listing_id, digest) DO NOTHING`,
      [listingId, digest, JSON.stringify(terms), now, cancellation],
    );
  }

  /** Those that an order was placed on; null where none were kept. */
  async findByOrder(tx: TenantTx, orderId: string): Promise<SaleTerms | null> {
    const [row] = await tx.manager.query<{ document: SaleTerms }[]>(
      `SELECT t.document FROM customer_order o
         JOIN sale_terms t ON t.listing_id = o.listing_id AND t.digest = o.terms_digest WHERE o.id = $1`,
      [orderId],
    );
    return row?.document ?? null;
  }
}
