import {
  hashToken,
  IdentityRefused,
  newSessionToken,
  type OidcClient,
  type OidcPerson,
} from '@halles/platform/auth';
import { type Locale, MINUTE } from '@halles/kernel';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { AccountSecrets } from './account-secrets';
import { AccountRepository, plainEmail } from './account.repository';
import { IdentityOfAnother, IdentityWithoutAccount } from './identity.errors';
import { IdentityRepository } from './identity.repository';
import { LinkService } from './links.service';
import { type OidcAttempt, OidcAttemptRepository } from './oidc-attempt.repository';
import type { SignedIn } from './session.service';
import { type SignInOutcome, SignInService } from './sign-in.service';

/** How long somebody may be away at the provider, ms. */
const ATTEMPT_LIFETIME = 10 * MINUTE;
const LONGEST_NAME = 100;

export interface ProConnectAsking {
  readonly browser: string;
  readonly returnTo: string;
  readonly locale: Locale;
  /** The account to link the identity to; null to sign in. */
  readonly accountId: string | null;
}

export interface ProConnectReturn {
  readonly outcome: SignInOutcome;
  readonly returnTo: string;
}

/**
 * Signing in with ProConnect. What ties the answer to the request lives in the tenant's table and in the browser's
 * cookie; who somebody is, is the issuer's subject and never an address.
 */
export class ProConnectService {
  /** @param client null where the installation is not known to the provider: nothing of it is offered then */
  constructor(
    private readonly client: OidcClient | null,
    private readonly work: UnitOfWork,
    private readonly attempts: OidcAttemptRepository,
    private readonly accounts: AccountRepository,
    private readonly identities: IdentityRepository,
    private readonly signIn: SignInService,
    private readonly links: LinkService,
    private readonly secrets: AccountSecrets,
  ) {}

  get isOffered(): boolean {
    return this.client !== null;
  }

  /**
   * Begins a sign-in.
   * @returns where to send the browser
   * @throws IdentityRefused where it is not offered; IdentityProviderAway
   */
  async begin(ctx: TenantContext, asking: ProConnectAsking, now: Date): Promise<string> {
    if (!this.client) throw new IdentityRefused({});
    // The central address that the provider sends everybody back to reads there whose portal it is.
    const state = `${ctx.tenant.role}.${newSessionToken()}`;
    const secrets = { state, nonce: newSessionToken(), verifier: newSessionToken() };
    const url = await this.client.authorizationUrl(secrets);
    const { returnTo, locale, accountId } = asking;
    const attempt: OidcAttempt = {
      nonce: secrets.nonce,
      verifier: this.secrets.oidcVerifiers.seal(secrets.verifier, state),
      returnTo,
      locale,
      accountId,
      expiresAt: new Date(now.getTime() + ATTEMPT_LIFETIME),
    };
    await this.work.write(ctx, (tx) =>
      this.attempts.insert(tx, hashToken(state), hashToken(asking.browser), attempt, now),
    );
    return url;
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
    const state = query.get('state') ?? '';
    if (!this.client || browser === null) throw new IdentityRefused({});
    const attempt = await this.work.write(ctx, (tx) =>
      this.attempts.take(tx, hashToken(state), hashToken(browser), now),
    );
    const verifier = attempt ? this.secrets.oidcVerifiers.open(attempt.verifier, state) : null;
    if (!attempt || verifier === null) throw new IdentityRefused({});
    const person = await this.client.redeem(query, { state, nonce: attempt.nonce, verifier });
    return this.work.write(ctx, async (tx) => {
      const accountId = await this.accountOf(tx, person, attempt, browser, now);
      const signedIn = { ...agent, accountId, authenticatedBy: 'proconnect', siret: person.siret } as const;
      const { returnTo } = attempt;
      return { outcome: await this.signIn.completeIn(tx, signedIn, returnTo, now), returnTo };
    });
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
      if (known === null) await this.link(tx, attempt.accountId, person, now);
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
    const link = { kind: 'confirm', accountId: id, email: plainEmail(email), locale, browser } as const;
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
