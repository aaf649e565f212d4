import type { CaseKind, CaseNature, CaseQueueName, ClaimProofKind, CorrectionDoubt } from '@halles/contracts';
import { IS_WITH_OWNER } from '@halles/domain/reports';
import { Statement } from '@halles/platform/database';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type CaseRef, PLACE_DOUBTS } from './case.repository';

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
  /** Title of the post that a report is about, as its reader read it. */
  readonly post: string | null;
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

/** How many cases of a kind wait for the town, and since when the oldest does. */
export interface WaitingCases {
  readonly subject: CaseKind | 'dispute' | 'place';
  readonly count: number;
  readonly oldest: Date;
}

/** A case in its queue, and those beside it. */
export interface CasePlace {
  readonly previous: CaseRef | null;
  readonly next: CaseRef | null;
  /** Counted from 1; null where the case is not in the queue: the next one is then the first. */
  readonly place: number | null;
  readonly total: number;
}

/** Stands for nobody where an account is asked for. */
export const NOBODY = 'nobody';

// One row a case, with the same columns for all four kinds: they are sorted, filtered and counted together. What is asked to be
// added has no listing yet, and says itself where it is.
const claims = (statement: Statement, now: Date): string => `
  SELECT 'claim' AS kind, CASE c.state WHEN 'disputed' THEN 'dispute' ELSE 'claim' END AS nature, c.id, l.name,
         l.address_line AS line, l.commune, c.changed_at AS since, a.name AS person,
         ARRAY(SELECT DISTINCT p.kind FROM claim_proof p WHERE p.claim_id = c.id ORDER BY p.kind) AS proofs,
         NULL::text AS message, NULL::text AS post, NULL::text AS doubt, false AS "isWithMerchant"
    FROM claim c JOIN listing l ON l.id = c.listing_id LEFT JOIN account a ON a.id = c.account_id
   WHERE c.state IN ('review', 'disputed') AND (c.awaits_until IS NULL OR c.awaits_until <= ${statement.param(now, 'timestamptz')})
  UNION ALL
  SELECT 'addition', 'addition', r.id, r.content->>'name', r.content->>'street', r.content->>'communeCode', r.created_at, a.name,
         '{}', r.content->>'message', NULL, NULL, false
    FROM addition_request r LEFT JOIN account a ON a.id = r.account_id WHERE r.state = 'asked'`;
const reports = (): string => `
  SELECT 'report' AS kind, r.kind AS nature, r.id, l.name, l.address_line AS line, l.commune, r.created_at AS since,
         NULL::text AS person, '{}'::text[] AS proofs, r.message, r.reported_post->>'title' AS post, NULL::text AS doubt,
         ${IS_WITH_OWNER} AS "isWithMerchant"
    FROM listing_report r JOIN listing l ON l.id = r.listing_id WHERE r.state = 'new'
  UNION ALL
  SELECT 'correction', CASE WHEN x.doubt IN (${PLACE_DOUBTS}) THEN 'place' ELSE 'correction' END, x.id, l.name, l.address_line, l.commune, x.created_at, NULL, '{}', NULL, NULL, x.doubt, false
    FROM correction x JOIN listing l ON l.id = x.listing_id WHERE x.state = 'open'`;
const WAITING: Readonly<Record<CaseQueueName, (statement: Statement, now: Date) => string>> = {
  claims,
  reports,
};

/** The cases of a queue under its filters: `w`, with their commune `m` and who looks at them `s`. */
function waitingIn(
  statement: Statement,
  { queue, ...filter }: CaseQueueFilter,
  now: Date,
  further: readonly string[] = [],
): string {
  const conditions = [...conditionsOf(statement, filter), ...further];
  return `FROM (${WAITING[queue](statement, now)}) w LEFT JOIN commune m ON m.code = w.commune
    LEFT JOIN case_assignee s ON s.kind = w.kind AND s.case_id = w.id
    ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}`;
}

const conditionsOf = (
  statement: Statement,
  { nature, before, commune, assignee }: Omit<CaseQueueFilter, 'queue'>,
): string[] => [
  ...(nature === null ? [] : [`w.nature = ${statement.param(nature, 'text')}`]),
  ...(before === null ? [] : [`w.since < ${statement.param(before, 'timestamptz')}`]),
  ...(commune === null ? [] : [`w.commune = ${statement.param(commune, 'text')}`]),
  ...(assignee === NOBODY ? ['s.account_id IS NULL'] : []),
  ...(assignee === null || assignee === NOBODY
    ? []
    : [`s.account_id = ${statement.param(assignee, 'uuid')}`]),
];

const columns = `w.kind, w.nature, w.id, w.name, nullif(concat_ws(', ', w.line, m.name), '') AS place, w.since, w.person, w.proofs,
  w.message, w.post, w.doubt, w."isWithMerchant", s.name AS assignee`;
const placed = `w.kind, w.id, lag(w.kind) OVER line AS "previousKind", lag(w.id) OVER line AS "previousId",
  lead(w.kind) OVER line AS "nextKind", lead(w.id) OVER line AS "nextId",
  (row_number() OVER line)::int AS place, (count(*) OVER ())::int AS total`;

const page = (waiting: string, limit: string): string =>
  `SELECT ${columns} ${waiting} ORDER BY w.since, w.id LIMIT ${limit}`;
const place = (waiting: string, kind: string, id: string): string => `
  SELECT * FROM (SELECT ${placed} ${waiting} WINDOW line AS (ORDER BY w.since, w.id)) placed
   WHERE (kind = ${kind} AND id = ${id}) OR place = 1 ORDER BY place DESC LIMIT 1`;
const natures = (waiting: string): string =>
  `SELECT w.nature, count(*)::int AS count, (count(*) FILTER (WHERE w."isWithMerchant"))::int AS "withMerchant"
  ${waiting} GROUP BY w.nature`;
const communes = (waiting: string): string =>
  `SELECT m.code, m.name, count(*)::int AS count ${waiting} GROUP BY m.code, m.name ORDER BY m.name, m.code`;

const subjects = (waiting: string): string => `
  SELECT CASE WHEN w.nature IN ('dispute', 'place') THEN w.nature ELSE w.kind END AS subject, count(*)::int AS count, min(w.since) AS oldest
  ${waiting} GROUP BY 1`;

/** What waits for the town, of several kinds in one order. */
@Injectable()
export class CaseQueueRepository {
  /** Those behind the cursor, the one that waits longest first. */
  async page(
    tx: TenantTx,
    filter: CaseQueueFilter,
    { after, limit, now }: { readonly after: CaseCursor | null; readonly limit: number; readonly now: Date },
  ): Promise<QueuedCase[]> {
    const statement = new Statement();
    const behind = after
      ? [
          `(w.since, w.id) > (${statement.param(after.since, 'timestamptz')}, ${statement.param(after.id, 'uuid')})`,
        ]
      : [];
    const waiting = waitingIn(statement, filter, now, behind);
    return tx.manager.query<QueuedCase[]>(page(waiting, statement.param(limit, 'int')), statement.values);
  }

  /** Where a case stands in its queue, and between which others. */
  async place(tx: TenantTx, filter: CaseQueueFilter, { kind, id }: CaseRef, now: Date): Promise<CasePlace> {
    const statement = new Statement();
    const sql = place(
      waitingIn(statement, filter, now),
      statement.param(kind, 'text'),
      statement.param(id, 'uuid'),
    );
    const [row] = await tx.manager.query<PlaceRow[]>(sql, statement.values);
    if (!row) return { previous: null, next: null, place: null, total: 0 };
    if (row.id !== id)
      return { previous: null, next: refOf(row.kind, row.id), place: null, total: row.total };
    return {
      previous: refOf(row.previousKind, row.previousId),
      next: refOf(row.nextKind, row.nextId),
      place: row.place,
      total: row.total,
    };
  }

  /** What of a queue is the town's to answer, by what it is about. */
  async waiting(tx: TenantTx, queue: CaseQueueName, now: Date): Promise<WaitingCases[]> {
    const statement = new Statement();
    const all = { queue, nature: null, before: null, commune: null, assignee: null };
    const sql = subjects(waitingIn(statement, all, now, ['NOT w."isWithMerchant"']));
    return tx.manager.query<WaitingCases[]>(sql, statement.values);
  }

  /** How many there are of each nature, whichever is asked for, and how many of them who keeps the page may answer first. */
  async natures(
    tx: TenantTx,
    filter: CaseQueueFilter,
    now: Date,
  ): Promise<{ readonly nature: CaseNature; readonly count: number; readonly withMerchant: number }[]> {
    const statement = new Statement();
    const waiting = waitingIn(statement, { ...filter, nature: null }, now);
    return tx.manager.query(natures(waiting), statement.values);
  }

  /** How many there are in each commune, whichever is asked for. */
  async communes(
    tx: TenantTx,
    filter: CaseQueueFilter,
    now: Date,
  ): Promise<{ readonly code: string; readonly name: string; readonly count: number }[]> {
    const statement = new Statement();
    const waiting = waitingIn(statement, { ...filter, commune: null }, now, ['m.code IS NOT NULL']);
    return tx.manager.query(communes(waiting), statement.values);
  }
}

interface PlaceRow extends CaseRef {
  readonly previousKind: CaseKind | null;
  readonly previousId: string | null;
  readonly nextKind: CaseKind | null;
  readonly nextId: string | null;
  readonly place: number;
  readonly total: number;
}

const refOf = (kind: CaseKind | null, id: string | null): CaseRef | null =>
  kind === null || id === null ? null : { kind, id };
