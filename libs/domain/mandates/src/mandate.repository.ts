import type { MandateTask } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Mandate, MandateFile } from './mandate';

interface MandateRow extends Mandate {
  readonly slug: string;
  readonly listingName: string | null;
  readonly place: string | null;
}

const MANDATE = `
  SELECT m.id, m.listing_id AS "listingId", m.state, m.scope, m.giver_name AS "giverName",
         m.giver_quality AS "giverQuality", m.giver_email AS "giverEmail", m.locale, m.means, m.signature,
         m.signed_as AS "signedAs", m.proposed_by AS "proposedBy", m.proposed_by_name AS "proposedByName",
         m.created_at AS "createdAt", m.ask_expires_at AS "askExpiresAt", m.signed_at AS "signedAt",
         m.expires_at AS "expiresAt", m.ended_at AS "endedAt", m.ended_by AS "endedBy",
         l.slug, l.name AS "listingName", nullif(concat_ws(', ', l.address_line, c.name), '') AS place
    FROM mandate m JOIN listing l ON l.id = m.listing_id LEFT JOIN commune c ON c.code = l.commune`;
const BY_ID = `${MANDATE} WHERE m.id = $1`;
const LATEST = `${MANDATE} WHERE $1::int IS NULL OR m.listing_id = $1 ORDER BY m.created_at DESC, m.id DESC LIMIT $2`;
const ACTIVE = `${MANDATE} WHERE m.listing_id = $1 AND m.state = 'active' AND m.expires_at > $2`;
const LEAVING = `${MANDATE}
  WHERE m.state = 'active' AND m.expires_at > $2 AND $1 = ANY (m.scope) ORDER BY l.name, l.id LIMIT $3`;
/** Each of a page of listings is one look into the index of the mandate that is in force on it. */
const LEAVING_AMONG = `
  SELECT m.listing_id AS id FROM mandate m
   WHERE m.listing_id = ANY ($2) AND m.state = 'active' AND m.expires_at > $3 AND $1 = ANY (m.scope)`;
const WAITING = `${MANDATE}
  WHERE m.listing_id = ANY ($1) AND m.state = 'proposed' AND m.signed_at IS NOT NULL AND m.ask_expires_at > $2
  ORDER BY m.signed_at DESC, m.id DESC`;
const GIVEN_BY = `${MANDATE}
  WHERE m.giver_email = $2
     OR EXISTS (SELECT FROM account_grant g WHERE g.account_id = $1 AND g.listing_id = m.listing_id AND g.role = 'merchant-owner'
                   AND m.created_at >= g.created_at)
  ORDER BY m.created_at, m.id`;

const LOCK_ACTIVE = `${ACTIVE} FOR SHARE OF m`;
const HOLD = `SELECT 1 FROM mandate WHERE id = $1 AND state = 'active' AND expires_at > $2 FOR SHARE`;
const LOCK = `${BY_ID} FOR UPDATE OF m`;

const toFile = ({ slug, listingName: name, place, ...mandate }: MandateRow): MandateFile => ({
  mandate,
  listing: { id: mandate.listingId, slug, name, place },
});

@Injectable()
export class MandateRepository {
  async find(tx: TenantTx, id: string): Promise<MandateFile | null> {
    const [row] = await tx.manager.query<MandateRow[]>(BY_ID, [id]);
    return row ? toFile(row) : null;
  }

  /** The newest first. @param listingId those of one listing; null for all */
  async list(tx: TenantTx, listingId: number | null, limit: number): Promise<MandateFile[]> {
    const rows = await tx.manager.query<MandateRow[]>(LATEST, [listingId, limit]);
    return rows.map(toFile);
  }

  /** The mandate that is in force on a listing at that instant. */
  async active(tx: TenantTx, listingId: number, now: Date): Promise<Mandate | null> {
    const [row] = await tx.manager.query<MandateRow[]>(ACTIVE, [listingId, now]);
    return row ? toFile(row).mandate : null;
  }

  /** Those in force at that instant that name a task, by the name of the business. */
  async leaving(tx: TenantTx, task: MandateTask, now: Date, limit: number): Promise<MandateFile[]> {
    const rows = await tx.manager.query<MandateRow[]>(LEAVING, [task, now, limit]);
    return rows.map(toFile);
  }

  /** Those of some listings whose mandate in force at that instant names a task. */
  async leavingAmong(
    tx: TenantTx,
    task: MandateTask,
    listingIds: readonly number[],
    now: Date,
  ): Promise<ReadonlySet<number>> {
    const rows = await tx.manager.query<{ id: number }[]>(LEAVING_AMONG, [task, listingIds, now]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Those of some listings that are signed and wait for the owner of the page, the newest first. */
  async waiting(tx: TenantTx, listingIds: readonly number[], now: Date): Promise<MandateFile[]> {
    const rows = await tx.manager.query<MandateRow[]>(WAITING, [listingIds, now]);
    return rows.map(toFile);
  }

  /**
   * The mandates of a person, the oldest first: those given with the address, and those of pages that the account keeps,
   * as far as they began while it did: one that stands when a page is handed over has another's signature.
   * @param email one that is proven; null for none
   */
  async givenBy(tx: TenantTx, accountId: string, email: string | null): Promise<Mandate[]> {
    const rows = await tx.manager.query<MandateRow[]>(GIVEN_BY, [accountId, email]);
    return rows.map((row) => toFile(row).mandate);
  }

  /** The same, which nobody can end before the transaction is over. */
  async lockActive(tx: TenantWriteTx, listingId: number, now: Date): Promise<Mandate | null> {
    const [row] = await tx.manager.query<MandateRow[]>(LOCK_ACTIVE, [listingId, now]);
    return row ? toFile(row).mandate : null;
  }

  /** Whether a mandate is in force, which nobody can end before the transaction is over: whoever ends it at this moment goes first. */
  async hold(tx: TenantWriteTx, id: string, now: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(HOLD, [id, now]);
    return rows.length === 1;
  }

  async lock(tx: TenantWriteTx, id: string): Promise<MandateFile | null> {
    const [row] = await tx.manager.query<MandateRow[]>(LOCK, [id]);
    return row ? toFile(row) : null;
  }

  async insert(tx: TenantWriteTx, mandate: Mandate): Promise<void> {
    await tx.manager.query(
      `INSERT INTO mandate (id, listing_id, state, scope, giver_name, giver_quality, giver_email, locale, means, signature,
                            proposed_by, proposed_by_name, created_at, ask_expires_at, signed_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        mandate.id,
        mandate.listingId,
        mandate.state,
        mandate.scope,
        mandate.giverName,
        mandate.giverQuality,
        mandate.giverEmail,
        mandate.locale,
        mandate.means,
        mandate.signature,
        mandate.proposedBy,
        mandate.proposedByName,
        mandate.createdAt,
        mandate.askExpiresAt,
        mandate.signedAt,
        mandate.expiresAt,
      ],
    );
  }

  async sign(
    tx: TenantWriteTx,
    {
      id,
      state,
      signedAs,
      signedAt,
      askExpiresAt,
      expiresAt,
    }: Pick<Mandate, 'id' | 'state' | 'signedAs' | 'signedAt' | 'askExpiresAt' | 'expiresAt'>,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE mandate SET state = $2, signed_as = $3, signed_at = $4, ask_expires_at = $5, expires_at = $6 WHERE id = $1`,
      [id, state, signedAs, signedAt, askExpiresAt, expiresAt],
    );
  }

  /** Puts one in force that the owner of the page was asked about. */
  async activate(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query(`UPDATE mandate SET state = 'active', ask_expires_at = NULL WHERE id = $1`, [id]);
  }

  /** One job takes the mail to the giver of a mandate, and has it whenever it asks again. @returns whether it is this one */
  async takeCopy(tx: TenantWriteTx, id: string, job: string): Promise<boolean> {
    const [rows] = await tx.manager.query<[unknown[], number]>(
      'UPDATE mandate SET copy_job = $2 WHERE id = $1 AND (copy_job IS NULL OR copy_job = $2) RETURNING 1',
      [id, job],
    );
    return rows.length > 0;
  }

  async end(tx: TenantWriteTx, id: string, by: NonNullable<Mandate['endedBy']>, at: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE mandate SET state = 'ended', ended_by = $2, ended_at = $3 WHERE id = $1 AND state <> 'ended'`,
      [id, by, at],
    );
  }

  /** Ends what is in force on a listing: another mandate takes its place. */
  async endActive(tx: TenantWriteTx, listingId: number, at: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE mandate SET state = 'ended', ended_by = 'renewal', ended_at = $2 WHERE listing_id = $1 AND state = 'active'`,
      [listingId, at],
    );
  }

  /** The town ends what was begun on a listing until the instant, signed or not. @returns their ids */
  async endBegunUntil(tx: TenantWriteTx, listingId: number, until: Date, at: Date): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(
      `UPDATE mandate SET state = 'ended', ended_by = 'town', ended_at = $3
        WHERE listing_id = $1 AND created_at <= $2 AND state <> 'ended' RETURNING id`,
      [listingId, until, at],
    );
    return rows.map(({ id }) => id);
  }

  /** Removes what was asked of an address and never signed. */
  async deleteUnsigned(tx: TenantWriteTx, email: string): Promise<void> {
    await tx.manager.query('DELETE FROM mandate WHERE giver_email = $1 AND signed_at IS NULL', [email]);
  }

  /** Removes what came to its end before the instant. Returns how many. */
  async deleteEndedBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `DELETE FROM mandate WHERE coalesce(ended_at, CASE WHEN state = 'proposed' THEN ask_expires_at ELSE expires_at END) < $1`,
      [instant],
    );
    return count;
  }
}
