import type { TenantWriteTx } from '@halles/platform/tenancy';
import type { Opening } from './listing-opening';

const ATTEMPTS = 5;

/** Schedules, each kept once. */
export class OpeningRepository {
  /** The ids of these openings by digest: those that are there, and the new ones, which are written. */
  async ensure(tx: TenantWriteTx, openings: Iterable<Opening>): Promise<Map<string, number>> {
    const wanted = new Map([...openings].map((opening) => [opening.digest, opening]));
    const ids = new Map<string, number>();
    // Two rounds do: what another transaction wrote or removed meanwhile is seen in the next one.
    for (let round = 0; wanted.size > ids.size; round += 1) {
      if (round === ATTEMPTS) throw new Error('opening hours come and go under the import');
      const missing = [...wanted.values()].filter(({ digest }) => !ids.has(digest));
      for (const { id, digest } of await this.#find(tx, missing)) ids.set(digest, id);
      const unknown = missing.filter(({ digest }) => !ids.has(digest));
      for (const { id, digest } of await this.#insert(tx, unknown)) ids.set(digest, id);
    }
    return ids;
  }

  /** Held against removal until the transaction's end, not against renewal. */
  async #find(tx: TenantWriteTx, openings: readonly Opening[]): Promise<{ id: number; digest: string }[]> {
    return tx.manager.query<{ id: number; digest: string }[]>(
      'SELECT id, digest FROM opening WHERE digest = ANY($1) ORDER BY id FOR KEY SHARE',
      [openings.map(({ digest }) => digest)],
    );
  }

  async #insert(tx: TenantWriteTx, openings: readonly Opening[]): Promise<{ id: number; digest: string }[]> {
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
}
