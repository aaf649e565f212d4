import type { ChangePassword, SignIn } from '@halles/contracts';
import type { Clock } from '@halles/kernel';
import type { PlatformDatabase, Queryable } from '@halles/platform/database';
import {
  faultAt,
  PasswordTooGuessable,
  PasswordUnchanged,
  SecondFactorRequired,
  SignInRefused,
  WrongCurrentPassword,
} from './auth.errors';
import {
  type ConsoleAccount,
  findCredentials,
  findCredentialsById,
  updateHash,
  updateLastSignIn,
  updatePassword,
} from './console-account.repository';
import { isOperator } from './console-role';
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
import { isSessionAlive, OPERATOR_LIMITS, shouldTouch, TOWN_LIMITS } from './session-policy';
import { hashToken, newSessionToken } from './session-token';
import type { SignInLimiter } from './sign-in-limiter';

const limitsOf = ({ grants }: Pick<ConsoleAccount, 'grants'>) =>
  isOperator(grants) ? OPERATOR_LIMITS : TOWN_LIMITS;

/** Who signs in to the console, and that it is still them. */
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
   * Opens a session under a new id; the one that the browser came with ends. It knows the password alone: an account
   * with a second factor has to give a code in it.
   * @returns the token, for the cookie alone
   */
  async open(account: ConsoleAccount, previousToken: string | null): Promise<string> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      if (previousToken !== null) await deleteSession(tx, hashToken(previousToken));
      await deleteEndedSessions(tx, now, new Date(now.getTime() - TOWN_LIMITS.idle));
      await updateLastSignIn(tx, account.id, now);
      return this.insert(tx, account, null);
    });
  }

  /**
   * The session of a token; null where it does not exist or has ended.
   * @param visit whether this is something that the person does, which keeps the session awake
   */
  async resume(token: string, visit = true): Promise<ConsoleSession | null> {
    const tokenHash = hashToken(token);
    const session = await findSession(this.db, tokenHash);
    if (!session) return null;
    const now = this.clock.now();
    if (!isSessionAlive(session, now, limitsOf(session.account))) {
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
   * Replaces the password and ends every session of the account; a new one opens, which knows as much as the one that
   * asked.
   * @returns the new token
   * @throws SecondFactorRequired, WrongCurrentPassword, PasswordUnchanged, PasswordTooGuessable, TooManySignIns
   */
  async changePassword(
    session: ConsoleSession,
    { current, next }: ChangePassword,
    visitor: string,
  ): Promise<string> {
    if (session.step === 'second-factor') throw new SecondFactorRequired({});
    const { account } = session;
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
      return this.renew(tx, account, { secondFactorAt: session.secondFactorAt, replaced: null });
    });
  }

  /**
   * Opens a session under a new id in the place of others: after each step that gives it more rights.
   * @param replaced the token that it comes with; null ends every session of the account
   * @returns the new token
   */
  async renew(
    tx: Queryable,
    account: ConsoleAccount,
    { secondFactorAt, replaced }: { readonly secondFactorAt: Date | null; readonly replaced: string | null },
  ): Promise<string> {
    if (replaced === null) await deleteSessionsOf(tx, account.id);
    else await deleteSession(tx, hashToken(replaced));
    return this.insert(tx, account, secondFactorAt);
  }

  private async insert(
    tx: Queryable,
    account: Pick<ConsoleAccount, 'id' | 'grants'>,
    secondFactorAt: Date | null,
  ): Promise<string> {
    const token = newSessionToken();
    const now = this.clock.now();
    await insertSession(tx, {
      tokenHash: hashToken(token),
      accountId: account.id,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + limitsOf(account).lifetime),
      secondFactorAt,
    });
    return token;
  }
}
