import { hashToken, isSessionAlive, newSessionToken } from '@halles/platform/auth';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { AccountSession, SignInMeans } from './account';
import { AccountRepository } from './account.repository';
import { accountLimits, isWorthNoting } from './session-limits';
import { type EndedSession, type ListedSession, SessionRepository } from './session.repository';

/** How somebody has just proved who they are, and with which browser. */
export interface SignedIn {
  readonly accountId: string;
  readonly authenticatedBy: SignInMeans;
  readonly siret?: string | null;
  /** Of the provider, sealed, to sign out there. */
  readonly idToken?: Buffer | null;
  /** The browser's own name for itself (User-Agent): shown in the list of sessions, for its owner to tell them apart. */
  readonly browser?: string;
  /** The token that the browser came with: that session ends. */
  readonly previousToken?: string | null;
}

const BROWSER_LENGTH = 200;

/** Who is signed in. Tokens are opaque: the browser has them, the database only their hash. */
@Injectable()
export class SessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * Opens a session under a new id, in the transaction that proved who it is.
   * @param signedInAt when that was proved, where the session takes the place of an older one
   * @returns the token, for the cookie alone
   */
  async open(tx: TenantWriteTx, signedIn: SignedIn, now: Date, signedInAt = now): Promise<string> {
    const { accountId, authenticatedBy, siret = null, idToken = null } = signedIn;
    const { browser = '', previousToken = null } = signedIn;
    if (previousToken !== null) await this.sessions.deleteByToken(tx, hashToken(previousToken));
    const token = newSessionToken();
    await this.sessions.insert(tx, {
      id: uuid(),
      tokenHash: hashToken(token),
      accountId,
      authenticatedBy,
      siret,
      browser: browser.replaceAll(/[^\x20-\x7e]/g, '').slice(0, BROWSER_LENGTH),
      idToken,
      createdAt: signedInAt,
      expiresAt: new Date(now.getTime() + accountLimits.lifetime),
    });
    await this.accounts.updateLastSignIn(tx, accountId, now);
    return token;
  }

  /** Opens a session, in a transaction of its own. */
  async begin(ctx: TenantContext, signedIn: SignedIn, now: Date): Promise<string> {
    return this.work.write(ctx, (tx) => this.open(tx, signedIn, now));
  }

  /** The session of a token, with what its account may do at this moment; null where it does not exist or has ended. */
  async resume(ctx: TenantContext, token: string, now: Date): Promise<AccountSession | null> {
    const tokenHash = hashToken(token);
    const found = await this.work.read(ctx, (tx) => this.sessions.find(tx, tokenHash));
    if (!found) return null;
    if (!isSessionAlive(found, now, accountLimits)) {
      await this.work.write(ctx, (tx) => this.sessions.deleteByToken(tx, tokenHash));
      return null;
    }
    if (isWorthNoting(found.lastSeenAt, now))
      await this.work.write(ctx, (tx) => this.sessions.touch(tx, tokenHash, now));
    return found.session;
  }

  /** Whether a token opens a session of the account at this moment, in the caller's transaction. */
  async opens(tx: TenantTx, token: string | null, accountId: string, now: Date): Promise<boolean> {
    const found = token === null ? null : await this.sessions.find(tx, hashToken(token));
    return found?.session.account.id === accountId && isSessionAlive(found, now, accountLimits);
  }

  /** Ends a session: its token opens nothing any more, wherever it was copied to. Null where there was none. */
  async close(ctx: TenantContext, token: string): Promise<EndedSession | null> {
    return this.work.write(ctx, (tx) => this.sessions.deleteByToken(tx, hashToken(token)));
  }

  /** What the provider signed of a session, sealed, for the one that opens in its place. */
  async idTokenOf(tx: TenantTx, id: string): Promise<Buffer | null> {
    return this.sessions.findIdToken(tx, id);
  }

  /** The sessions of an account, the one seen last first. */
  async list(ctx: TenantContext, accountId: string, now: Date): Promise<ListedSession[]> {
    const idleSince = new Date(now.getTime() - accountLimits.idle);
    return this.work.read(ctx, (tx) => this.sessions.list(tx, accountId, now, idleSince));
  }

  /** Ends one session of the account; nothing happens where it has none of this id. */
  async revoke(ctx: TenantContext, accountId: string, id: string): Promise<void> {
    await this.work.write(ctx, (tx) => this.sessions.delete(tx, accountId, id));
  }

  /** Ends every session of the account: its password, its address or its means of signing in changed. */
  async revokeAll(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.sessions.deleteOf(tx, accountId);
  }
}
