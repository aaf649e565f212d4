import type { ChangePassword, SignIn } from '@halles/contracts';
import type { Clock, FieldFault } from '@halles/kernel';
import type { PlatformDatabase, Queryable } from '@halles/platform/database';
import { PasswordTooGuessable, PasswordUnchanged, SignInRefused, WrongCurrentPassword } from './auth.errors';
import {
  type ConsoleAccount,
  findCredentials,
  findCredentialsById,
  updateHash,
  updateLastSignIn,
  updatePassword,
} from './console-account.repository';
import {
  type ConsoleSession,
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  touchSession,
} from './console-session.repository';
import { hashPassword, needsRehash, oneTimePassword, verifyPassword } from './password-hash';
import { isGuessable } from './password-policy';
import { isSessionAlive, SESSION_IDLE, SESSION_LIFETIME, shouldTouch } from './session-policy';
import { hashToken, newSessionToken } from './session-token';
import type { SignInLimiter } from './sign-in-limiter';

/** Operators of the console: who they are, and that it is still them. */
export class ConsoleAuth {
  /** Compared with where no account is, so that the answer takes as long. */
  private readonly nobody = hashPassword(oneTimePassword());

  constructor(
    private readonly db: PlatformDatabase,
    private readonly limiter: SignInLimiter,
    private readonly clock: Clock,
  ) {}

  /**
   * The account that these words belong to.
   * @param visitor who asks, as limits count visitors
   * @throws SignInRefused, TooManySignIns
   */
  async authenticate({ email, password }: SignIn, visitor: string): Promise<ConsoleAccount> {
    const attempt = await this.limiter.admit(email, visitor);
    const credentials = await findCredentials(this.db, email);
    const matches = await verifyPassword(credentials?.passwordHash ?? (await this.nobody), password);
    if (!credentials || !matches) {
      await attempt.failed();
      throw new SignInRefused({});
    }
    await attempt.succeeded();
    const { passwordHash, ...account } = credentials;
    if (needsRehash(passwordHash))
      await updateHash(this.db, account.id, passwordHash, await hashPassword(password));
    return account;
  }

  /**
   * Opens a session under a new id; the one that the browser came with ends.
   * @returns the token, for the cookie alone
   */
  async open(account: ConsoleAccount, previousToken: string | null): Promise<string> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      if (previousToken !== null) await deleteSession(tx, hashToken(previousToken));
      await deleteEndedSessions(tx, now, new Date(now.getTime() - SESSION_IDLE));
      await updateLastSignIn(tx, account.id, now);
      return this.insert(tx, account.id, now);
    });
  }

  /**
   * The session of a token; null where it does not exist or has ended.
   * @param visit whether this is something that the operator does, which keeps the session awake
   */
  async resume(token: string, visit = true): Promise<ConsoleSession | null> {
    const tokenHash = hashToken(token);
    const session = await findSession(this.db, tokenHash);
    if (!session) return null;
    const now = this.clock.now();
    if (!isSessionAlive(session, now)) {
      await deleteSession(this.db, tokenHash);
      return null;
    }
    if (visit && shouldTouch(session, now)) await touchSession(this.db, tokenHash, now);
    return session;
  }

  /** Ends a session: its token opens nothing any more, wherever it was copied to. */
  async close(token: string): Promise<void> {
    await deleteSession(this.db, hashToken(token));
  }

  /**
   * Replaces the password and ends every session of the account; a new one opens.
   * @returns the new token
   * @throws WrongCurrentPassword, PasswordUnchanged, PasswordTooGuessable, TooManySignIns
   */
  async changePassword(
    account: ConsoleAccount,
    { current, next }: ChangePassword,
    visitor: string,
  ): Promise<string> {
    const attempt = await this.limiter.admit(account.email, visitor);
    const credentials = await findCredentialsById(this.db, account.id);
    if (!credentials || !(await verifyPassword(credentials.passwordHash, current))) {
      await attempt.failed();
      throw new WrongCurrentPassword({}, faultAt('/current', new WrongCurrentPassword({})));
    }
    await attempt.succeeded();
    if (next === current) throw new PasswordUnchanged({}, faultAt('/next', new PasswordUnchanged({})));
    if (isGuessable(next, account.email))
      throw new PasswordTooGuessable({}, faultAt('/next', new PasswordTooGuessable({})));
    const passwordHash = await hashPassword(next);
    return this.db.transaction(async (tx) => {
      await updatePassword(tx, account.id, passwordHash);
      await deleteSessionsOf(tx, account.id);
      return this.insert(tx, account.id, this.clock.now());
    });
  }

  private async insert(tx: Queryable, accountId: string, now: Date): Promise<string> {
    const token = newSessionToken();
    await insertSession(tx, hashToken(token), accountId, now, new Date(now.getTime() + SESSION_LIFETIME));
    return token;
  }
}

function faultAt(pointer: string, error: { detail(locale: 'fr' | 'en'): string }): FieldFault[] {
  return [{ pointer, message: { fr: error.detail('fr'), en: error.detail('en') } }];
}
