import { IdentityOfAnother, IdentityRefused, OidcFlow, type OidcPerson } from '@halles/platform/auth';
import { type Locale, normalizeEmail } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { notifySecurityChanged } from './account.events';
import { AccountRepository } from './account.repository';
import { IdentityWithoutAccount } from './identity.errors';
import { IdentityRepository } from './identity.repository';
import { LinkService } from './links.service';
import { type OidcAttempt, OidcAttemptRepository, type OidcPurpose } from './oidc-attempt.repository';
import type { EndedSession } from './session.repository';
import { SessionService, type SignedIn } from './session.service';
import { type SignInOutcome, SignInService } from './sign-in.service';

const LONGEST_NAME = 100;

export interface ProConnectStart extends OidcPurpose {
  readonly browser: string;
}

export interface ProConnectReturn {
  readonly outcome: SignInOutcome;
  readonly returnTo: string;
}

/**
 * Signing in with ProConnect. What ties the answer to the request lives in the tenant's table and in the browser's
 * cookie; who somebody is, is the issuer's subject and never an address.
 */
@Injectable()
export class ProConnectService {
  constructor(
    private readonly flow: OidcFlow,
    private readonly work: UnitOfWork,
    private readonly attempts: OidcAttemptRepository,
    private readonly accounts: AccountRepository,
    private readonly identities: IdentityRepository,
    private readonly sessions: SessionService,
    private readonly signIn: SignInService,
    private readonly links: LinkService,
    private readonly outbox: Outbox,
  ) {}

  get isOffered(): boolean {
    return this.flow.isOffered;
  }

  /** Whether an identity is linked to the account. */
  async isLinked(ctx: TenantContext, accountId: string): Promise<boolean> {
    return (await this.work.read(ctx, (tx) => this.identities.listOf(tx, accountId))).length > 0;
  }

  /**
   * Begins a sign-in.
   * @returns where to send the browser
   * @throws IdentityRefused where it is not offered; IdentityProviderAway
   */
  async begin(ctx: TenantContext, { browser, ...origin }: ProConnectStart, now: Date): Promise<string> {
    // The central address that the provider sends everybody back to reads there whose portal it is.
    const { attempt, address } = await this.flow.begin([ctx.tenant.role], browser, now);
    await this.work.write(ctx, (tx) => this.attempts.insert(tx, attempt, origin));
    return address;
  }

  /**
   * Ends a sign-in once the browser is back. Three steps, since the provider is asked in between: an attempt is taken
   * out first, so that its answer serves once whatever comes of it.
   * @throws IdentityRefused, IdentityProviderAway, IdentityWithoutAccount, IdentityOfAnother
   */
  async finish(
    ctx: TenantContext,
    query: URLSearchParams,
    browser: string | null,
    agent: Pick<SignedIn, 'browser' | 'previousToken'>,
    now: Date,
  ): Promise<ProConnectReturn> {
    if (browser === null) throw new IdentityRefused({});
    const { attempt, person, idToken } = await this.flow.finish(query, browser, (key) =>
      this.work.write(ctx, (tx) => this.attempts.take(tx, key, now)),
    );
    return this.work.write(ctx, async (tx) => {
      await this.assertStillSignedIn(tx, attempt.accountId, agent.previousToken ?? null, now);
      const accountId = await this.accountOf(tx, person, attempt, browser, now);
      const signedIn = {
        ...agent,
        accountId,
        authenticatedBy: 'proconnect',
        siret: person.siret,
        idToken: this.flow.keep(idToken, accountId),
      } as const;
      const { returnTo } = attempt;
      return { outcome: await this.signIn.completeIn(tx, signedIn, returnTo, now), returnTo };
    });
  }

  /**
   * Where the browser of a session that has ended goes to sign out at the provider too; null where nowhere.
   * @param locale of the page of the portal that it comes back to
   */
  async signOutAddress(ctx: TenantContext, ended: EndedSession, locale: Locale): Promise<string | null> {
    return this.flow.signOutAddress(ended.idToken, ended.accountId, [ctx.tenant.role, locale]);
  }

  /**
   * Who left to link an identity must be signed in still: a session that was ended meanwhile, or with the password, must
   * not open the account for good. @throws IdentityRefused
   */
  private async assertStillSignedIn(
    tx: TenantTx,
    accountId: string | null,
    token: string | null,
    now: Date,
  ): Promise<void> {
    if (accountId !== null && !(await this.sessions.opens(tx, token, accountId, now)))
      throw new IdentityRefused({});
  }

  private async accountOf(
    tx: TenantWriteTx,
    person: OidcPerson,
    attempt: OidcAttempt,
    browser: string,
    now: Date,
  ): Promise<string> {
    const known = await this.identities.findAccount(tx, person);
    if (attempt.accountId !== null) {
      if (known !== null && known !== attempt.accountId) throw new IdentityOfAnother({});
      if (known === null) {
        await this.link(tx, attempt.accountId, person, now);
        await this.outbox.append(tx, notifySecurityChanged(attempt.accountId));
      }
      return attempt.accountId;
    }
    return known ?? this.makeAccount(tx, person, attempt.locale, browser, now);
  }

  /** An address that has an account signs nobody in: the account's owner links the identity, or nobody does. */
  private async makeAccount(
    tx: TenantWriteTx,
    { email, name, isEmailVerified, ...person }: OidcPerson,
    locale: Locale,
    browser: string,
    now: Date,
  ): Promise<string> {
    if (email === null || !/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
      throw new IdentityRefused({});
    if (await this.accounts.findByEmail(tx, email)) throw new IdentityWithoutAccount({});
    const id = uuid();
    const calledBy = (name ?? email)
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
      .trim()
      .slice(0, LONGEST_NAME);
    const verifiedAt = isEmailVerified ? now : null;
    await this.accounts.insert(
      tx,
      { id, email, name: calledBy, locale, passwordHash: null, verifiedAt },
      now,
    );
    await this.link(tx, id, person, now);
    const link = { kind: 'confirm', accountId: id, email: normalizeEmail(email), locale, browser } as const;
    if (!isEmailVerified) await this.links.issue(tx, link, now);
    return id;
  }

  private async link(
    tx: TenantWriteTx,
    accountId: string,
    identity: Pick<OidcPerson, 'issuer' | 'subject'>,
    now: Date,
  ): Promise<void> {
    if (!(await this.identities.insert(tx, accountId, identity, now))) throw new IdentityOfAnother({});
    await appendAudit(tx, 'account.identity-linked', { accountId, issuer: identity.issuer }, now);
  }
}
