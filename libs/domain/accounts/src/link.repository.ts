import type { Locale } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SignInMeans } from './account';

export type LinkKind = 'sign-up' | 'sign-in' | 'password' | 'email' | 'confirm' | 'second-factor';

/** What the use of a link needs. */
export interface LinkCarries {
  /** Of a sign-up: the account to make. */
  readonly name?: string;
  readonly passwordHash?: string;
  /** Where to go next: a path of this portal. */
  readonly returnTo?: string;
  /** Of a sign-in that waits for its second factor: by what means it began. */
  readonly means?: SignInMeans;
  readonly siret?: string;
  /** Of the provider, sealed, in Base64. */
  readonly idToken?: string;
  /** Of a link for a known address, asked for as a new account: what was typed, for another address that is given next. */
  readonly typed?: { readonly name: string; readonly passwordHash: string };
  /** Of a change of address that was made: the former one, which gets a mail. */
  readonly oldEmail?: string;
}

export interface AccountLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly accountId: string | null;
  readonly email: string;
  readonly locale: Locale;
  readonly browserHash: Buffer | null;
  readonly carries: LinkCarries;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

@Injectable()
export class LinkRepository {
  async insert(tx: TenantWriteTx, link: Omit<AccountLink, 'usedAt'>, tokenHash: Buffer): Promise<void> {
    await tx.manager.query(
      `INSERT INTO account_link (id, kind, token_hash, account_id, email, locale, browser_hash, carries, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        link.id,
        link.kind,
        tokenHash,
        link.accountId,
        link.email,
        link.locale,
        link.browserHash,
        JSON.stringify(link.carries),
        link.createdAt,
        link.expiresAt,
      ],
    );
  }

  async findByToken(tx: TenantTx, tokenHash: Buffer): Promise<AccountLink | null> {
    const [row] = await tx.manager.query<AccountLink[]>(
      `SELECT id, kind, account_id AS "accountId", email, locale, browser_hash AS "browserHash", carries,
              created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt"
         FROM account_link WHERE token_hash = $1`,
      [tokenHash],
    );
    return row ?? null;
  }

  async find(tx: TenantTx, id: string): Promise<AccountLink | null> {
    const [row] = await tx.manager.query<AccountLink[]>(
      `SELECT id, kind, account_id AS "accountId", email, locale, browser_hash AS "browserHash", carries,
              created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt"
         FROM account_link WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** The newest link that a browser asked for to sign in, since a moment; null for none. */
  async newestOfBrowser(tx: TenantTx, browserHash: Buffer, since: Date): Promise<AccountLink | null> {
    const [row] = await tx.manager.query<AccountLink[]>(
      `SELECT id, kind, account_id AS "accountId", email, locale, browser_hash AS "browserHash", carries,
              created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt"
         FROM account_link
        WHERE browser_hash = $1 AND kind IN ('sign-up', 'sign-in', 'password') AND created_at > $2
        ORDER BY created_at DESC, id DESC LIMIT 1`,
      [browserHash, since],
    );
    return row ?? null;
  }

  /** Ends what a browser asked for to an address and nobody used, and forgets what that carries. */
  async expireRequests(tx: TenantWriteTx, browserHash: Buffer, email: string, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE account_link SET used_at = $3, carries = '{}'
        WHERE browser_hash = $1 AND email = $2 AND kind IN ('sign-up', 'sign-in', 'password') AND used_at IS NULL`,
      [browserHash, email, now],
    );
  }

  /** Uses the link up: of any number at once, one gets true. False once it was used or is too old. */
  async use(tx: TenantWriteTx, id: string, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE account_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
      [id, now],
    );
    return count === 1;
  }

  /** Ends every link of the account that was not used: one of them has done what they were for. */
  async endOthers(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    await tx.manager.query('UPDATE account_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [
      accountId,
      now,
    ]);
  }

  /** Lets one transaction at a time use a link to an address that makes its account: two would wait for each other. */
  async holdSignUps(tx: TenantWriteTx, email: string): Promise<void> {
    await tx.manager.query(
      `SELECT id FROM account_link WHERE email = $1 AND kind = 'sign-up' AND used_at IS NULL ORDER BY id FOR UPDATE`,
      [email],
    );
  }

  /** Ends every link to an address that would make its account, and forgets what they carry: one of them has made it. */
  async endSignUps(tx: TenantWriteTx, email: string, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE account_link SET used_at = $2, carries = '{}'
        WHERE email = $1 AND kind = 'sign-up' AND used_at IS NULL`,
      [email, now],
    );
  }

  /** Forgets a link that was used with what it carried, but what is still to be told. */
  async setCarries(tx: TenantWriteTx, id: string, carries: LinkCarries): Promise<void> {
    await tx.manager.query('UPDATE account_link SET carries = $2 WHERE id = $1', [
      id,
      JSON.stringify(carries),
    ]);
  }

  /** Deletes those that have ended. Returns how many. */
  async deleteExpired(tx: TenantWriteTx, before: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM account_link WHERE expires_at <= $1',
      [before],
    );
    return count;
  }
}
