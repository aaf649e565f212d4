import { CONSOLE_STATE } from '@halles/domain/console-accounts';
import { labelsOfState } from '@halles/platform/auth';
import { type Config, InjectConfig, portalOrigin } from '@halles/platform/config';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { consolePage } from './console-pages';

/** Where portals take back those who come from ProConnect. */
const RETURN_PATH = '/connexion/proconnect/retour';

/** Where portals take back those who signed out there, by the second label of their `state`. */
const SIGNED_OUT_PATHS: ReadonlyMap<string | undefined, string> = new Map([
  ['fr', '/connexion'],
  ['en', '/en/sign-in'],
]);

/** What the provider may say (OpenID Connect Core 3.1.2.5, RFC 9207); anything else stays here. */
const CARRIED = ['code', 'state', 'iss', 'error'] as const;

/**
 * The addresses that ProConnect knows of the installation, on the console's host. They decide nothing about a portal
 * and keep nothing: browsers go on to the one of the registry that their `state` names. Who changes it ends on a portal
 * that does not know it.
 */
@Injectable()
export class OidcReturn {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly registry: TenantRegistry,
  ) {}

  /** Where a browser that signed in goes on to; null where the answer names no portal that is open. */
  addressOf(query: Readonly<Record<string, unknown>>): string | null {
    const origin = this.originOf(labelsOfState(query['state'])?.[0]);
    if (origin === null) return null;
    const carried = new URLSearchParams();
    for (const name of CARRIED) {
      const value = query[name];
      if (typeof value === 'string') carried.set(name, value);
    }
    return `${origin}${RETURN_PATH}?${carried.toString()}`;
  }

  /** Where a browser that signed out goes on to; null where it came from nowhere that is open. */
  signedOutAddressOf(state: unknown): string | null {
    const [owner, locale] = labelsOfState(state) ?? [];
    if (owner === CONSOLE_STATE) return consolePage('signIn', 'signed-out');
    const origin = this.originOf(owner);
    const path = SIGNED_OUT_PATHS.get(locale);
    return origin === null || path === undefined ? null : origin + path;
  }

  /** The origin of the portal of a login role. */
  private originOf(role: string | undefined): string | null {
    const tenant = role === undefined ? undefined : this.registry.byRole(role);
    return tenant?.state === 'live' ? portalOrigin(this.config, tenant.canonicalHost) : null;
  }
}
