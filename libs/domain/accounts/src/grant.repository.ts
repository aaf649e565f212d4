import { type MerchantRole, permissionsOf } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Account, Grant } from './account';

/** A grant as the table has it. */
export interface GrantRow {
  readonly accountId: string;
  readonly role: MerchantRole;
  readonly listingId: number;
  /** What it was narrowed to; null for all that its role may. */
  readonly narrowed: readonly string[] | null;
  readonly createdAt: Date;
}

/** Pure. */
export function toGrant({ narrowed, ...row }: GrantRow): Grant {
  return { ...row, permissions: permissionsOf(row.role, narrowed) };
}

interface MemberRow extends GrantRow {
  readonly account: Omit<Account, 'createdAt'> & { readonly createdAt: string };
}

@Injectable()
export class GrantRepository {
  /** Gives the role unless the listing has an owner, or the account a grant on it, already. @returns whether it was given */
  async insertOwner(tx: TenantWriteTx, listingId: number, accountId: string, now: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO account_grant (account_id, listing_id, role, created_at) VALUES ($1, $2, 'merchant-owner', $3)
       ON CONFLICT DO NOTHING RETURNING role`,
      [accountId, listingId, now],
    );
    return rows.length === 1;
  }

  /** Makes an account with another role on the listing its owner. @throws the driver's error where it has an owner */
  async promote(tx: TenantWriteTx, listingId: number, accountId: string, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE account_grant SET role = 'merchant-owner', permissions = NULL, created_at = $3
        WHERE listing_id = $1 AND account_id = $2 AND role <> 'merchant-owner'`,
      [listingId, accountId, now],
    );
    return count === 1;
  }

  /** Lets somebody work on the listing, or changes what they may do there; the owner's grant stays as it is. */
  async upsertStaff(
    tx: TenantWriteTx,
    listingId: number,
    accountId: string,
    narrowed: readonly string[] | null,
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO account_grant (account_id, listing_id, role, permissions, created_at)
       VALUES ($1, $2, 'merchant-staff', $3, $4)
       ON CONFLICT (account_id, listing_id) DO UPDATE SET permissions = excluded.permissions
         WHERE account_grant.role = 'merchant-staff'`,
      [accountId, listingId, narrowed, now],
    );
  }

  /** @returns whether there was one */
  async deleteStaff(tx: TenantWriteTx, listingId: number, accountId: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `DELETE FROM account_grant WHERE listing_id = $1 AND account_id = $2 AND role = 'merchant-staff'`,
      [listingId, accountId],
    );
    return count === 1;
  }

  async deleteOwner(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query(`DELETE FROM account_grant WHERE listing_id = $1 AND role = 'merchant-owner'`, [
      listingId,
    ]);
  }

  /** Every grant on the listing, and every invitation to it that waits for an answer. */
  async deleteAll(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query('DELETE FROM account_grant WHERE listing_id = $1', [listingId]);
    await tx.manager.query(
      `UPDATE account_invitation SET state = 'revoked' WHERE listing_id = $1 AND state = 'open'`,
      [listingId],
    );
  }

  /** The owner first, then the others in the order in which they came. */
  async ofListing(tx: TenantTx, listingId: number): Promise<{ account: Account; grant: Grant }[]> {
    const rows = await tx.manager.query<MemberRow[]>(
      `SELECT g.account_id AS "accountId", g.role, g.listing_id AS "listingId", g.permissions AS narrowed,
              g.created_at AS "createdAt",
              json_build_object('id', a.id, 'email', a.email, 'name', a.name, 'locale', a.locale,
                'isVerified', a.verified_at IS NOT NULL, 'hasPassword', a.password_hash IS NOT NULL,
                'hasTotp', a.totp_confirmed_at IS NOT NULL, 'createdAt', a.created_at) AS account
         FROM account_grant g JOIN account a ON a.id = g.account_id
        WHERE g.listing_id = $1 ORDER BY g.role = 'merchant-owner' DESC, g.created_at, g.account_id`,
      [listingId],
    );
    return rows.map(({ account, ...row }) => ({
      account: { ...account, createdAt: new Date(account.createdAt) },
      grant: toGrant(row),
    }));
  }

  async ofAccount(tx: TenantTx, accountId: string): Promise<Grant[]> {
    const rows = await tx.manager.query<GrantRow[]>(
      `SELECT account_id AS "accountId", role, listing_id AS "listingId", permissions AS narrowed, created_at AS "createdAt"
         FROM account_grant WHERE account_id = $1 ORDER BY created_at, listing_id`,
      [accountId],
    );
    return rows.map(toGrant);
  }
}
