import { Injectable } from '@nestjs/common';
import type { Schedule } from '@halles/domain/hours';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import type { Opening, OpeningSpans } from './listing-opening';

const ATTEMPTS = 5;

/** A schedule with its row. */
export interface StoredOpening {
  readonly id: number;
  /** Written by `ListingWriter` alone, from what the parser of hours gave. */
  readonly schedule: Schedule;
}

/** Schedules, each kept once. */
@Injectable()
export class OpeningRepository {
  /** The ids of these openings by digest: those that are there, and the new ones, which are written. */
  async ensure(tx: TenantWriteTx, openings: Iterable<Opening>): Promise<Map<string, number>> {
    const wanted = new Map([...openings].map((opening) => [opening.digest, opening]));
    const ids = new Map<string, number>();
    // Two rounds do: what another transaction wrote or removed meanwhile is seen in the next one.
    for (let round = 0; wanted.size > ids.size; round += 1) {
      if (round === ATTEMPTS) throw new Error('opening hours come and go under the import');
      const missing = [...wanted.values()].filter(({ digest }) => !ids.has(digest));
      for (const { id, digest } of await this.find(tx, missing)) ids.set(digest, id);
      const unknown = missing.filter(({ digest }) => !ids.has(digest));
      for (const { id, digest } of await this.insert(tx, unknown)) ids.set(digest, id);
    }
    return ids;
  }

  /** Held against removal until the transaction's end, not against renewal. */
  private async find(
    tx: TenantWriteTx,
    openings: readonly Opening[],
  ): Promise<{ id: number; digest: string }[]> {
    return tx.manager.query<{ id: number; digest: string }[]>(
      'SELECT id, digest FROM opening WHERE digest = ANY($1) ORDER BY id FOR KEY SHARE',
      [openings.map(({ digest }) => digest)],
    );
  }

  private async insert(
    tx: TenantWriteTx,
    openings: readonly Opening[],
  ): Promise<{ id: number; digest: string }[]> {
    if (openings.length === 0) return [];
    const rows = openings.map(({ digest, schedule, spans, expiresAt }) => ({
      digest,
      schedule,
      spans,
      expires: expiresAt ?? 'infinity',
    }));
    return tx.manager.query<{ id: number; digest: string }[]>(
      `INSERT INTO opening (digest, schedule, spans, expires_at)
       SELECT digest, schedule, spans, expires
       FROM jsonb_to_recordset($1::jsonb) AS r(digest text, schedule jsonb, spans int4multirange, expires timestamptz)
       ORDER BY digest ON CONFLICT (digest) DO NOTHING RETURNING id, digest`,
      [JSON.stringify(rows)],
    );
  }

  /** Some of those that expire before the instant, held for this transaction; what another one holds is left to it. */
  async lockExpiring(tx: TenantWriteTx, before: Date, limit: number): Promise<StoredOpening[]> {
    return tx.manager.query<StoredOpening[]>(
      `SELECT id, schedule FROM opening WHERE expires_at < $1 ORDER BY expires_at, id LIMIT $2
       FOR NO KEY UPDATE SKIP LOCKED`,
      [before, limit],
    );
  }

  async renew(
    tx: TenantWriteTx,
    openings: readonly (OpeningSpans & { readonly id: number })[],
  ): Promise<void> {
    const rows = openings.map(({ id, spans, expiresAt }) => ({
      id,
      spans,
      expires: expiresAt ?? 'infinity',
    }));
    await tx.manager.query(
      `UPDATE opening o SET spans = r.spans, expires_at = r.expires
       FROM jsonb_to_recordset($1::jsonb) AS r(id int, spans int4multirange, expires timestamptz) WHERE o.id = r.id`,
      [JSON.stringify(rows)],
    );
  }

  /** Removes expiring schedules, and unreadable ones, that no listing has. Returns how many. */
  async deleteUnused(tx: TenantWriteTx, before: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `DELETE FROM opening WHERE id IN (
         SELECT id FROM opening o WHERE (expires_at < $1 OR expires_at = 'infinity')
           AND NOT EXISTS (SELECT FROM listing WHERE opening_id = o.id) FOR UPDATE SKIP LOCKED)`,
      [before],
    );
    return count;
  }
}
