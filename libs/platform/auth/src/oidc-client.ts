import { isSiret, type Siret } from '@halles/kernel';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import { IdentityProviderAway, IdentityRefused } from './oidc.errors';

export interface OidcSettings {
  /** As the provider writes it, e.g. `https://auth.agentconnect.gouv.fr/api/v2`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The one address that was declared to the provider. */
  readonly redirectUri: string;
  /** The one address that was declared to it for those who signed out there. */
  readonly signedOutUri: string;
  /** Whether a provider without TLS is spoken to: one on this machine, never in production. */
  readonly insecure: boolean;
}

/** The three values that tie an answer to the browser and to the request that began it. */
export interface OidcSecrets {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
}

/** Somebody as the provider describes them. */
export interface OidcPerson {
  /** `iss` and `sub`: these alone say who it is. */
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider says that the address is proved. */
  readonly isEmailVerified: boolean;
  readonly name: string | null;
  /** The establishment that the person works for; null where what came is no SIRET. */
  readonly siret: Siret | null;
}

/** What the provider answered, once everything that it said was checked. */
export interface OidcAnswer {
  readonly person: OidcPerson;
  /** As the provider signed it: it names the sign-in there when the person signs out. Secret. */
  readonly idToken: string;
}

/** Scopes of ProConnect: each names one claim. */
const SCOPE = 'openid email given_name usual_name siret';

const TIMEOUT_SECONDS = 10;

/**
 * A client of one OpenID Connect provider: code flow with PKCE, exact issuer, audience and algorithm, signatures
 * checked with the provider's keys.
 */
export class OidcClient {
  private configuration: Promise<Configuration> | null = null;

  constructor(private readonly settings: OidcSettings) {}

  get issuer(): string {
    return this.settings.issuer;
  }

  /** Where the browser goes to sign in. @throws IdentityProviderAway */
  async authorizationUrl({ state, nonce, verifier }: OidcSecrets): Promise<string> {
    const configuration = await this.discover();
    return buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.redirectUri,
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href;
  }

  /**
   * Whom the provider's answer is about.
   * @param query of the address to which the browser came back
   * @throws IdentityRefused when anything of it is not as it must be, or the person gave up; IdentityProviderAway
   */
  async redeem(query: URLSearchParams, { state, nonce, verifier }: OidcSecrets): Promise<OidcAnswer> {
    const configuration = await this.discover();
    const answered = new URL(this.settings.redirectUri);
    answered.search = query.toString();
    try {
      const tokens = await authorizationCodeGrant(configuration, answered, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const idToken = tokens.id_token;
      if (!claims || idToken === undefined) throw new IdentityRefused({});
      const about = await fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return { person: toPerson(claims.iss, claims.sub, { ...claims, ...about }), idToken };
    } catch (error) {
      if (isUnreachable(error)) throw new IdentityProviderAway({}, [], { cause: error });
      throw new IdentityRefused({}, [], { cause: error });
    }
  }

  /**
   * Where the browser goes to sign out at the provider too (OpenID Connect RP-Initiated Logout 1.0).
   * @returns null where the provider publishes no such address
   * @throws IdentityProviderAway
   */
  async signOutUrl(idToken: string, state: string): Promise<string | null> {
    const configuration = await this.discover();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      state,
      post_logout_redirect_uri: this.settings.signedOutUri,
    }).href;
  }

  private async discover(): Promise<Configuration> {
    this.configuration ??= this.fetchConfiguration();
    try {
      return await this.configuration;
    } catch (error) {
      this.configuration = null;
      throw new IdentityProviderAway({}, [], { cause: error });
    }
  }

  private async fetchConfiguration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, insecure } = this.settings;
    const configuration = await discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: 'RS256' },
      ClientSecretPost(clientSecret),
      { timeout: TIMEOUT_SECONDS, ...(insecure ? { execute: [allowInsecureRequests] } : {}) },
    );
    enableNonRepudiationChecks(configuration);
    return configuration;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function toPerson(issuer: string, subject: string, claims: Readonly<Record<string, unknown>>): OidcPerson {
  const names = [textOf(claims['given_name']), textOf(claims['usual_name']) ?? textOf(claims['family_name'])];
  const siret = textOf(claims['siret']);
  return {
    issuer,
    subject,
    email: textOf(claims['email']),
    isEmailVerified: claims['email_verified'] === true,
    name: names.filter((part) => part !== null).join(' ') || null,
    siret: siret !== null && isSiret(siret) ? siret : null,
  };
}

/** Network errors have no answer of the provider in them: it may answer a moment later. The client wraps them. */
function isUnreachable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message, cause } = error as { name?: unknown; message?: unknown; cause?: unknown };
  const isNetwork = message === 'fetch failed' || name === 'TimeoutError' || name === 'AbortError';
  return isNetwork || isUnreachable(cause);
}
