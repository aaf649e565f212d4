import { type Config, portalOrigin } from '@halles/platform/config';
import type { TenantRegistry } from '@halles/platform/tenancy';

/** Where portals take back those who come from ProConnect. */
const RETURN_PATH = '/connexion/proconnect/retour';

/** What the provider may say (OpenID Connect Core 3.1.2.5, RFC 9207); anything else stays here. */
const CARRIED = ['code', 'state', 'iss', 'error'] as const;

/** `<role>.<256 bits>`: whose portal the sign-in began on. Who changes it ends on a portal that does not know it. */
const STATE = /^([a-z0-9_]{1,63})\.[A-Za-z0-9_-]{43}$/;

/**
 * The one address that ProConnect knows of the installation, on the console's host. It decides nothing and keeps
 * nothing: browsers go on to the portal of the registry that their `state` names.
 */
export class OidcReturn {
  constructor(
    private readonly config: Config,
    private readonly registry: TenantRegistry,
  ) {}

  /** Where the browser goes on to; null where the answer names no portal that is open. */
  addressOf(query: Readonly<Record<string, unknown>>): string | null {
    const { state } = query;
    const role = typeof state === 'string' ? STATE.exec(state)?.[1] : undefined;
    const tenant = role === undefined ? undefined : this.registry.byRole(role);
    if (tenant?.state !== 'live') return null;
    const carried = new URLSearchParams();
    for (const name of CARRIED) {
      const value = query[name];
      if (typeof value === 'string') carried.set(name, value);
    }
    return `${portalOrigin(this.config, tenant.canonicalHost)}${RETURN_PATH}?${carried.toString()}`;
  }
}
