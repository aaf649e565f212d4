import { Clock, type Siren, sirenOf } from '@halles/kernel';
import { PlatformDatabase, type Queryable } from '@halles/platform/database';
import {
  hashToken,
  IdentityOfAnother,
  IdentityOfOtherCompany,
  IdentityRefused,
  type OidcAnswer,
  OidcFlow,
  type OidcPerson,
  UnknownIdentity,
} from '@halles/platform/auth';
import { Injectable } from '@nestjs/common';
import type { ConsoleAccount } from './console-account.repository';
import { ConsoleAuth, type OnSecurityChange } from './console-auth.service';
import {
  type ConsoleAttempt,
  deleteExpiredAttempts,
  deleteIdentitiesOf,
  findIdentityLink,
  type IdentityLink,
  insertAttempt,
  insertIdentity,
  lockIdentity,
  consumeAttempt,
} from './console-identity.repository';
import { CONSOLE_STATE } from './console-state';
import type { EndedSession, HeldSession } from './console-session.repository';
import { assertReady } from './session-step';

/** Second label of the states of those who came to link an identity. */
export const LINK_STATE = 'link';

/** A browser as it leaves for the provider. */
export interface LeavingBrowser {
  /** The token of the cookie by which it is recognised when it is back. */
  readonly browser: string;
  /** A path of the console. */
  readonly returnTo: string;
}

/** A browser that is back, and its way was right. */
export interface BackFromProvider {
  /** The token of the session that opened; null where an identity was linked to an account that is signed in. */
  readonly token: string | null;
  readonly returnTo: string;
}

const companyOf = ({ siret }: Pick<OidcPerson, 'siret'>): Siren | null =>
  siret === null ? null : sirenOf(siret);

/**
 * ProConnect for accounts of the console. It stands for the password alone: the second factor is asked for as ever. It
 * makes no account, and an email address that it names opens none: the owner of an account links the identity.
 */
@Injectable()
export class ConsoleProConnect {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly auth: ConsoleAuth,
    private readonly flow: OidcFlow,
    private readonly clock: Clock,
  ) {}

  get isOffered(): boolean {
    return this.flow.isOffered;
  }

  /**
   * Begins a sign-in.
   * @param token of the session that the browser has: it ends when the new one opens
   * @returns where to send the browser
   * @throws IdentityRefused where it is not offered; IdentityProviderAway
   */
  async begin(leaving: LeavingBrowser, token: string | null): Promise<string> {
    const sessionHash = token === null ? null : hashToken(token);
    return this.leave([CONSOLE_STATE], leaving, { accountId: null, sessionHash });
  }

  /**
   * Begins to link an identity to the account of a session, once its owner gave the password again: who finds a screen
   * unlocked must not make their own way in.
   * @param visitor who asks, as limits count visitors
   * @returns where to send the browser
   * @throws SecondFactorRequired, PasswordChangeRequired, SecondFactorEnrolmentRequired, WrongCurrentPassword at
   *   `/password`, TooManySignIns, IdentityRefused where it is not offered, IdentityProviderAway
   */
  async beginLink(
    { session, token }: HeldSession,
    leaving: LeavingBrowser,
    password: string,
    visitor: string,
  ): Promise<string> {
    assertReady(session);
    await this.auth.provePassword(session.account, password, visitor, '/password');
    const purpose = { accountId: session.account.id, sessionHash: hashToken(token) };
    return this.leave([CONSOLE_STATE, LINK_STATE], leaving, purpose);
  }

  /**
   * Ends what was begun, once the browser is back.
   * @param query of the address to which it came back
   * @param browser the token of its cookie; null where it has none
   * @param onLink promises that the owner is told of an identity that is linked; runs before that is committed
   * @throws IdentityRefused, IdentityProviderAway, UnknownIdentity, IdentityOfOtherCompany, IdentityOfAnother
   */
  async finish(
    query: URLSearchParams,
    browser: string | null,
    onLink: OnSecurityChange,
  ): Promise<BackFromProvider> {
    if (browser === null) throw new IdentityRefused({});
    const { attempt, ...answer } = await this.flow.finish(query, browser, (key) =>
      consumeAttempt(this.db, key, this.clock.now()),
    );
    return this.db.transaction(async (tx) => {
      const { accountId, returnTo, sessionHash } = attempt;
      if (accountId === null) return { token: await this.signIn(tx, answer, sessionHash), returnTo };
      await onLink(await this.link(tx, answer.person, { accountId, sessionHash }), tx);
      return { token: null, returnTo };
    });
  }

  /** That the account is linked; null where it is not. */
  async linkOf({ session }: HeldSession): Promise<IdentityLink | null> {
    assertReady(session);
    return findIdentityLink(this.db, session.account.id);
  }

  /**
   * Takes the link away, and ends every other session of the account. The password is left: every account has one.
   * @param onChange promises that the owner is told where there was a link; runs before the change is committed
   * @returns the new token
   * @throws SecondFactorRequired, PasswordChangeRequired, SecondFactorEnrolmentRequired
   */
  async unlink(held: HeldSession, onChange: OnSecurityChange): Promise<string> {
    const { session } = held;
    assertReady(session);
    return this.db.transaction(async (tx) => {
      const wasLinked = (await findIdentityLink(tx, session.account.id)) !== null;
      await deleteIdentitiesOf(tx, session.account.id);
      if (wasLinked) await onChange(session.account, tx);
      const { secondFactorAt } = session;
      return this.auth.renew(tx, held, { secondFactorAt, endsOthers: true });
    });
  }

  /** Where the browser of a session that has ended goes to sign out at the provider too; null where nowhere. */
  async signOutAddress({ idToken, accountId }: EndedSession): Promise<string | null> {
    return this.flow.signOutAddress(idToken, accountId, [CONSOLE_STATE]);
  }

  private async leave(
    labels: readonly string[],
    { browser, returnTo }: LeavingBrowser,
    purpose: Pick<ConsoleAttempt, 'accountId' | 'sessionHash'>,
  ): Promise<string> {
    const now = this.clock.now();
    const { attempt, address } = await this.flow.begin(labels, browser, now);
    await deleteExpiredAttempts(this.db, now);
    await insertAttempt(this.db, attempt, { ...purpose, returnTo });
    return address;
  }

  private async signIn(
    tx: Queryable,
    { person, idToken }: OidcAnswer,
    replaces: Buffer | null,
  ): Promise<string> {
    const known = await lockIdentity(tx, person);
    if (!known) throw new UnknownIdentity({});
    // Who left the town hall keeps their identity: it must not keep their role.
    if (known.siren !== null && known.siren !== companyOf(person)) throw new IdentityOfOtherCompany({});
    const sealedToken = this.flow.keep(idToken, known.account.id);
    return this.auth.openIn(tx, known.account, { replaces, idToken: sealedToken });
  }

  /** The session that asked has to be there still, and as far: it may have ended at the counter next door. */
  private async link(
    tx: Queryable,
    person: OidcPerson,
    { accountId, sessionHash }: { readonly accountId: string; readonly sessionHash: Buffer | null },
  ): Promise<ConsoleAccount> {
    const session = sessionHash && (await this.auth.find(tx, sessionHash));
    if (session?.account.id !== accountId || session.step !== 'ready') throw new IdentityRefused({});
    await deleteIdentitiesOf(tx, accountId);
    const link = { linkedAt: this.clock.now(), siren: companyOf(person) };
    if (!(await insertIdentity(tx, accountId, person, link))) throw new IdentityOfAnother({});
    return session.account;
  }
}
