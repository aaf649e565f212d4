import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { ReportEntity } from './report.entity';
import { ReportNotFound } from './report.errors';

const CLOSURES = `
  SELECT least(count(DISTINCT reporter), count(DISTINCT coalesce(reporter_key, reporter::text)))::int AS people
    FROM listing_report
   WHERE listing_id = $1 AND kind = 'closed' AND state <> 'refused' AND reporter IS NOT NULL
     AND created_at > $2 AND created_at > $3`;

@Injectable()
export class ReportRepository {
  /**
   * False when a report with this idempotency key is there already.
   * @param reporterKeys all that the writer may be known again by on the same listing
   */
  async insertOnce(
    tx: TenantWriteTx,
    report: ReportEntity,
    reporterKeys: readonly string[],
  ): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, message, email, locale, state, created_at, reporter_key, reporter)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $10::text IS NOT NULL THEN coalesce(
         (SELECT reporter FROM listing_report WHERE listing_id = $3 AND reporter_key = ANY($11) ORDER BY created_at LIMIT 1), $1) END
       ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`,
      [
        report.id,
        report.idempotencyKey,
        report.listingId,
        report.kind,
        report.message,
        report.email,
        report.locale,
        report.state,
        report.createdAt,
        report.reporterKey,
        reporterKeys,
      ],
    );
    return rows.length === 1;
  }

  /** @throws ReportNotFound */
  async getByIdempotencyKey(tx: TenantTx, idempotencyKey: string): Promise<ReportEntity> {
    const found = await tx.manager.findOneBy(ReportEntity, { idempotencyKey });
    if (!found) throw new ReportNotFound({});
    return found;
  }

  /** @throws ReportNotFound */
  async getById(tx: TenantTx, id: string): Promise<ReportEntity> {
    const found = await tx.manager.findOneBy(ReportEntity, { id });
    if (!found) throw new ReportNotFound({});
    return found;
  }

  /** The newest first, at most `limit`. */
  async ofListing(tx: TenantTx, listingId: number, limit: number): Promise<ReportEntity[]> {
    return tx.manager.find(ReportEntity, {
      where: { listingId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  /** How many people say that the place is closed, after both instants. */
  async closureReporters(tx: TenantTx, listingId: number, since: Date, confirmedAt: Date): Promise<number> {
    const [row] = await tx.manager.query<{ people: number }[]>(CLOSURES, [listingId, since, confirmedAt]);
    return row?.people ?? 0;
  }

  /** Forgets by what the writers of older reports would be known again. Returns how many. */
  async forgetReportersBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE listing_report SET reporter_key = NULL WHERE created_at < $1 AND reporter_key IS NOT NULL',
      [instant],
    );
    return count;
  }

  /** Removes what is older. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM listing_report WHERE created_at < $1',
      [instant],
    );
    return count;
  }
}
