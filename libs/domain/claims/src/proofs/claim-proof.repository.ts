import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { validate as isUuid } from 'uuid';
import type { ClaimProof } from '../claims/claim';
import { underWay } from '../claims/claim-state';

const COLUMNS = `id, claim_id AS "claimId", kind, state, trust, contact, source, tries, document, created_at AS "createdAt",
  expires_at AS "expiresAt", printed_at AS "printedAt"`;

const FIND = `SELECT ${COLUMNS} FROM claim_proof WHERE id = $1`;
const OF_CLAIMS = `SELECT ${COLUMNS} FROM claim_proof WHERE claim_id = ANY ($1) ORDER BY created_at, id`;
const LETTERS = `SELECT ${COLUMNS} FROM claim_proof WHERE kind = 'letter-code' AND state = 'asked'
  ORDER BY printed_at NULLS FIRST, created_at, id LIMIT $1`;
const WITH_DOCUMENT = `SELECT ${COLUMNS} FROM claim_proof WHERE claim_id = $1 AND document IS NOT NULL`;

/** Proofs of claims. */
@Injectable()
export class ClaimProofRepository {
  async insert(tx: TenantWriteTx, proof: ClaimProof): Promise<void> {
    await tx.manager.query(
      `INSERT INTO claim_proof (id, claim_id, kind, state, trust, contact, source, tries, document, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        proof.id,
        proof.claimId,
        proof.kind,
        proof.state,
        proof.trust,
        proof.contact,
        proof.source,
        proof.tries,
        proof.document === null ? null : JSON.stringify(proof.document),
        proof.createdAt,
        proof.expiresAt,
      ],
    );
  }

  /** @param id of an address, which may hold anything */
  async find(tx: TenantTx, id: string): Promise<ClaimProof | null> {
    if (!isUuid(id)) return null;
    const [row] = await tx.manager.query<ClaimProof[]>(FIND, [id]);
    return row ?? null;
  }

  /** Oldest first. */
  async ofClaims(tx: TenantTx, claimIds: readonly string[]): Promise<ClaimProof[]> {
    return tx.manager.query<ClaimProof[]>(OF_CLAIMS, [claimIds]);
  }

  async setState(tx: TenantWriteTx, id: string, state: ClaimProof['state']): Promise<void> {
    await tx.manager.query('UPDATE claim_proof SET state = $2 WHERE id = $1', [id, state]);
  }

  /** Counts a wrong code; the last one that may be wrong ends the proof. Returns how many are left. */
  async countTry(tx: TenantWriteTx, id: string, most: number): Promise<number> {
    const [rows] = await tx.manager.query<[{ tries: number }[], number]>(
      `UPDATE claim_proof SET tries = tries + 1,
         state = CASE WHEN tries + 1 >= $2 THEN 'exhausted' ELSE state END
       WHERE id = $1 AND state = 'asked' AND tries < $2 RETURNING tries`,
      [id, most],
    );
    return Math.max(0, most - (rows[0]?.tries ?? most));
  }

  /** Invalidates the open codes of these kinds for a claim. */
  async supersede(tx: TenantWriteTx, claimId: string, kinds: readonly ClaimProof['kind'][]): Promise<void> {
    await tx.manager.query(
      `UPDATE claim_proof SET state = 'superseded' WHERE claim_id = $1 AND state = 'asked' AND kind = ANY ($2)`,
      [claimId, kinds],
    );
  }

  /** When codes went to a contact since an instant, whoever asked for them: oldest first. */
  async sentTo(tx: TenantTx, contact: string, since: Date): Promise<Date[]> {
    const rows = await tx.manager.query<{ at: Date }[]>(
      `SELECT created_at AS at FROM claim_proof WHERE contact = $1 AND created_at > $2
         AND kind IN ('phone-code', 'email-code', 'letter-code') ORDER BY created_at`,
      [contact, since],
    );
    return rows.map(({ at }) => at);
  }

  /** Letters that were asked for, not yet printed first. */
  async letters(tx: TenantTx, limit: number): Promise<ClaimProof[]> {
    return tx.manager.query<ClaimProof[]>(LETTERS, [limit]);
  }

  /** A letter's code counts from the day on which it is printed. False where it opens nothing any more. */
  async recordPrinted(tx: TenantWriteTx, id: string, printedAt: Date, expiresAt: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE claim_proof SET printed_at = $2, expires_at = $3 WHERE id = $1 AND state = 'asked'`,
      [id, printedAt, expiresAt],
    );
    return count === 1;
  }

  /** Documents of a claim that are still there. */
  async withDocument(tx: TenantTx, claimId: string): Promise<ClaimProof[]> {
    return tx.manager.query<ClaimProof[]>(WITH_DOCUMENT, [claimId]);
  }

  async forgetDocument(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('UPDATE claim_proof SET document = NULL WHERE id = $1', [id]);
  }

  /** Whether a proof has a document that is to be kept: while the town looks at those of its claim, and no longer. */
  async hasDocumentToKeep(tx: TenantTx, id: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM claim_proof p JOIN claim c ON c.id = p.claim_id
        WHERE p.id = $1 AND p.document IS NOT NULL
          AND (c.state = ANY ($2) OR (c.state = 'approved' AND EXISTS (
            SELECT FROM claim r WHERE r.listing_id = c.listing_id AND r.state = 'disputed')))`,
      [id, underWay],
    );
    return rows.length > 0;
  }

  /** Forgets where codes went that came to nothing and are over since before the instant. Returns how many. */
  async forgetContactsBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE claim_proof SET contact = NULL
       WHERE contact IS NOT NULL AND state <> 'accepted' AND coalesce(expires_at, created_at) < $1`,
      [instant],
    );
    return count;
  }
}
