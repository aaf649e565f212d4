import { MINUTE } from '@halles/kernel';
import type { OidcAnswer, OidcClient } from './oidc-client';
import { IdentityProviderAway, IdentityRefused } from './oidc.errors';
import { newOidcState } from './oidc-state';
import type { SecretBox } from './secret-box';
import { hashToken, newSessionToken } from './session-token';

/** How long somebody may be away at the provider, ms. */
const ATTEMPT_LIFETIME = 10 * MINUTE;

/** In characters. A longer one would not fit into the address that it is for. */
const LONGEST_ID_TOKEN = 6_000;

/** By what an attempt is found again: hashes of its state and of the cookie of its browser. */
export interface AttemptKey {
  readonly stateHash: Buffer;
  readonly browserHash: Buffer;
}

/** What is kept of an attempt until the browser is back. */
export interface StoredAttempt {
  readonly nonce: string;
  /** Of PKCE, sealed. */
  readonly verifier: Buffer;
}

/** An attempt that has just begun. */
export interface BegunAttempt extends AttemptKey, StoredAttempt {
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Sealed under keys of MASTER_KEY. */
export interface OidcBoxes {
  readonly verifiers: SecretBox;
  readonly idTokens: SecretBox;
}

/**
 * Leaving for a provider and coming back, whoever keeps the attempt in between: each of its answers serves once, in the
 * browser that asked for it, within ten minutes.
 */
export class OidcFlow {
  /** @param client null where the installation is not known to the provider: nothing of it is offered then */
  constructor(
    private readonly client: OidcClient | null,
    private readonly boxes: OidcBoxes,
  ) {}

  get isOffered(): boolean {
    return this.client !== null;
  }

  /**
   * Begins an attempt, which the caller keeps.
   * @param labels of the state: whose the browser is
   * @param browser the token of a cookie that this browser alone has
   * @returns the attempt, and where the browser goes
   * @throws IdentityRefused where it is not offered; IdentityProviderAway
   */
  async begin(
    labels: readonly string[],
    browser: string,
    now: Date,
  ): Promise<{ readonly attempt: BegunAttempt; readonly address: string }> {
    if (!this.client) throw new IdentityRefused({});
    const state = newOidcState(...labels);
    const [nonce, verifier] = [newSessionToken(), newSessionToken()];
    const address = await this.client.authorizationUrl({ state, nonce, verifier });
    const attempt = {
      stateHash: hashToken(state),
      browserHash: hashToken(browser),
      nonce,
      verifier: this.boxes.verifiers.seal(verifier, state),
      createdAt: now,
      expiresAt: new Date(now.getTime() + ATTEMPT_LIFETIME),
    };
    return { attempt, address };
  }

  /**
   * Whom an answer of the provider is about.
   * @param query of the address to which the browser came back
   * @param browser the token of its cookie
   * @param take takes the attempt out, so that its answer serves once whatever comes of it
   * @throws IdentityRefused, IdentityProviderAway
   */
  async finish<T extends StoredAttempt>(
    query: URLSearchParams,
    browser: string,
    take: (key: AttemptKey) => Promise<T | null>,
  ): Promise<OidcAnswer & { readonly attempt: T }> {
    const state = query.get('state') ?? '';
    if (!this.client) throw new IdentityRefused({});
    const attempt = await take({ stateHash: hashToken(state), browserHash: hashToken(browser) });
    const verifier = attempt ? this.boxes.verifiers.open(attempt.verifier, state) : null;
    if (!attempt || verifier === null) throw new IdentityRefused({});
    return { attempt, ...(await this.client.redeem(query, { state, nonce: attempt.nonce, verifier })) };
  }

  /** The provider's token as a session keeps it, to sign out there: sealed for one account; null where it is too long. */
  keep(idToken: string, accountId: string): Buffer | null {
    return idToken.length > LONGEST_ID_TOKEN ? null : this.boxes.idTokens.seal(idToken, accountId);
  }

  /**
   * Where a browser goes to sign out at the provider too, once its session has ended here.
   * @param sealedToken by `keep` for that account
   * @param labels of the state: whose the browser is when it comes back
   * @returns null where it has nowhere to go: nothing was kept, or the provider is away or wants nothing of the kind
   */
  async signOutAddress(
    sealedToken: Buffer | null,
    accountId: string,
    labels: readonly string[],
  ): Promise<string | null> {
    const idToken = sealedToken && this.boxes.idTokens.open(sealedToken, accountId);
    if (!this.client || idToken === null) return null;
    try {
      return await this.client.signOutUrl(idToken, newOidcState(...labels));
    } catch (error) {
      if (error instanceof IdentityProviderAway) return null;
      throw error;
    }
  }
}
