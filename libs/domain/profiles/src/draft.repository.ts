import type { ProfileField } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { DraftField, ProfileDraft, EditingAuthor } from './profile';

/** Whose draft it is. */
export type DraftOwner = Pick<EditingAuthor, 'kind' | 'accountId'>;

const statementsOn = (table: 'profile_draft' | 'agent_draft') => ({
  find: `SELECT changes AS fields, updated_at AS "updatedAt" FROM ${table} WHERE listing_id = $1 AND account_id = $2`,
  put: `INSERT INTO ${table} AS d (listing_id, account_id, changes, updated_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (listing_id, account_id) DO UPDATE SET changes = d.changes || excluded.changes, updated_at = $4`,
  take: `UPDATE ${table} SET changes = changes - $3::text[] WHERE listing_id = $1 AND account_id = $2`,
  among: `SELECT account_id AS "accountId", changes AS fields FROM ${table}
           WHERE listing_id = $1 AND changes ?| $2::text[] ORDER BY account_id FOR UPDATE`,
  replace: `UPDATE ${table} SET changes = $3 WHERE listing_id = $1 AND account_id = $2`,
  drop: `DELETE FROM ${table} WHERE listing_id = $1 AND account_id = $2 AND ($3 OR changes = '{}')`,
});

/** Accounts of the territory and those of the console are of two realms, and so are their drafts. */
const SQL = { merchant: statementsOn('profile_draft'), agent: statementsOn('agent_draft') } as const;

/** What editors changed and did not publish yet: one draft an editor and listing. */
@Injectable()
export class DraftRepository {
  async find(tx: TenantTx, listingId: number, { kind, accountId }: DraftOwner): Promise<ProfileDraft | null> {
    const [row] = await tx.manager.query<ProfileDraft[]>(SQL[kind].find, [listingId, accountId]);
    return row ?? null;
  }

  /** Lays fields over the draft. */
  async put(
    tx: TenantWriteTx,
    listingId: number,
    { kind, accountId }: DraftOwner,
    fields: Readonly<Partial<Record<ProfileField, DraftField>>>,
    now: Date,
  ): Promise<void> {
    await tx.manager.query(SQL[kind].put, [listingId, accountId, JSON.stringify(fields), now]);
  }

  /** Takes fields out of the draft, all of them unless said; an empty one goes. */
  async drop(
    tx: TenantWriteTx,
    listingId: number,
    { kind, accountId }: DraftOwner,
    fields: readonly ProfileField[] | null,
  ): Promise<void> {
    if (fields !== null) await tx.manager.query(SQL[kind].take, [listingId, accountId, fields]);
    await tx.manager.query(SQL[kind].drop, [listingId, accountId, fields === null]);
  }

  /** Lays every draft of a listing that has one of the fields onto its new version; an empty one goes. */
  async rebase(
    tx: TenantWriteTx,
    listingId: number,
    among: readonly ProfileField[],
    laid: (fields: ProfileDraft['fields']) => Promise<ProfileDraft['fields']>,
  ): Promise<void> {
    for (const statements of Object.values(SQL)) {
      type Row = Pick<ProfileDraft, 'fields'> & { readonly accountId: string };
      const rows = await tx.manager.query<Row[]>(statements.among, [listingId, among]);
      for (const { accountId, fields } of rows) {
        const after = JSON.stringify(await laid(fields));
        await tx.manager.query(statements.replace, [listingId, accountId, after]);
        await tx.manager.query(statements.drop, [listingId, accountId, false]);
      }
    }
  }

  /** The drafts of an account of the territory, for its owner. */
  async draftsOf(tx: TenantTx, accountId: string): Promise<object[]> {
    return tx.manager.query<object[]>(
      'SELECT listing_id AS listing, changes, updated_at AS "updatedAt" FROM profile_draft WHERE account_id = $1',
      [accountId],
    );
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM profile_draft WHERE account_id = $1', [accountId]);
  }

  /** Removes what agents left lying since before the instant. Returns how many. */
  async deleteAgentsBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM agent_draft WHERE updated_at < $1',
      [instant],
    );
    return count;
  }
}
