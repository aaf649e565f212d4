import { type Locale, normalizeEmail } from '@halles/kernel';
import { rethrowConstraint } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Account } from './account';
import { AccountNotFound, EmailTaken } from './account.errors';

/** An account with what its owner is recognised by. */
export interface AccountCredentials {
  readonly account: Account;
  readonly passwordHash: string | null;
}

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly passwordHash: string | null;
  readonly verifiedAt: Date | null;
}

type CredentialsRow = Account & { readonly passwordHash: string | null };

@Injectable()
export class AccountRepository {
  async find(tx: TenantTx, id: string): Promise<Account | null> {
    const [row] = await tx.manager.query<Account[]>(
      `SELECT id, email, name, locale, verified_at IS NOT NULL AS "isVerified", password_hash IS NOT NULL AS "hasPassword",
              totp_confirmed_at IS NOT NULL AS "hasTotp", created_at AS "createdAt"
         FROM account WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** @throws AccountNotFound */
  async get(tx: TenantTx, id: string): Promise<Account> {
    const account = await this.find(tx, id);
    if (!account) throw new AccountNotFound({});
    return account;
  }

  /** @param email in any case */
  async findByEmail(tx: TenantTx, email: string): Promise<Account | null> {
    return (await this.findCredentials(tx, email))?.account ?? null;
  }

  /** @param email in any case */
  async findCredentials(tx: TenantTx, email: string): Promise<AccountCredentials | null> {
    const [row] = await tx.manager.query<CredentialsRow[]>(
      `SELECT id, email, name, locale, verified_at IS NOT NULL AS "isVerified", password_hash IS NOT NULL AS "hasPassword",
              totp_confirmed_at IS NOT NULL AS "hasTotp", created_at AS "createdAt", password_hash AS "passwordHash"
         FROM account WHERE email = $1`,
      [normalizeEmail(email)],
    );
    if (!row) return null;
    const { passwordHash, ...account } = row;
    return { account, passwordHash };
  }

  /** @throws EmailTaken */
  async insert(tx: TenantWriteTx, account: NewAccount, now: Date): Promise<void> {
    try {
      await tx.manager.query(
        `INSERT INTO account (id, email, name, locale, password_hash, verified_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          account.id,
          normalizeEmail(account.email),
          account.name,
          account.locale,
          account.passwordHash,
          account.verifiedAt,
          now,
        ],
      );
    } catch (error) {
      rethrowConstraint(error, { account_email_taken: () => new EmailTaken({}) });
    }
  }

  async updateLastSignIn(tx: TenantWriteTx, id: string, at: Date): Promise<void> {
    await tx.manager.query('UPDATE account SET last_sign_in_at = $2 WHERE id = $1', [id, at]);
  }

  /** Stores the same password under another hash; whatever changed it meanwhile wins. */
  async updateHash(tx: TenantWriteTx, id: string, from: string, to: string): Promise<void> {
    await tx.manager.query('UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
      id,
      from,
      to,
    ]);
  }

  async findPasswordHash(tx: TenantTx, id: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ hash: string | null }[]>(
      'SELECT password_hash AS hash FROM account WHERE id = $1',
      [id],
    );
    return row?.hash ?? null;
  }

  async updatePassword(tx: TenantWriteTx, id: string, passwordHash: string): Promise<void> {
    await tx.manager.query('UPDATE account SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  }

  async updateName(tx: TenantWriteTx, id: string, name: string, locale: Locale): Promise<void> {
    await tx.manager.query('UPDATE account SET name = $2, locale = $3 WHERE id = $1', [id, name, locale]);
  }

  /** @throws EmailTaken */
  async updateEmail(tx: TenantWriteTx, id: string, email: string, now: Date): Promise<void> {
    try {
      await tx.manager.query('UPDATE account SET email = $2, verified_at = $3 WHERE id = $1', [
        id,
        normalizeEmail(email),
        now,
      ]);
    } catch (error) {
      rethrowConstraint(error, { account_email_taken: () => new EmailTaken({}) });
    }
  }

  async setVerified(tx: TenantWriteTx, id: string, now: Date): Promise<void> {
    await tx.manager.query('UPDATE account SET verified_at = $2 WHERE id = $1 AND verified_at IS NULL', [
      id,
      now,
    ]);
  }

  /** Sessions, links, identities, codes and grants go with it. */
  async delete(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('DELETE FROM account WHERE id = $1', [id]);
  }
}
