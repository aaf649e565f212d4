import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { ReportEntity } from './report.entity';
import { ReportNotFound } from './report.errors';
import type { NamedPlace } from './reported-place';
import type { ReportedPost } from './reported-post';

/**
 * Reports that a business is closed which count: it was asked about them first, and accepted them or left them unanswered, or
 * there is nobody to ask.
 */
const CLOSURE = `
  kind = 'closed' AND state <> 'refused' AND reporter IS NOT NULL AND (state = 'accepted' OR escalated_at IS NOT NULL)`;
const CLOSURES = `
  SELECT least(count(DISTINCT reporter), count(DISTINCT coalesce(reporter_key, reporter::text)))::int AS networks,
         coalesce(bool_or(state = 'accepted' OR email_proven_at IS NOT NULL), false) AS "isBacked"
    FROM listing_report WHERE listing_id = $1 AND ${CLOSURE} AND created_at > $2 AND created_at > $3`;
const REPORTED_CLOSED = `SELECT DISTINCT listing_id AS id FROM listing_report WHERE ${CLOSURE} AND created_at > $1 LIMIT $2`;

/** Who says that a business is closed. */
export interface ClosureReports {
  /** From how many networks. */
  readonly networks: number;
  /** Whether somebody stands behind one of them: by a proven address, or by having accepted it. */
  readonly isBacked: boolean;
}

/** What a person gets of a report that they left their address with. */
export interface WrittenReport {
  readonly listing: number;
  readonly kind: ReportEntity['kind'];
  readonly message: string | null;
  readonly movedTo: NamedPlace | null;
  readonly reportedPost: ReportedPost | null;
  readonly email: string;
  readonly createdAt: Date;
  readonly emailProvenAt: Date | null;
}

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
      `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, message, email, locale, state, created_at, reporter_key, moved_to, reported_post, reporter)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, CASE WHEN $10::text IS NOT NULL THEN coalesce(
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
        report.movedTo && JSON.stringify(report.movedTo),
        report.reportedPost && JSON.stringify(report.reportedPost),
      ],
    );
    return rows.length === 1;
  }

  /** Whether the same writer sent the same after the instant, and nobody decided on it yet. */
  async hasTwin(
    tx: TenantTx,
    { listingId, kind, message, email, movedTo }: ReportEntity,
    reporterKeys: readonly string[],
    since: Date,
  ): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM listing_report
        WHERE listing_id = $1 AND reporter_key = ANY ($2) AND created_at > $3 AND state = 'new' AND kind = $4
          AND message IS NOT DISTINCT FROM $5 AND email IS NOT DISTINCT FROM $6
          AND moved_to IS NOT DISTINCT FROM $7::jsonb LIMIT 1`,
      [listingId, reporterKeys, since, kind, message, email, movedTo && JSON.stringify(movedTo)],
    );
    return rows.length > 0;
  }

  /** What was left with an address, the oldest first. @param email as accounts have it (`normalizeEmail`) */
  async writtenBy(tx: TenantTx, email: string): Promise<WrittenReport[]> {
    return tx.manager.query<WrittenReport[]>(
      `SELECT listing_id AS listing, kind, message, 
              moved_to || jsonb_build_object('communeName', (SELECT c.name FROM commune c WHERE c.code = moved_to->>'communeCode')) AS "movedTo", reported_post AS "reportedPost",
              email, created_at AS "createdAt", email_proven_at AS "emailProvenAt"
         FROM listing_report WHERE lower(btrim(normalize(email, NFKC))) = $1 ORDER BY created_at, id`,
      [email],
    );
  }

  /** Takes the writer and their words out of the reports with an address. That something was reported stays. */
  async forgetWriter(tx: TenantWriteTx, email: string): Promise<void> {
    await tx.manager.query(
      `UPDATE listing_report SET email = NULL, email_proven_at = NULL, message = NULL, moved_to = NULL, reporter_key = NULL
        WHERE lower(btrim(normalize(email, NFKC))) = $1`,
      [email],
    );
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

  /** The listings that were reported closed since, in no order. */
  listingsReportedClosed(tx: TenantTx, since: Date, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query(REPORTED_CLOSED, [since, limit]);
  }

  /** The reports after both instants which say that the business is closed. */
  async closures(tx: TenantTx, listingId: number, since: Date, confirmedAt: Date): Promise<ClosureReports> {
    const [row] = await tx.manager.query<ClosureReports[]>(CLOSURES, [listingId, since, confirmedAt]);
    return row ?? { networks: 0, isBacked: false };
  }

  /**
   * Keeps that the writer reads the address that they left.
   * @returns null where there is no such report, or none with an address; else whether it was decided on before this proof,
   * and its writer has had no answer
   */
  async proveAddress(
    tx: TenantWriteTx,
    id: string,
    now: Date,
  ): Promise<{ readonly isUnanswered: boolean } | null> {
    const [proven] = await tx.manager.query<[{ state: string }[], number]>(
      `UPDATE listing_report SET email_proven_at = $2 WHERE id = $1 AND email IS NOT NULL AND email_proven_at IS NULL
       RETURNING state`,
      [id, now],
    );
    if (proven[0]) return { isUnanswered: proven[0].state !== 'new' };
    const report = await tx.manager.findOneBy(ReportEntity, { id });
    return report?.emailProvenAt ? { isUnanswered: false } : null;
  }

  /** Erases what identifies the writers of older reports. Returns how many. */
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
