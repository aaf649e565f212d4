import type { ProfileAddress } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Correction, CorrectionLink, DecidedCorrection, Doubt, ListingCorrections } from './correction';

const LINK = `id, listing_id AS "listingId", email, locale, created_at AS "createdAt", expires_at AS "expiresAt"`;
const CORRECTION = `id, listing_id AS "listingId", changes, state, doubt, account_id AS "accountId", version, created_at AS "createdAt",
  decided_at AS "decidedAt", decided_by AS "decidedBy", decided_address AS "decidedAddress", reason, withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy"`;

const ONE_LINK = `SELECT ${LINK} FROM correction_link WHERE id = $1`;
const LINKS_SINCE = `SELECT ${LINK} FROM correction_link WHERE listing_id = $1 AND created_at > $2 ORDER BY created_at DESC`;
const LINKS_OF = `SELECT ${LINK} FROM correction_link WHERE email = $1 ORDER BY created_at`;
const MADE_BY = `
  SELECT c.listing_id AS "listingId", c.changes, c.state, c.created_at AS "createdAt", c.decided_at AS "decidedAt", c.reason
    FROM correction c JOIN correction_link k ON k.id = c.link_id WHERE k.email = $1 ORDER BY c.created_at, c.id`;
const ACCEPTED = `
  SELECT version, reason FROM correction WHERE listing_id = $1 AND state = 'accepted' AND version = ANY ($2)`;
const ACCEPTED_VERSIONS = `
  SELECT version FROM correction WHERE listing_id = $1 AND state = 'accepted' AND version IS NOT NULL`;
const OF_LISTINGS = `
  SELECT c.listing_id AS "listingId", l.name, c.state, count(*)::int AS count, min(coalesce(c.decided_at, c.created_at)) AS since
    FROM correction c JOIN listing l ON l.id = c.listing_id
   WHERE c.listing_id = ANY ($1) AND (c.doubt IS NULL OR c.doubt IN ('owned', 'policy', 'address')) AND (c.state = 'open' OR (c.state = 'refused' AND c.decided_at > $2))
   GROUP BY c.listing_id, l.name, c.state ORDER BY c.listing_id, c.state`;
const LISTING_OF_OPEN = `SELECT listing_id AS "listingId" FROM correction WHERE id = $1 AND state = 'open'`;
const ONE = `SELECT ${CORRECTION} FROM correction WHERE id = $1`;
const DECIDED = `
  SELECT d.*, l.name, c.name AS commune
    FROM (SELECT ${CORRECTION} FROM correction WHERE state = $1 ORDER BY decided_at DESC, id DESC LIMIT $2) d
    JOIN listing l ON l.id = d."listingId" LEFT JOIN commune c ON c.code = l.commune ORDER BY d."decidedAt" DESC, d.id DESC`;
const REOPEN = `UPDATE correction SET state = 'open', version = NULL, reason = NULL, decided_address = NULL, decided_by = NULL, decided_at = NULL
  WHERE id = $1 AND state IN ('accepted', 'refused') AND decided_at = $2 RETURNING 1`;
const LINK_OF = `SELECT ${LINK} FROM correction_link WHERE id = (SELECT link_id FROM correction WHERE id = $1)`;
const ONE_OPEN = `SELECT ${CORRECTION} FROM correction WHERE id = $1 AND state = 'open' FOR UPDATE`;

@Injectable()
export class CorrectionRepository {
  async insertLink(tx: TenantWriteTx, link: CorrectionLink): Promise<void> {
    await tx.manager.query(
      `INSERT INTO correction_link (id, listing_id, email, locale, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [link.id, link.listingId, link.email, link.locale, link.createdAt, link.expiresAt],
    );
  }

  async link(tx: TenantTx, id: string): Promise<CorrectionLink | null> {
    const [link] = await tx.manager.query<CorrectionLink[]>(ONE_LINK, [id]);
    return link ?? null;
  }

  /** Those of a listing after an instant, the newest first. */
  async linksSince(tx: TenantTx, listingId: number, instant: Date): Promise<CorrectionLink[]> {
    return tx.manager.query<CorrectionLink[]>(LINKS_SINCE, [listingId, instant]);
  }

  /** What the town said to corrections that it accepted, by the version of the page that they made. */
  async accepted(
    tx: TenantTx,
    listingId: number,
    versions: readonly number[],
  ): Promise<{ readonly version: number; readonly reason: string | null }[]> {
    return tx.manager.query<{ version: number; reason: string | null }[]>(ACCEPTED, [listingId, versions]);
  }

  /** The versions of a page that the town made by accepting corrections. */
  async acceptedVersions(tx: TenantTx, listingId: number): Promise<number[]> {
    const rows = await tx.manager.query<{ version: number }[]>(ACCEPTED_VERSIONS, [listingId]);
    return rows.map(({ version }) => version);
  }

  async linksOf(tx: TenantTx, email: string): Promise<CorrectionLink[]> {
    return tx.manager.query<CorrectionLink[]>(LINKS_OF, [email]);
  }

  /** What was corrected behind links to the address. */
  async madeBy(tx: TenantTx, email: string): Promise<unknown[]> {
    return tx.manager.query<unknown[]>(MADE_BY, [email]);
  }

  async deleteLinksOf(tx: TenantWriteTx, email: string): Promise<void> {
    await tx.manager.query('DELETE FROM correction_link WHERE email = $1', [email]);
  }

  /** Whether the listing has an owner. */
  async isOwned(tx: TenantTx, listingId: number): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      "SELECT 1 FROM account_grant WHERE listing_id = $1 AND role = 'merchant-owner'",
      [listingId],
    );
    return rows.length > 0;
  }

  /** One after another: how often a link has served is counted exactly. */
  async lockLink(tx: TenantWriteTx, id: string): Promise<number> {
    await tx.manager.query('SELECT 1 FROM correction_link WHERE id = $1 FOR UPDATE', [id]);
    const [row] = await tx.manager.query<{ used: number }[]>(
      'SELECT count(*)::int AS used FROM correction WHERE link_id = $1',
      [id],
    );
    return row?.used ?? 0;
  }

  async insert(
    tx: TenantWriteTx,
    correction: Omit<
      Correction,
      'accountId' | 'decidedAt' | 'decidedBy' | 'decidedAddress' | 'reason' | 'withdrawnAt' | 'withdrawnBy'
    > & {
      readonly linkId: string;
      readonly doubt: Doubt | null;
    },
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO correction (id, link_id, listing_id, changes, state, doubt, version, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        correction.id,
        correction.linkId,
        correction.listingId,
        JSON.stringify(correction.changes),
        correction.state,
        correction.doubt,
        correction.version,
        correction.createdAt,
      ],
    );
  }

  /** Of some listings those that wait, and those that were refused after the instant, counted. */
  async ofListings(
    tx: TenantTx,
    listingIds: readonly number[],
    refusedAfter: Date,
  ): Promise<ListingCorrections[]> {
    return tx.manager.query<ListingCorrections[]>(OF_LISTINGS, [listingIds, refusedAfter]);
  }

  /** The listing of one that waits; null for none. */
  async listingOf(tx: TenantTx, id: string): Promise<number | null> {
    const [found] = await tx.manager.query<{ listingId: number }[]>(LISTING_OF_OPEN, [id]);
    return found?.listingId ?? null;
  }

  /** null for none. */
  async find(tx: TenantTx, id: string): Promise<Correction | null> {
    const [found] = await tx.manager.query<Correction[]>(ONE, [id]);
    return found ?? null;
  }

  /** The link by which one was sent; null where it came otherwise, or the link is erased. */
  async linkOf(tx: TenantTx, id: string): Promise<CorrectionLink | null> {
    const [link] = await tx.manager.query<CorrectionLink[]>(LINK_OF, [id]);
    return link ?? null;
  }

  /** One that waits, held until the transaction ends; null for none. */
  async lockOpen(tx: TenantWriteTx, id: string): Promise<Correction | null> {
    const [found] = await tx.manager.query<Correction[]>(ONE_OPEN, [id]);
    return found ?? null;
  }

  async decide(
    tx: TenantWriteTx,
    id: string,
    decision: {
      readonly state: 'accepted' | 'refused';
      readonly version: number | null;
      /** Null: as it was asked for. */
      readonly address: ProfileAddress | null;
      readonly reason: string | null;
      readonly by: string;
      readonly at: Date;
    },
  ): Promise<void> {
    await tx.manager.query(
      'UPDATE correction SET state = $2, version = $3, reason = $4, decided_by = $5, decided_at = $6, decided_address = $7 WHERE id = $1',
      [
        ...[id, decision.state, decision.version, decision.reason, decision.by, decision.at],
        decision.address && JSON.stringify(decision.address),
      ],
    );
  }

  /** Those of one answer, the one decided last first. */
  async decided(
    tx: TenantTx,
    state: DecidedCorrection['state'],
    limit: number,
  ): Promise<DecidedCorrection[]> {
    return tx.manager.query<DecidedCorrection[]>(DECIDED, [state, limit]);
  }

  /** Lets one that was decided at an instant wait again. @returns whether it was */
  async reopen(tx: TenantWriteTx, id: string, decidedAt: Date): Promise<boolean> {
    const [rows] = await tx.manager.query<[unknown[], number]>(REOPEN, [id, decidedAt]);
    return rows.length > 0;
  }

  /** Erases what was asked for and said before the instant. @returns how many links */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    await tx.manager.query('DELETE FROM correction WHERE created_at < $1', [instant]);
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM correction_link WHERE created_at < $1',
      [instant],
    );
    return count;
  }
}
