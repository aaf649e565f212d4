import { holdListing } from '@halles/domain/listings';
import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { validate as isUuid } from 'uuid';
import type { Claim, ClaimActor, ClaimEvent } from './claim';
import { ClaimNotFound } from '../claim.errors';
import { underWay } from './claim-state';

const COLUMNS = `id, listing_id AS "listingId", account_id AS "accountId", state, policy, locale, created_at AS "createdAt",
  changed_at AS "changedAt", expires_at AS "expiresAt",
  awaits_until AS "awaitsUntil"`;

interface EventRow extends Omit<ClaimEvent, 'by'> {
  readonly byKind: ClaimActor['kind'];
  readonly byName: string | null;
}

const EVENT_COLUMNS = `id, claim_id AS "claimId", step, state, cause, reason, by_kind AS "byKind", by_name AS "byName", at`;

const toEvent = ({ byKind, byName, ...row }: EventRow): ClaimEvent => ({
  ...row,
  by: byKind === 'agent' ? { kind: byKind, name: byName ?? '' } : { kind: byKind, name: null },
});

/** Where a page of claims to decide goes on: behind this one. */
export interface ClaimCursor {
  readonly changedAt: Date;
  readonly id: string;
}

const FIND = `SELECT ${COLUMNS} FROM claim WHERE id = $1`;
const FIND_UNDER_WAY = `SELECT ${COLUMNS} FROM claim WHERE listing_id = $1 AND account_id = $2 AND state = ANY ($3)`;
const LOCK_OF_LISTING = `SELECT ${COLUMNS} FROM claim WHERE listing_id = $1 AND state = ANY ($2) ORDER BY id FOR UPDATE`;
const OF_ACCOUNT = `SELECT ${COLUMNS} FROM claim WHERE account_id = $1 ORDER BY id DESC LIMIT 200`;
const TO_DECIDE = `SELECT ${COLUMNS} FROM claim WHERE state IN ('review', 'disputed')
    AND (awaits_until IS NOT NULL AND awaits_until > $4) = $5
    AND ($1::timestamptz IS NULL OR (changed_at, id) > ($1, $2::uuid))
  ORDER BY changed_at, id LIMIT $3`;
const DECIDED = `SELECT ${COLUMNS} FROM claim WHERE state = $4
    AND ($1::timestamptz IS NULL OR (changed_at, id) < ($1, $2::uuid))
  ORDER BY changed_at DESC, id DESC LIMIT $3`;
const APPROVED_OF = `SELECT ${COLUMNS} FROM claim WHERE listing_id = ANY ($1) AND account_id = $2 AND state = 'approved' ORDER BY changed_at`;
const FORMER_OF = `SELECT ${COLUMNS} FROM claim WHERE listing_id = $1 AND state = 'transferred' ORDER BY changed_at DESC LIMIT 1`;
const RIVALS = `SELECT ${COLUMNS} FROM claim WHERE listing_id = $1 AND id <> $2 AND state IN ('review', 'disputed') ORDER BY id`;
const DECIDED_WITH = `SELECT ${COLUMNS} FROM claim
  WHERE listing_id = $1 AND id <> $2 AND state IN ('approved', 'refused') AND id IN (
    SELECT theirs.claim_id FROM claim_event own JOIN claim_event theirs ON theirs.at = own.at AND theirs.by_kind = 'agent'
    WHERE own.claim_id = $2 AND own.by_kind = 'agent' AND 'other-recognised' IN (own.cause, theirs.cause)
      AND own.step IN ('approve', 'refuse') AND theirs.step IN ('approve', 'refuse'))
  ORDER BY id`;
const AGAINST_OWNER = `SELECT ${COLUMNS} FROM claim WHERE listing_id = ANY ($1) AND account_id <> $2 AND state = 'disputed' ORDER BY id`;
const LAPSED = `SELECT ${COLUMNS} FROM claim WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2`;
const FIND_EVENT = `SELECT ${EVENT_COLUMNS} FROM claim_event WHERE id = $1`;
const EVENTS_OF = `SELECT ${EVENT_COLUMNS} FROM claim_event WHERE claim_id = ANY ($1) ORDER BY at, id`;
const DOCUMENTS_AGAINST = `SELECT ${EVENT_COLUMNS} FROM claim_event
  WHERE claim_id IN (SELECT id FROM claim WHERE listing_id = $1 AND id <> $2)
    AND step IN ('request', 'submit') AND state = 'approved' AND at BETWEEN $3 AND $4 ORDER BY at, id`;

/** Claims, and the steps that were taken. */
@Injectable()
export class ClaimRepository {
  /** False when the account has a claim under way on the listing already. */
  async insertOnce(tx: TenantWriteTx, claim: Claim): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO claim (id, listing_id, account_id, state, policy, locale, created_at, changed_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (listing_id, account_id) WHERE state IN ('open', 'review', 'disputed') DO NOTHING RETURNING id`,
      [
        claim.id,
        claim.listingId,
        claim.accountId,
        claim.state,
        claim.policy,
        claim.locale,
        claim.createdAt,
        claim.changedAt,
        claim.expiresAt,
      ],
    );
    return rows.length === 1;
  }

  /** @param id of an address, which may hold anything */
  async find(tx: TenantTx, id: string): Promise<Claim | null> {
    if (!isUuid(id)) return null;
    const [row] = await tx.manager.query<Claim[]>(FIND, [id]);
    return row ?? null;
  }

  /** @throws ClaimNotFound */
  async get(tx: TenantTx, id: string): Promise<Claim> {
    const claim = await this.find(tx, id);
    if (!claim) throw new ClaimNotFound({});
    return claim;
  }

  async findUnderWay(tx: TenantTx, listingId: number, accountId: string): Promise<Claim | null> {
    const [row] = await tx.manager.query<Claim[]>(FIND_UNDER_WAY, [listingId, accountId, underWay]);
    return row ?? null;
  }

  /**
   * The claims on a listing that are under way or won, held until the transaction's end, in the order of their ids: whatever
   * decides between claimants does so one after another.
   */
  async lockOfListing(tx: TenantWriteTx, listingId: number): Promise<Claim[]> {
    // While this waits, the listing may be merged into another: its claims are that one's then, and none is found here.
    await holdListing(tx, listingId);
    return tx.manager.query<Claim[]>(LOCK_OF_LISTING, [listingId, [...underWay, 'approved']]);
  }

  async setState(
    tx: TenantWriteTx,
    {
      id,
      state,
      changedAt,
      expiresAt,
      awaitsUntil,
    }: Pick<Claim, 'id' | 'state' | 'changedAt' | 'expiresAt' | 'awaitsUntil'>,
  ): Promise<void> {
    await tx.manager.query(
      'UPDATE claim SET state = $2, changed_at = $3, expires_at = $4, awaits_until = $5 WHERE id = $1',
      [id, state, changedAt, expiresAt, awaitsUntil],
    );
  }

  /** The claims on a listing, ended ones too, are on another from now on. @returns their ids */
  async moveAll(tx: TenantWriteTx, from: number, to: number): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(
      'UPDATE claim SET listing_id = $2 WHERE listing_id = $1 RETURNING id',
      [from, to],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of some claims that are on a listing go to another, but what its account keeps it by. */
  async moveSome(tx: TenantWriteTx, ids: readonly string[], from: number, to: number): Promise<void> {
    await tx.manager.query(
      `UPDATE claim SET listing_id = $3 WHERE id = ANY ($1) AND listing_id = $2 AND state <> 'approved'`,
      [ids, from, to],
    );
  }

  /** Whether who won one of these claims handed the page over since. */
  async wereHandedOver(tx: TenantTx, ids: readonly string[]): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM claim WHERE id = ANY ($1) AND state = 'transferred' LIMIT 1`,
      [ids],
    );
    return rows.length > 0;
  }

  /** Puts the end of an open claim off, never forward. */
  async extend(tx: TenantWriteTx, id: string, expiresAt: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE claim SET expires_at = greatest(expires_at, $2) WHERE id = $1 AND state = 'open'`,
      [id, expiresAt],
    );
  }

  /** The newest first. */
  async ofAccount(tx: TenantTx, accountId: string): Promise<Claim[]> {
    return tx.manager.query<Claim[]>(OF_ACCOUNT, [accountId]);
  }

  async countUnderWay(tx: TenantTx, accountId: string): Promise<number> {
    const [row] = await tx.manager.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM claim WHERE account_id = $1 AND state = ANY ($2)',
      [accountId, underWay],
    );
    return row?.n ?? 0;
  }

  /**
   * Claims that wait for a person, the one that waits longest first.
   * @param awaiting those that wait for a document meanwhile instead
   */
  async toDecide(
    tx: TenantTx,
    {
      after,
      awaiting,
      now,
    }: { readonly after: ClaimCursor | null; readonly awaiting: boolean; readonly now: Date },
    limit: number,
  ): Promise<Claim[]> {
    const from = [after?.changedAt ?? null, after?.id ?? null];
    return tx.manager.query<Claim[]>(TO_DECIDE, [...from, limit, now, awaiting]);
  }

  /** Claims that were decided so, the one that changed last first. */
  async decided(
    tx: TenantTx,
    state: 'approved' | 'refused',
    after: ClaimCursor | null,
    limit: number,
  ): Promise<Claim[]> {
    return tx.manager.query<Claim[]>(DECIDED, [after?.changedAt ?? null, after?.id ?? null, limit, state]);
  }

  /** The claim by which an account keeps a listing; null where it is erased. */
  async approvedOf(tx: TenantTx, listingId: number, accountId: string): Promise<Claim | null> {
    return (await this.approvedOfAccount(tx, [listingId], accountId)).get(listingId) ?? null;
  }

  /** The claims by which an account keeps some listings, by listing. */
  async approvedOfAccount(
    tx: TenantTx,
    listingIds: readonly number[],
    accountId: string,
  ): Promise<ReadonlyMap<number, Claim>> {
    const rows = await tx.manager.query<Claim[]>(APPROVED_OF, [listingIds, accountId]);
    return new Map(rows.map((claim) => [claim.listingId, claim]));
  }

  /** The claim by which the last account that had a listing before lost it, or handed it over; null where none did. */
  async formerOf(tx: TenantTx, listingId: number): Promise<Claim | null> {
    const [row] = await tx.manager.query<Claim[]>(FORMER_OF, [listingId]);
    return row ?? null;
  }

  /** Other claims on the same listing that wait for a person. */
  async rivals(tx: TenantTx, { id, listingId }: Pick<Claim, 'id' | 'listingId'>): Promise<Claim[]> {
    return tx.manager.query<Claim[]>(RIVALS, [listingId, id]);
  }

  /** Other claims on the same listing that one decision answered with it: one was accepted, the others refused. */
  async decidedWith(tx: TenantTx, { id, listingId }: Pick<Claim, 'id' | 'listingId'>): Promise<Claim[]> {
    return tx.manager.query<Claim[]>(DECIDED_WITH, [listingId, id]);
  }

  /** Claims of others on listings that an account keeps, which a person is to decide between. */
  async againstOwner(tx: TenantTx, listingIds: readonly number[], accountId: string): Promise<Claim[]> {
    return tx.manager.query<Claim[]>(AGAINST_OWNER, [listingIds, accountId]);
  }

  /** Open claims whose time is over. */
  async lapsed(tx: TenantTx, now: Date, limit: number): Promise<Claim[]> {
    return tx.manager.query<Claim[]>(LAPSED, [now, limit]);
  }

  /** Removes those that came to an end before, with their proofs and steps. Returns how many. */
  async deleteEndedBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `DELETE FROM claim WHERE changed_at < $1
         AND state IN ('refused', 'expired', 'withdrawn', 'released', 'transferred')`,
      [instant],
    );
    return count;
  }

  /** Removes all that an account ever claimed. */
  async deleteOfAccount(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM claim WHERE account_id = $1', [accountId]);
    await tx.manager.query('DELETE FROM addition_request WHERE account_id = $1', [accountId]);
  }

  async insertEvent(tx: TenantWriteTx, event: ClaimEvent): Promise<void> {
    await tx.manager.query(
      `INSERT INTO claim_event (id, claim_id, step, state, cause, reason, by_kind, by_name, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        event.id,
        event.claimId,
        event.step,
        event.state,
        event.cause,
        event.reason,
        event.by.kind,
        event.by.name,
        event.at,
      ],
    );
  }

  async findEvent(tx: TenantTx, id: string): Promise<ClaimEvent | null> {
    const [row] = await tx.manager.query<EventRow[]>(FIND_EVENT, [id]);
    return row ? toEvent(row) : null;
  }

  /** Oldest first. */
  async eventsOf(tx: TenantTx, claimIds: readonly string[]): Promise<ClaimEvent[]> {
    const rows = await tx.manager.query<EventRow[]>(EVENTS_OF, [claimIds]);
    return rows.map(toEvent);
  }

  /** The documents that who kept the listing was asked for, and sent, while a claim on it was under way. */
  async documentsAgainst(tx: TenantTx, claim: Claim, until: Date): Promise<ClaimEvent[]> {
    const { listingId, id, createdAt } = claim;
    const rows = await tx.manager.query<EventRow[]>(DOCUMENTS_AGAINST, [listingId, id, createdAt, until]);
    return rows.map(toEvent);
  }
}
