import type { CaseKind, CaseNature, CaseQueueName, ClaimProofKind, CorrectionDoubt } from '@halles/contracts';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A case as its queue shows it. */
export interface QueuedCase {
  readonly kind: CaseKind;
  readonly nature: CaseNature;
  readonly id: string;
  readonly name: string | null;
  readonly place: string | null;
  /** Since when it waits. */
  readonly since: Date;
  readonly person: string | null;
  readonly proofs: readonly ClaimProofKind[];
  readonly message: string | null;
  readonly doubt: CorrectionDoubt | null;
  /** Whether who keeps the page may answer first. */
  readonly isWithMerchant: boolean;
  /** The name of who looks at it. */
  readonly assignee: string | null;
}

/** Where a page of a queue goes on: behind this one. */
export interface CaseCursor {
  readonly since: Date;
  readonly id: string;
}

/** Which cases of a queue are looked at; null is all. */
export interface CaseQueueFilter {
  readonly queue: CaseQueueName;
  readonly nature: CaseNature | null;
  /** Only what has waited since before this instant. */
  readonly before: Date | null;
  /** INSEE code. */
  readonly commune: string | null;
  /** An account of the console, or nobody. */
  readonly assignee: string | null;
}

/** Stands for nobody where an account is asked for. */
export const NOBODY = 'nobody';

// One row a case, with the same columns for all four kinds: they are sorted, filtered and counted together. What is asked to be
// added has no listing yet, and says itself where it is.
const CLAIMS = `
  SELECT 'claim' AS kind, CASE c.state WHEN 'disputed' THEN 'dispute' ELSE 'claim' END AS nature, c.id, l.name,
         l.address_line AS line, l.commune, c.changed_at AS since, a.name AS person,
         ARRAY(SELECT DISTINCT p.kind FROM claim_proof p WHERE p.claim_id = c.id ORDER BY p.kind) AS proofs,
         NULL::text AS message, NULL::text AS doubt, false AS "isWithMerchant"
    FROM claim c JOIN listing l ON l.id = c.listing_id LEFT JOIN account a ON a.id = c.account_id
   WHERE c.state IN ('review', 'disputed') AND (c.awaits_until IS NULL OR c.awaits_until <= $1)
  UNION ALL
  SELECT 'addition', 'addition', r.id, r.content->>'name', r.content->>'street', r.content->>'communeCode', r.created_at, a.name,
         '{}', r.content->>'message', NULL, false
    FROM addition_request r LEFT JOIN account a ON a.id = r.account_id WHERE r.state = 'asked'`;
const REPORTS = `
  SELECT 'report' AS kind, r.kind AS nature, r.id, l.name, l.address_line AS line, l.commune, r.created_at AS since,
         NULL::text AS person, '{}'::text[] AS proofs, r.message, NULL::text AS doubt,
         r.escalated_at IS NULL AND EXISTS (
           SELECT FROM account_grant g WHERE g.listing_id = r.listing_id AND g.role = 'merchant-owner') AS "isWithMerchant"
    FROM listing_report r JOIN listing l ON l.id = r.listing_id WHERE r.state = 'new' AND $1::timestamptz IS NOT NULL
  UNION ALL
  SELECT 'correction', 'correction', x.id, l.name, l.address_line, l.commune, x.created_at, NULL, '{}', NULL, x.doubt, false
    FROM correction x JOIN listing l ON l.id = x.listing_id WHERE x.state = 'open'`;
const WAITING: Readonly<Record<CaseQueueName, string>> = { claims: CLAIMS, reports: REPORTS };

const ofNature = '($2::text IS NULL OR w.nature = $2)';
const inCommune = '($4::text IS NULL OR w.commune = $4)';
const others = `($3::timestamptz IS NULL OR w.since < $3)
  AND ($5::text IS NULL OR CASE $5 WHEN '${NOBODY}' THEN s.account_id IS NULL ELSE s.account_id::text = $5 END)`;

const waiting = (queue: CaseQueueName): string => `
  FROM (${WAITING[queue]}) w LEFT JOIN commune m ON m.code = w.commune
  LEFT JOIN case_assignee s ON s.kind = w.kind AND s.case_id = w.id`;

const page = (queue: CaseQueueName): string => `
  SELECT w.kind, w.nature, w.id, w.name, nullif(concat_ws(', ', w.line, m.name), '') AS place, w.since, w.person, w.proofs,
         w.message, w.doubt, w."isWithMerchant", s.name AS assignee ${waiting(queue)}
   WHERE ${ofNature} AND ${inCommune} AND ${others}
     AND ($6::timestamptz IS NULL OR (w.since, w.id) > ($6, $7::uuid))
   ORDER BY w.since, w.id LIMIT $8`;
const natures = (queue: CaseQueueName): string => `
  SELECT w.nature, count(*)::int AS count ${waiting(queue)}
   WHERE ($2::text IS NULL OR true) AND ${inCommune} AND ${others} GROUP BY w.nature`;
const communes = (queue: CaseQueueName): string => `
  SELECT m.code, m.name, count(*)::int AS count ${waiting(queue)}
   WHERE ${ofNature} AND ($4::text IS NULL OR true) AND ${others} AND m.code IS NOT NULL
   GROUP BY m.code, m.name ORDER BY m.name, m.code`;

/** What waits for the town, of several kinds in one order. */
@Injectable()
export class CaseQueueRepository {
  /** Those behind the cursor, the one that waits longest first. */
  async page(
    tx: TenantTx,
    filter: CaseQueueFilter,
    { after, limit, now }: { readonly after: CaseCursor | null; readonly limit: number; readonly now: Date },
  ): Promise<QueuedCase[]> {
    const place = [after?.since ?? null, after?.id ?? null, limit];
    return tx.manager.query<QueuedCase[]>(page(filter.queue), [...parameters(filter, now), ...place]);
  }

  /** How many there are of each nature, whichever is asked for. */
  async natures(
    tx: TenantTx,
    filter: CaseQueueFilter,
    now: Date,
  ): Promise<{ readonly nature: CaseNature; readonly count: number }[]> {
    return tx.manager.query(natures(filter.queue), parameters(filter, now));
  }

  /** How many there are in each commune, whichever is asked for. */
  async communes(
    tx: TenantTx,
    filter: CaseQueueFilter,
    now: Date,
  ): Promise<{ readonly code: string; readonly name: string; readonly count: number }[]> {
    return tx.manager.query(communes(filter.queue), parameters(filter, now));
  }
}

const parameters = (
  { nature, before, commune, assignee }: CaseQueueFilter,
  now: Date,
): readonly unknown[] => [now, nature, before, commune, assignee];
