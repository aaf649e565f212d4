import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Puts back what the last import replaced. */
@Injectable()
export class UndoRepository {
  /** Sources as they were before the import. What it masked stays masked. */
  async restoreSources(tx: TenantWriteTx, importId: string): Promise<void> {
    // Two listings may have been made one since, or one taken apart: what a source tells of now is what is resolved again.
    await tx.manager.query(
      `UPDATE import_change c SET listing_id = k.listing_id FROM listing_source k
        WHERE c.import_id = $1 AND k.source = c.source AND k.source_id = c.source_id AND k.listing_id <> c.listing_id`,
      [importId],
    );
    await tx.manager.query(
      `UPDATE import_change c SET listing_id = l.merged_into FROM listing l
        WHERE c.import_id = $1 AND l.id = c.listing_id AND l.merged_into IS NOT NULL`,
      [importId],
    );
    await tx.manager.query(
      `DELETE FROM listing_source k USING import_change c
        WHERE c.import_id = $1 AND c.kind = 'added' AND k.source = c.source AND k.source_id = c.source_id`,
      [importId],
    );
    await tx.manager.query(
      `INSERT INTO listing_source (source, source_id, listing_id, digest, facts, reported_on, changed_at)
       SELECT c.source, c.source_id, l.id, c.before->>'digest', c.before->'facts',
              (c.before->>'reported_on')::date, now()
         FROM import_change c JOIN listing l ON l.id = c.listing_id
        WHERE c.import_id = $1 AND c.before IS NOT NULL
       ON CONFLICT (source, source_id) DO UPDATE
          SET digest = excluded.digest, facts = excluded.facts, reported_on = excluded.reported_on, changed_at = excluded.changed_at`,
      [importId],
    );
  }

  async forget(tx: TenantWriteTx, importId: string): Promise<void> {
    await tx.manager.query('DELETE FROM import_change WHERE import_id = $1', [importId]);
  }
}
