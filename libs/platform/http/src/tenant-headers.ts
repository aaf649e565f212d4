import type { Tenant } from '@halles/platform/tenancy';
import { contentSecurityPolicy, type HeaderSet, type HostKind, securityHeaders } from './security-headers';

export interface PolicyOptions {
  /** Directives that replace those of the base policy. */
  readonly policy: Readonly<Record<string, string>>;
  /** Origins that a tenant's pages may fetch data and images from, beside their own. */
  readonly connectTo: (tenant: Tenant) => readonly string[];
}

interface PreparedHeaders {
  readonly set: HeaderSet;
  /** Names and values in turn. */
  readonly flat: readonly string[];
}

type HeadersByHostKind = Readonly<Record<HostKind, PreparedHeaders>>;

/** The headers of every answer, by tenant: made once for all, and once for each tenant that asks for more. */
export class TenantHeaders {
  private readonly common: HeadersByHostKind;
  private readonly own = new WeakMap<Tenant, HeadersByHostKind>();

  constructor(
    private readonly scheme: 'http' | 'https',
    private readonly options: PolicyOptions,
  ) {
    this.common = this.prepareAll([]);
  }

  /** @param tenant undefined where there is none (yet) */
  of(tenant: Tenant | undefined, kind: HostKind): PreparedHeaders {
    const origins = tenant ? this.options.connectTo(tenant) : [];
    if (!tenant || origins.length === 0) return this.common[kind];
    const known = this.own.get(tenant) ?? this.prepareAll(origins);
    this.own.set(tenant, known);
    return known[kind];
  }

  private prepareAll(origins: readonly string[]): HeadersByHostKind {
    const more = origins.map((origin) => ` ${origin}`).join('');
    const wider = { 'connect-src': `'self'${more}`, 'img-src': `'self' data:${more}` };
    const policy = contentSecurityPolicy({ ...(origins.length === 0 ? {} : wider), ...this.options.policy });
    const prepare = (kind: HostKind): PreparedHeaders => {
      const set = securityHeaders(this.scheme, kind, policy);
      return { set, flat: Object.entries(set).flat() };
    };
    return { subdomain: prepare('subdomain'), custom: prepare('custom') };
  }
}
