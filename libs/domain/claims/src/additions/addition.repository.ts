import type { SourceFacts } from '@halles/domain/listings';
import { rethrowConstraint } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { AdditionRequest, AdditionState } from './addition';
import { AdditionAlreadyRequested, AdditionNotFound } from '../claim.errors';

const COLUMNS = `id, account_id AS "accountId", state, siret, content, locale, listing_id AS "listingId", reason,
  decided_by AS "decidedBy", created_at AS "createdAt", decided_at AS "decidedAt"`;

const GET = `SELECT ${COLUMNS} FROM addition_request WHERE id = $1`;
const LOCK = `SELECT ${COLUMNS} FROM addition_request WHERE id = $1 FOR UPDATE`;
const FIND_MANY = `SELECT ${COLUMNS} FROM addition_request WHERE id = ANY ($1::uuid[])`;
const DECIDED = `SELECT ${COLUMNS} FROM addition_request WHERE state IN ('approved', 'refused')
  ORDER BY decided_at DESC, id DESC LIMIT $1`;
const OF_LISTING = `SELECT ${COLUMNS} FROM addition_request WHERE listing_id = $1 AND state = 'approved'
  ORDER BY decided_at LIMIT 1`;
const OF_ACCOUNT = `SELECT ${COLUMNS} FROM addition_request WHERE account_id = $1 ORDER BY id DESC LIMIT 100`;

/** Requests to add a business. */
@Injectable()
export class AdditionRepository {
  /** @throws AdditionAlreadyRequested */
  async insert(tx: TenantWriteTx, addition: AdditionRequest): Promise<void> {
    const { id, accountId, state, siret, content, locale, createdAt } = addition;
    try {
      await tx.manager.query(
        `INSERT INTO addition_request (id, account_id, state, siret, content, locale, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, accountId, state, siret, JSON.stringify(content), locale, createdAt],
      );
    } catch (error) {
      rethrowConstraint(error, { addition_request_once: () => new AdditionAlreadyRequested({}) });
    }
  }

  async find(tx: TenantTx, id: string): Promise<AdditionRequest | null> {
    const [row] = await tx.manager.query<AdditionRequest[]>(GET, [id]);
    return row ?? null;
  }

  async findMany(tx: TenantTx, ids: readonly string[]): Promise<AdditionRequest[]> {
    return tx.manager.query<AdditionRequest[]>(FIND_MANY, [ids]);
  }

  /** @param id of an address, which may hold anything. @throws AdditionNotFound */
  async get(tx: TenantTx, id: string): Promise<AdditionRequest> {
    return this.one(tx, GET, id);
  }

  /** The request, held until the transaction's end. @throws AdditionNotFound */
  async lock(tx: TenantWriteTx, id: string): Promise<AdditionRequest> {
    return this.one(tx, LOCK, id);
  }

  /** The newest first. */
  async ofAccount(tx: TenantTx, accountId: string): Promise<AdditionRequest[]> {
    return tx.manager.query<AdditionRequest[]>(OF_ACCOUNT, [accountId]);
  }

  /** Those that the town answered, the last answer first. */
  async decided(tx: TenantTx, limit: number): Promise<AdditionRequest[]> {
    return tx.manager.query<AdditionRequest[]>(DECIDED, [limit]);
  }

  /** The request that a listing was made of; null for any other. */
  async ofListing(tx: TenantTx, listingId: number): Promise<AdditionRequest | null> {
    const [row] = await tx.manager.query<AdditionRequest[]>(OF_LISTING, [listingId]);
    return row ?? null;
  }

  async setDecision(
    tx: TenantWriteTx,
    id: string,
    decision: {
      readonly state: AdditionState;
      readonly reason: string | null;
      readonly by: string | null;
      readonly listingId: number | null;
    },
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE addition_request SET state = $2, reason = $3, decided_by = $4, listing_id = $5, decided_at = $6 WHERE id = $1`,
      [id, decision.state, decision.reason, decision.by, decision.listingId, now],
    );
  }

  /** Keeps the town's word on a business that no source knows. @returns the id of the listing to resolve from it */
  async insertListing(
    tx: TenantWriteTx,
    additionId: string,
    facts: SourceFacts,
    today: string,
  ): Promise<number> {
    const [row] = await tx.manager.query<{ listing: number }[]>(
      `INSERT INTO listing_source (source, source_id, listing_id, digest, facts, reported_on)
       VALUES ('agent', $1, nextval(pg_get_serial_sequence('listing', 'id')), '', $2, $3) RETURNING listing_id AS listing`,
      [`addition-${additionId}`, JSON.stringify(facts), today],
    );
    if (!row) throw new Error('an insert gives its row');
    return row.listing;
  }

  /** Removes those that were answered or withdrawn before. Returns how many. */
  async deleteDecidedBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `DELETE FROM addition_request WHERE state <> 'asked' AND decided_at < $1`,
      [instant],
    );
    return count;
  }

  private async one(tx: TenantTx, sql: string, id: string): Promise<AdditionRequest> {
    const [row] = isUuid(id) ? await tx.manager.query<AdditionRequest[]>(sql, [id]) : [];
    if (!row) throw new AdditionNotFound({});
    return row;
  }
}
