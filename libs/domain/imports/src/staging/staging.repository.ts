import { copyInto } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { STAGING_TARGET } from './staging-line';

/** A row that repeats the identifier of an earlier one. */
export interface RepeatedRow {
  readonly sourceId: string;
  readonly line: number;
  /** How many rows were removed in all. */
  readonly total: number;
}

/** `listing_staging`: the rows of the file that is being imported. */
@Injectable()
export class StagingRepository {
  /** Also waits for the current holder: one run at a time stages or merges. */
  async clear(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query('TRUNCATE listing_staging, import_plan, import_facts');
  }

  /** Until the transaction ends no other run stages or merges. */
  async lock(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query('LOCK TABLE listing_staging IN SHARE ROW EXCLUSIVE MODE');
  }

  /** @param chunks of whole lines of `stagingLine`. @returns how many rows were written */
  async copy(tx: TenantWriteTx, chunks: AsyncIterable<string>): Promise<number> {
    return copyInto(tx.manager, STAGING_TARGET, chunks);
  }

  async count(tx: TenantTx): Promise<number> {
    const [row] = await tx.manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM listing_staging');
    return row?.n ?? 0;
  }

  /** Leaves the first of several rows of one identifier. @returns the first two hundred of the others, in the file's order */
  async removeRepeated(tx: TenantWriteTx): Promise<RepeatedRow[]> {
    return tx.manager.query<RepeatedRow[]>(
      `WITH removed AS (
         DELETE FROM listing_staging s
          USING (SELECT source_id, min(line) AS first FROM listing_staging GROUP BY source_id HAVING count(*) > 1) r
          WHERE s.source_id = r.source_id AND s.line > r.first
         RETURNING s.source_id, s.line)
       SELECT source_id AS "sourceId", line, (count(*) OVER ())::int AS total FROM removed ORDER BY line LIMIT 200`,
    );
  }

  /** The establishments that the directory knows by their number, sorted, for look-ups without a query. */
  async listKnownSirets(tx: TenantTx): Promise<Float64Array> {
    const [row] = await tx.manager.query<{ sirets: Buffer | null }[]>(
      `SELECT string_agg(float8send(siret::float8), '' ORDER BY siret) AS sirets FROM (
         SELECT siret FROM listing WHERE siret IS NOT NULL
         UNION SELECT source_id FROM listing_source WHERE source = 'sirene') known`,
    );
    const bytes = row?.sirets ?? Buffer.alloc(0);
    // Of a buffer of its own: a view needs the alignment of its numbers.
    const own = new Uint8Array(bytes).buffer;
    Buffer.from(own).swap64();
    return new Float64Array(own);
  }
}
