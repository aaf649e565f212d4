import { cursorRows } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SourceKind } from '../readers/source-record';
import { GONE_DIGEST } from './plan.repository';

/** An import as far as its merge asks. */
export interface MergeOf {
  readonly id: string;
  readonly source: SourceKind;
  /** ISO date. */
  readonly vintage: string;
}

// A subquery with OFFSET is looked up for each row by the index: facts are in no hash and no sort.
const WRITE_SOURCES = `
  INSERT INTO listing_source (source, source_id, listing_id, digest, facts, reported_on)
  SELECT $1, f.source_id, p.listing_id, f.digest, f.facts::jsonb, $2::date
    FROM import_facts f
   CROSS JOIN LATERAL (SELECT listing_id FROM import_plan WHERE source_id = f.source_id OFFSET 0) p
  ON CONFLICT (source, source_id) DO UPDATE
     SET digest = excluded.digest, facts = excluded.facts, reported_on = excluded.reported_on, changed_at = now()`;

/** Carries out the plan: listings, their sources, and what undoes it. */
@Injectable()
export class MergeRepository {
  /**
   * Keeps what is about to be replaced, in place of what the import before kept. Of what becomes masked nothing is kept:
   * an undo must not show it again.
   */
  async rememberReplaced(tx: TenantWriteTx, { id, source }: MergeOf): Promise<void> {
    await tx.manager.query('TRUNCATE import_change');
    await tx.manager.query(
      `INSERT INTO import_change (import_id, source, source_id, listing_id, kind, before)
       SELECT $1::uuid, $2, p.source_id, p.listing_id, p.change,
              CASE WHEN p.change NOT IN ('added', 'masked') THEN
                (SELECT to_jsonb(k) FROM listing_source k WHERE k.source = $2 AND k.source_id = p.source_id) END
         FROM import_plan p`,
      [id, source],
    );
  }

  /** The listings that are new have no row yet: resolving them makes it, and the commit sees that none is missing. */
  async writeSources(tx: TenantWriteTx, { source, vintage }: MergeOf): Promise<void> {
    await tx.manager.query(WRITE_SOURCES, [source, vintage]);
  }

  /** What is unchanged was told once more, by a newer edition. */
  async confirmSources(tx: TenantWriteTx, { source, vintage }: MergeOf): Promise<void> {
    await tx.manager.query(
      `UPDATE listing_source k SET reported_on = $2
        WHERE k.source = $1 AND k.reported_on < $2
          AND EXISTS (SELECT 1 FROM listing_staging s WHERE s.source_id = k.source_id)`,
      [source, vintage],
    );
  }

  /**
   * What is gone from the register has closed on the day of the edition. Of other sources the row goes, unless it is the last
   * of its listing: that one has closed.
   */
  async removeGone(tx: TenantWriteTx, { source, vintage }: MergeOf): Promise<void> {
    if (source !== 'sirene') {
      await tx.manager.query(
        `DELETE FROM listing_source k USING import_plan p
          WHERE p.change = 'gone' AND k.source = $1 AND k.source_id = p.source_id
            AND EXISTS (SELECT 1 FROM listing_source o
                         WHERE o.listing_id = k.listing_id
                           AND (o.source <> $1
                                OR NOT EXISTS (SELECT 1 FROM import_plan g WHERE g.change = 'gone' AND g.source_id = o.source_id)))`,
        [source],
      );
    }
    await tx.manager.query(
      `UPDATE listing_source k
          SET facts = jsonb_set(k.facts, '{status}', jsonb_build_object('state', 'closed', 'since', $2::text)),
              digest = $3 || $2, reported_on = $2::date, changed_at = now()
         FROM import_plan p WHERE p.change = 'gone' AND k.source = $1 AND k.source_id = p.source_id`,
      [source, vintage, GONE_DIGEST],
    );
  }

  /** Once the listings are there. */
  async insertPairs(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query(
      `INSERT INTO listing_pair (one, other, likeness, metres)
       SELECT least(listing_id, pair_with), greatest(listing_id, pair_with), max(likeness), min(metres)
         FROM import_plan WHERE found = 'doubtful' AND listing_id <> pair_with GROUP BY 1, 2
       ON CONFLICT (one, other) DO NOTHING`,
    );
  }

  async countTouched(tx: TenantTx, importId: string): Promise<number> {
    const [row] = await tx.manager.query<{ n: number }[]>(
      'SELECT count(DISTINCT listing_id)::int AS n FROM import_change WHERE import_id = $1',
      [importId],
    );
    return row?.n ?? 0;
  }

  /** The listings that a merge touched, in the order of their numbers. */
  async *touched(tx: TenantWriteTx, importId: string, batch: number): AsyncGenerator<number[]> {
    const sql = 'SELECT DISTINCT listing_id AS id FROM import_change WHERE import_id = $1 ORDER BY 1';
    for await (const rows of cursorRows<{ id: number }>(tx.manager, sql, [importId], batch)) {
      yield rows.map(({ id }) => id);
    }
  }
}
