import type { CancellationRule } from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { ChangeBus, TenantMemory, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { SaleTerms } from './sale-terms';

/** Terms of sale with the digest of what they say: the same words have the same one. */
export interface StoredTerms {
  readonly terms: SaleTerms;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
  /** The rule that they say in words. */
  readonly cancellation: CancellationRule;
}

/** Terms of a tenant that are known to be kept: those on which its shops sold last. */
const MAX_KNOWN = 2_000;

/** Terms of sale, word for word as customers accepted them. */
@Injectable()
export class SaleTermsRepository {
  /** What was found once: terms are never removed before the page of their shop is. */
  private readonly known: TenantMemory<LRUCache<string, true>>;

  constructor(changeBus: ChangeBus, clock: Clock) {
    this.known = new TenantMemory(changeBus, clock, () => new LRUCache<string, true>({ max: MAX_KNOWN }));
  }

  /** Whether terms of these words are kept, of a shop whose page is there. */
  async isKept(tx: TenantTx, listingId: number, { digest }: Pick<StoredTerms, 'digest'>): Promise<boolean> {
    const known = this.known.of(tx.ctx.tenant);
    const key = `${String(listingId)} ${digest}`;
    if (known.has(key)) return true;
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM sale_terms WHERE listing_id = $1 AND digest = $2',
      [listingId, digest],
    );
    if (rows.length === 0) return false;
    known.set(key, true);
    return true;
  }

  /** Keeps what a customer accepts; what is kept already stays as it is. */
  async keep(
    tx: TenantWriteTx,
    listingId: number,
    { digest, terms, cancellation }: StoredTerms,
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
