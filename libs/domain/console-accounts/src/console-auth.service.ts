import type { ChangePassword, SignIn } from '@halles/contracts';
import { Clock, type Locale } from '@halles/kernel';
import { PlatformDatabase, type Queryable } from '@halles/platform/database';
import {
  errorAt,
  hashPassword,
  hashToken,
  isGuessable,
  isSessionAlive,
  needsRehash,
  newSessionToken,
  oneTimePassword,
  PasswordTooGuessable,
  PasswordUnchanged,
  SecondFactorRequired,
  shouldTouch,
  SignInLimiter,
  SignInRefused,
  verifyPassword,
  WrongCurrentPassword,
} from '@halles/platform/auth';
import { Injectable } from '@nestjs/common';
import {
  type ConsoleAccount,
  findCredentials,
  findCredentialsById,
  updateHash,
  updateLastSignIn,
  updateLocale,
  updatePassword,
} from './console-account.repository';
import { endPasswordLinks } from './console-password-link.repository';
import { limitsOf } from './console-role';
import {
  type ConsoleSession,
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  type EndedSession,
  findSession,
  type HeldSession,
  insertSession,
  type NewSession,
  touchSession,
} from './console-session.repository';
import { TOWN_LIMITS } from './console-session-limits';

/** Whose accounts limits of guesses and links count here. */
export const CONSOLE_REALM = 'console';

/** Promises that the owner of an account is told of a change of how it signs in, in the transaction that makes it. */
export type OnSecurityChange = (account: ConsoleAccount, tx: Queryable) => Promise<void>;

/** Who signs in to the console, and that it is still them. */
@Injectable()
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
    const guess = { account: email, from: visitor, realm: CONSOLE_REALM };
    const credentials = await this.limiter.guess(guess, SignInRefused, async () => {
      const found = await findCredentials(this.db, email);
      const matches = await verifyPassword(found?.passwordHash ?? (await this.nobody), password);
      if (!found || !matches) throw new SignInRefused({});
      return found;
    });
    const { passwordHash, ...account } = credentials;
    if (needsRehash(passwordHash))
      await updateHash(this.db, account.id, passwordHash, await hashPassword(password));
    return account;
  }

  /**
   * Opens a session under a new id; the one that the browser came with ends. It knows the password alone: an account
   * with a second factor has to give a code in it.
   * @param locale in which the browser shows the console: what the account is written is in it from now on
   * @returns the token, for the cookie alone
   */
  async open(account: ConsoleAccount, previousToken: string | null, locale: Locale): Promise<string> {
    const replaces = previousToken === null ? null : hashToken(previousToken);
    return this.db.transaction(async (tx) => {
      await updateLocale(tx, account.id, locale);
      return this.openIn(tx, account, { replaces, idToken: null });
    });
  }

  /**
   * The same in the transaction that proved who it is.
   * @param opening the hash of the token that the browser came with, and what the provider said, sealed
   */
  async openIn(
    tx: Queryable,
    account: ConsoleAccount,
    { replaces, idToken }: { readonly replaces: Buffer | null; readonly idToken: Buffer | null },
  ): Promise<string> {
    const now = this.clock.now();
    if (replaces !== null) await deleteSession(tx, replaces);
    await deleteEndedSessions(tx, now, new Date(now.getTime() - TOWN_LIMITS.idle));
    await updateLastSignIn(tx, account.id, now);
    return this.insert(tx, account, { secondFactorAt: null, idToken });
  }

  /**
   * The session of a token; null where it does not exist or has ended.
   * @param visit whether this is something that the person does, which keeps the session awake
   */
  async resume(token: string, visit = true): Promise<ConsoleSession | null> {
    const tokenHash = hashToken(token);
    const session = await this.find(this.db, tokenHash);
    if (session && visit && shouldTouch(session, this.clock.now()))
      await touchSession(this.db, tokenHash, this.clock.now());
    return session;
  }

  /** The session of the hash of a token; null where it does not exist or has ended. */
  async find(db: Queryable, tokenHash: Buffer): Promise<ConsoleSession | null> {
    const session = await findSession(db, tokenHash);
    if (!session || isSessionAlive(session, this.clock.now(), limitsOf(session.account.grants)))
      return session;
    await deleteSession(db, tokenHash);
    return null;
  }

  /** Ends a session: its token opens nothing any more, wherever it was copied to. Null where there was none. */
  async close(token: string): Promise<EndedSession | null> {
    return deleteSession(this.db, hashToken(token));
  }

  /**
   * Asks the owner of a session for the password again, before what would let somebody else in.
   * @param pointer the field of the form that it came in
   * @throws WrongCurrentPassword, TooManySignIns
   */
  async provePassword(
    account: ConsoleAccount,
    password: string,
    visitor: string,
    pointer: string,
  ): Promise<void> {
    const guess = { account: account.email, from: visitor, realm: CONSOLE_REALM };
    await this.limiter.guess(guess, WrongCurrentPassword, async () => {
      const credentials = await findCredentialsById(this.db, account.id);
      if (!credentials || !(await verifyPassword(credentials.passwordHash, password)))
        throw new WrongCurrentPassword({}, errorAt(pointer, new WrongCurrentPassword({})));
    });
  }

  /**
   * Replaces the password and ends every session of the account; a new one opens, which knows as much as the one that
   * asked.
   * @param onChange promises that the owner is told; runs before the change is committed
   * @returns the new token
   * @throws SecondFactorRequired, WrongCurrentPassword, PasswordUnchanged, PasswordTooGuessable, TooManySignIns
   */
  async changePassword(
    held: HeldSession,
    { current, next }: ChangePassword,
    visitor: string,
    onChange: OnSecurityChange,
  ): Promise<string> {
    const { account, step, secondFactorAt } = held.session;
    if (step === 'second-factor') throw new SecondFactorRequired({});
    await this.provePassword(account, current, visitor, '/current');
    if (next === current) throw new PasswordUnchanged({}, errorAt('/next', new PasswordUnchanged({})));
    if (isGuessable(next, account.email))
      throw new PasswordTooGuessable({}, errorAt('/next', new PasswordTooGuessable({})));
    const passwordHash = await hashPassword(next);
    return this.db.transaction(async (tx) => {
      await updatePassword(tx, account.id, passwordHash);
      await endPasswordLinks(tx, account.id, this.clock.now());
      await onChange(account, tx);
      return this.renew(tx, held, { secondFactorAt, endsOthers: true });
    });
  }

  /**
   * Opens a session under a new id in the place of another: after each step that gives it more rights.
   * @param change `endsOthers`: every other session of the account ends too
   * @returns the new token
   */
  async renew(
    tx: Queryable,
    { session: { account }, token }: HeldSession,
    { secondFactorAt, endsOthers }: { readonly secondFactorAt: Date | null; readonly endsOthers: boolean },
  ): Promise<string> {
    const ended = await deleteSession(tx, hashToken(token));
    if (endsOthers) await deleteSessionsOf(tx, account.id);
    return this.insert(tx, account, { secondFactorAt, idToken: ended?.idToken ?? null });
  }

  private async insert(
    tx: Queryable,
    account: Pick<ConsoleAccount, 'id' | 'grants'>,
    opening: Pick<NewSession, 'secondFactorAt' | 'idToken'>,
  ): Promise<string> {
    const token = newSessionToken();
    const now = this.clock.now();
    await insertSession(tx, {
      tokenHash: hashToken(token),
      accountId: account.id,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + limitsOf(account.grants).lifetime),
      ...opening,
    });
    return token;
  }
}
