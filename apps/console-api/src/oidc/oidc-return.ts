import { fileRoutes } from '@halles/contracts';
import { CONSOLE_STATE } from '@halles/domain/console-accounts';
import { labelsOfState } from '@halles/platform/auth';
import { type Config, InjectConfig } from '@halles/platform/config';
import { PortalLinks, TenantRegistry } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { consolePage } from './console-pages';

const parameter = z.unknown().optional();

/** What the provider may say (OpenID Connect Core 3.1.2.5, RFC 9207); anything else stays here. */
export const providerAnswerQuery = z.object({
  code: parameter,
  state: parameter,
  iss: parameter,
  error: parameter,
});
export type ProviderAnswerQuery = z.output<typeof providerAnswerQuery>;

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
  addressOf(query: ProviderAnswerQuery): string | null {
    const links = this.linksTo(labelsOfState(query.state)?.[0]);
    if (links === null) return null;
    const carried = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (typeof value === 'string') carried.set(name, value);
    return `${links.origin}${fileRoutes.proConnectReturn}?${carried.toString()}`;
  }

  /** Where a browser that signed out goes on to; null where it came from nowhere that is open. */
  signedOutAddressOf(state: unknown): string | null {
    const [owner, locale] = labelsOfState(state) ?? [];
    if (owner === CONSOLE_STATE) return consolePage('signIn', 'signed-out');
    if (locale !== 'fr' && locale !== 'en') return null;
    return this.linksTo(owner)?.to('account.signIn', locale) ?? null;
  }

  /** The addresses of the portal of a login role; null where it is not open. */
  private linksTo(role: string | undefined): PortalLinks | null {
    const tenant = role === undefined ? undefined : this.registry.byRole(role);
    return tenant?.state === 'live' ? new PortalLinks(this.config, tenant) : null;
  }
}
