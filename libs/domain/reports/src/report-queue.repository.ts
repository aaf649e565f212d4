import type { AuthorKind, CorrectedPart, ListingReportKind } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { changesInAll, type PageCorrection, type ReadChange } from './owner-correction';
import type { ReportEffect } from './report-effect';
import type { ReportedPost } from './reported-post';
import type { NamedPlace } from './reported-place';
import { IS_WITH_OWNER, OWNED_LATER, WAITS_FOR_TOWN } from './report-turn';

export type ReportState = 'new' | 'accepted' | 'refused';

/** A reader's report with what became of it. */
export interface QueuedReport {
  readonly id: string;
  readonly listing: { readonly id: number; readonly slug: string; readonly name: string | null };
  readonly kind: ListingReportKind;
  readonly message: string | null;
  /** Where its writer says that the business is; null where they said nothing of it. */
  readonly movedTo: NamedPlace | null;
  /** The post that it is about, as its writer read it; null where they named none. */
  readonly reportedPost: ReportedPost | null;
  /** Whether its writer confirmed it, by the link that was mailed to them. */
  readonly isConfirmed: boolean;
  readonly state: ReportState;
  readonly createdAt: Date;
  /** Whether somebody keeps the listing, who was told. */
  readonly isOwned: boolean;
  /** Since when the town's agents are to look at it; null: the merchant is. */
  readonly escalatedAt: Date | null;
  /** Since when it waits for whoever is to answer first: since it came, or since somebody keeps the listing who had no say. */
  readonly askedAt: Date;
  readonly decision: KnownDecision | null;
  /** That who keeps the page says that it is right and leaves it to the town; null where they did not, or keep it no more. */
  readonly ownerAnswer: OwnerAnswer | null;
  /** Of one that waits again: what is as before since its decision was taken back; null where none was. */
  readonly takenBack: readonly CorrectedPart[] | null;
}

/** What who keeps a page says of a report that the town decides. */
export interface OwnerAnswer {
  /** ISO instant. */
  readonly at: string;
  /** Absent once it is erased. */
  readonly account?: string;
  readonly note: string | null;
}

export interface ReportDecision {
  readonly at: Date;
  readonly by: 'merchant' | 'agent';
  readonly accountId: string | null;
  readonly name: string | null;
  readonly reason: string | null;
}

/** How many reports on a listing wait for who keeps it. */
export interface OpenReports {
  readonly listingId: number;
  readonly name: string | null;
  readonly count: number;
  /** When the oldest came. */
  readonly since: Date;
}

/** A decision as it was kept. */
export interface KnownDecision extends ReportDecision {
  /** What accepting it changed; null where it changed nothing. */
  readonly effect: ReportEffect | null;
}

/** A post that the town hid. */
export interface HiddenPostRef {
  readonly post: string;
  readonly hiddenAt: Date;
}

/** Whether the owner of the page is still to answer. Pure. */
export const isWithOwner = ({ isOwned, escalatedAt, state, kind }: QueuedReport): boolean =>
  isOwned && escalatedAt === null && state === 'new' && kind !== 'post';

/** Which reports are listed. */
export interface ReportFilter {
  readonly state?: ReportState;
  readonly listingId?: number;
  /** Only those that are the agents' to look at. */
  readonly escalated?: boolean;
  /** Id of the last one of the page before. */
  readonly before?: string;
  readonly limit: number;
}

interface ReportRow extends Omit<QueuedReport, 'listing' | 'decision'> {
  readonly listingId: number;
  readonly slug: string;
  readonly name: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: 'merchant' | 'agent' | null;
  readonly deciderId: string | null;
  readonly deciderName: string | null;
  readonly reason: string | null;
  readonly effect: ReportEffect | null;
}

const ASKED_AT = `coalesce(${OWNED_LATER}, r.created_at)`;
const IS_ESCALATED = `(r.escalated_at IS NOT NULL AND ${OWNED_LATER} IS NULL)`;

const REPORT = `
  SELECT r.id, r.kind, r.message,
         r.moved_to || jsonb_build_object('communeName', (SELECT c.name FROM commune c WHERE c.code = r.moved_to->>'communeCode')) AS "movedTo",
         r.reported_post AS "reportedPost",
         r.email_proven_at IS NOT NULL AS "isConfirmed", r.state, r.created_at AS "createdAt",
         CASE WHEN ${IS_ESCALATED} THEN r.escalated_at END AS "escalatedAt", ${ASKED_AT} AS "askedAt", r.decided_at AS "decidedAt", r.decided_by AS "decidedBy", r.decider_id AS "deciderId",
         r.decider_name AS "deciderName", r.reason, r.effect, r.taken_back AS "takenBack",
         CASE WHEN ${IS_ESCALATED} THEN r.owner_answer END AS "ownerAnswer",
         l.id AS "listingId", l.slug, l.name,
         EXISTS (SELECT FROM account_grant g WHERE g.listing_id = r.listing_id AND g.role = 'merchant-owner') AS "isOwned"
    FROM listing_report r JOIN listing l ON l.id = r.listing_id`;
const BY_ID = `${REPORT} WHERE r.id = $1`;
const LIST = `${REPORT}
   WHERE ($1::text IS NULL OR r.state = $1) AND ($2::int IS NULL OR r.listing_id = $2)
     AND (NOT $3::boolean OR ${IS_ESCALATED}) AND ($4::uuid IS NULL OR r.id < $4)
   ORDER BY r.id DESC LIMIT $5`;

// What nobody kept was the town's before, which may have been mailed of it.
const ESCALATE = `UPDATE listing_report r SET escalated_at = $2, announced_in = CASE WHEN NOT ${IS_WITH_OWNER} THEN announced_in END
        WHERE r.id = $1 AND r.state = 'new' AND NOT ${IS_ESCALATED} RETURNING r.id`;
const PASS_ON = `UPDATE listing_report r SET owner_answer = $2
   WHERE r.id = $1 AND r.state = 'new' AND NOT (r.owner_answer IS NOT NULL AND ${IS_ESCALATED})`;
const OVERDUE = `SELECT r.id FROM listing_report r
        WHERE r.state = 'new' AND NOT ${IS_ESCALATED} AND ${ASKED_AT} < $1 ORDER BY r.created_at LIMIT $2`;
const ANNOUNCE = `UPDATE listing_report r SET announced_in = $1, announced_at = $2
        WHERE ${WAITS_FOR_TOWN} AND r.announced_in IS NULL`;
const COUNT_ANNOUNCED = `SELECT (count(*) FILTER (WHERE r.announced_in = $1))::int AS count, count(*)::int AS waiting
         FROM listing_report r WHERE ${WAITS_FOR_TOWN}`;

const ANNOUNCED = `${REPORT} WHERE r.announced_in = $1 AND ${WAITS_FOR_TOWN} ORDER BY r.id LIMIT $2`;
const DECIDED = `${REPORT} WHERE (r.decider_id = $1 AND r.decided_by = 'merchant') OR r.owner_answer->>'account' = $1::text ORDER BY r.id`;

const OPEN_OF = `
  SELECT l.id AS "listingId", l.name, count(*)::int AS count, min(r.created_at) AS since
    FROM listing_report r JOIN listing l ON l.id = r.listing_id
   WHERE r.listing_id = ANY ($1) AND r.state = 'new' AND r.kind <> 'post' AND NOT (r.owner_answer IS NOT NULL AND ${IS_ESCALATED}) GROUP BY l.id, l.name ORDER BY l.id`;

// What was accepted before it was hidden left the post to be read.
const REASONS = `
  SELECT (effect->>'version')::int AS version, reason FROM listing_report
   WHERE listing_id = $1 AND state = 'accepted' AND effect->>'kind' = 'correction' AND (effect->>'listing')::int = $1 AND reason IS NOT NULL
     AND (effect->>'version')::int = ANY ($2)`;
const ALSO_ACCEPTED = `
  SELECT id FROM listing_report
   WHERE listing_id = $1 AND kind = 'post' AND state = 'accepted' AND decided_at >= $3 AND id <> $4
     AND (reported_post->>'id' = $2 OR effect->>'post' = $2)
   ORDER BY decided_at, id LIMIT 1`;

const SAME_WORDS = `r.listing_id = o.listing_id AND r.kind = o.kind AND r.id <> o.id
     AND r.message IS NOT DISTINCT FROM o.message AND r.moved_to IS NOT DISTINCT FROM o.moved_to`;
// What is said of a post, or of two pages, is decided by what is chosen with it: no other is answered with it.
const SAYS_THE_SAME = `${SAME_WORDS} AND r.kind NOT IN ('post', 'duplicate')`;
const LIKES_WITH_OWNER = `SELECT r.id FROM listing_report r JOIN listing_report o ON ${SAME_WORDS}
   WHERE o.id = $1 AND r.state = 'new' AND NOT (r.owner_answer IS NOT NULL AND ${IS_ESCALATED}) ORDER BY r.id`;
const LIKES = `${REPORT} JOIN listing_report o ON ${SAYS_THE_SAME} WHERE o.id = $1 AND r.state = 'new' ORDER BY r.id`;
const DECIDED_WITH = `${REPORT} JOIN listing_report o ON ${SAYS_THE_SAME} AND r.state = o.state AND r.decided_at = o.decided_at AND r.decider_id = o.decider_id
   WHERE o.id = $1 AND o.decided_by = 'agent' AND r.decided_by = 'agent' ORDER BY r.id`;

const CHANGES = `
  SELECT changes, coalesce(read_before, '{}') AS "readBefore" FROM listing_revision
   WHERE listing_id = $1 AND ($4::text IS NULL OR author_kind = $4) AND created_at > $2 AND created_at <= $3 ORDER BY version`;

const toReport = (row: ReportRow): QueuedReport => {
  const { listingId, slug, name, decidedAt, decidedBy, deciderId, deciderName, reason, effect, ...report } =
    row;
  return {
    ...report,
    listing: { id: listingId, slug, name },
    decision:
      decidedAt === null || decidedBy === null
        ? null
        : { at: decidedAt, by: decidedBy, accountId: deciderId, name: deciderName, reason, effect },
  };
};

@Injectable()
export class ReportQueueRepository {
  async find(tx: TenantTx, id: string): Promise<QueuedReport | null> {
    const [row] = await tx.manager.query<ReportRow[]>(BY_ID, [id]);
    return row ? toReport(row) : null;
  }

  /** The newest first. */
  async list(tx: TenantTx, filter: ReportFilter): Promise<QueuedReport[]> {
    const { state = null, listingId = null, escalated = false, before = null, limit } = filter;
    const rows = await tx.manager.query<ReportRow[]>(LIST, [state, listingId, escalated, before, limit]);
    return rows.map(toReport);
  }

  /** Others that wait for the town and say of the same listing what this one does, word for word. */
  async likesOf(tx: TenantTx, id: string): Promise<QueuedReport[]> {
    const likes = (await tx.manager.query<ReportRow[]>(LIKES, [id])).map(toReport);
    return likes.filter((like) => !isWithOwner(like));
  }

  /** Those that an agent answered together with this one. */
  async decidedWith(tx: TenantTx, id: string): Promise<QueuedReport[]> {
    return (await tx.manager.query<ReportRow[]>(DECIDED_WITH, [id])).map(toReport);
  }

  /** Why the town changed a page when it decided on a report, by the version of the page that it made. */
  async reasonsOf(
    tx: TenantTx,
    listingId: number,
    versions: readonly number[],
  ): Promise<{ readonly version: number; readonly reason: string }[]> {
    return tx.manager.query<{ version: number; reason: string }[]>(REASONS, [listingId, versions]);
  }

  /** Those of some listings that nobody decided on, counted by listing; of posts the town decides. */
  async openOf(tx: TenantTx, listingIds: readonly number[]): Promise<OpenReports[]> {
    return tx.manager.query<OpenReports[]>(OPEN_OF, [listingIds]);
  }

  /** Null where somebody decided before. @returns whether its writer proved to read the address that they left */
  async decide(
    tx: TenantWriteTx,
    id: string,
    state: 'accepted' | 'refused',
    { at, by, accountId, name, reason }: ReportDecision,
  ): Promise<{ readonly isProven: boolean } | null> {
    const [rows] = await tx.manager.query<[{ readonly isProven: boolean }[], number]>(
      `UPDATE listing_report SET state = $2, decided_at = $3, decided_by = $4, decider_id = $5, decider_name = $6, reason = $7,
              taken_back = NULL
        WHERE id = $1 AND state = 'new' RETURNING email_proven_at IS NOT NULL AS "isProven"`,
      [id, state, at, by, accountId, name, reason],
    );
    return rows[0] ?? null;
  }

  /** Keeps what accepting a report did. False where it is accepted no more. */
  async saveEffect(tx: TenantWriteTx, id: string, effect: ReportEffect): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE listing_report SET effect = $2 WHERE id = $1 AND state = 'accepted'`,
      [id, JSON.stringify(effect)],
    );
    return count === 1;
  }

  /** The first report but this one that was accepted of a post since it is hidden; null where there is none. */
  async alsoAccepted(
    tx: TenantTx,
    { id, listing }: Pick<QueuedReport, 'id' | 'listing'>,
    { post, hiddenAt }: HiddenPostRef,
  ): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(ALSO_ACCEPTED, [listing.id, post, hiddenAt, id]);
    return row?.id ?? null;
  }

  /**
   * Takes an agent's decision back. Null where there is none: not decided, or by the merchant.
   * @returns whether its writer proved to read the address that they left
   */
  async reopen(tx: TenantWriteTx, id: string): Promise<{ readonly isProven: boolean } | null> {
    const [rows] = await tx.manager.query<[{ readonly isProven: boolean }[], number]>(
      `UPDATE listing_report SET state = 'new', decided_at = NULL, decided_by = NULL, decider_id = NULL, decider_name = NULL,
              reason = NULL, effect = NULL, taken_back = '[]'
        WHERE id = $1 AND decided_by = 'agent' RETURNING email_proven_at IS NOT NULL AS "isProven"`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Keeps what is as before since its decision was taken back. */
  async saveUndone(tx: TenantWriteTx, id: string, parts: readonly CorrectedPart[]): Promise<void> {
    await tx.manager.query('UPDATE listing_report SET taken_back = $2 WHERE id = $1', [
      id,
      JSON.stringify(parts),
    ]);
  }

  /** Others that say of the same listing what this one does, word for word, and that who keeps it has not answered. */
  async likesWithOwner(tx: TenantTx, id: string): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(LIKES_WITH_OWNER, [id]);
    return rows.map((row) => row.id);
  }

  /** Hands a report to the agents with the word of who keeps the page. False where they gave it before, or it is decided. */
  async passOn(tx: TenantWriteTx, id: string, answer: OwnerAnswer, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(PASS_ON, [id, JSON.stringify(answer)]);
    if (count === 1) await this.escalate(tx, id, now);
    return count === 1;
  }

  /** Hands a report to the agents. False where it was before, or is decided. */
  async escalate(tx: TenantWriteTx, id: string, now: Date): Promise<boolean> {
    const [rows] = await tx.manager.query<[unknown[], number]>(ESCALATE, [id, now]);
    return rows.length === 1;
  }

  /** Open reports that the merchant has had since before the instant. */
  async overdue(tx: TenantTx, before: Date, limit: number): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(OVERDUE, [before, limit]);
    return rows.map(({ id }) => id);
  }

  /** When the town was last mailed about reports. */
  async lastAnnouncedAt(tx: TenantTx): Promise<Date | null> {
    const [row] = await tx.manager.query<{ at: Date | null }[]>(
      'SELECT max(announced_at) AS at FROM listing_report',
    );
    return row?.at ?? null;
  }

  /** Notes that a mail tells of all that became the agents' since the last one. @returns how many */
  async announce(tx: TenantWriteTx, announcement: string, now: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(ANNOUNCE, [announcement, now]);
    return count;
  }

  /** Those of an announcement that still wait, the oldest first. */
  async announced(tx: TenantTx, announcement: string, limit: number): Promise<QueuedReport[]> {
    const rows = await tx.manager.query<ReportRow[]>(ANNOUNCED, [announcement, limit]);
    return rows.map(toReport);
  }

  /** How many of an announcement still wait, and how many reports wait for the agents in all. */
  async countAnnounced(
    tx: TenantTx,
    announcement: string,
  ): Promise<{ readonly count: number; readonly waiting: number }> {
    const [row] = await tx.manager.query<{ count: number; waiting: number }[]>(COUNT_ANNOUNCED, [
      announcement,
    ]);
    return row ?? { count: 0, waiting: 0 };
  }

  /** What an account decided. */
  async decidedBy(tx: TenantTx, accountId: string): Promise<QueuedReport[]> {
    const rows = await tx.manager.query<ReportRow[]>(DECIDED, [accountId]);
    return rows.map(toReport);
  }

  /**
   * What of the page tells whether it was corrected between the report and an instant.
   * @param by by one kind of author alone; whoever corrected it, the town or an agent too, unless said
   */
  async correctionOf(
    tx: TenantTx,
    { listing, createdAt }: Pick<QueuedReport, 'listing' | 'createdAt'>,
    { until, by = null }: { readonly until: Date; readonly by?: AuthorKind | null },
  ): Promise<PageCorrection> {
    const [row] = await tx.manager.query<Pick<PageCorrection, 'isClosed' | 'communeCode'>[]>(
      `SELECT state = 'closed' AS "isClosed", commune AS "communeCode" FROM listing WHERE id = $1`,
      [listing.id],
    );
    const changes = await tx.manager.query<ReadChange[]>(CHANGES, [listing.id, createdAt, until, by]);
    return {
      isClosed: row?.isClosed ?? false,
      communeCode: row?.communeCode ?? null,
      changes: changesInAll(changes),
    };
  }

  /** Takes an account's name out of what it decided. */
  async forget(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query(
      `UPDATE listing_report SET decider_id = NULL, decider_name = NULL WHERE decider_id = $1 AND decided_by = 'merchant'`,
      [accountId],
    );
    await tx.manager.query(
      `UPDATE listing_report SET owner_answer = owner_answer - 'account' WHERE owner_answer->>'account' = $1::text`,
      [accountId],
    );
  }
}
