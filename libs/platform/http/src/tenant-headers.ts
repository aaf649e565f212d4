import type { Tenant } from '@halles/platform/tenancy';
import { contentSecurityPolicy, type HeaderSet, type HostKind, securityHeaders } from './security-headers';

export interface PolicyOptions {
  /** Directives that replace those of the base policy. */
  readonly policy: Readonly<Record<string, string>>;
  /** Origins that a tenant's pages may fetch data and images from, beside their own. */
  readonly connectTo: (tenant: Tenant) => readonly string[];
}

interface Dress {
  readonly set: HeaderSet;
  /** Names and values in turn. */
  readonly flat: readonly string[];
}

type Wardrobe = Readonly<Record<HostKind, Dress>>;

/** The headers of every answer, by tenant: made once for all, and once for each tenant that asks for more. */
export class TenantHeaders {
  private readonly common: Wardrobe;
  private readonly own = new WeakMap<Tenant, Wardrobe>();

  constructor(
    private readonly scheme: 'http' | 'https',
    private readonly options: PolicyOptions,
  ) {
    this.common = this.wardrobe([]);
  }

  /** @param tenant undefined where there is none (yet) */
  of(tenant: Tenant | undefined, kind: HostKind): Dress {
    const origins = tenant ? this.options.connectTo(tenant) : [];
    if (!tenant || origins.length === 0) return this.common[kind];
    const known = this.own.get(tenant) ?? this.wardrobe(origins);
    this.own.set(tenant, known);
    return known[kind];
  }

  private wardrobe(origins: readonly string[]): Wardrobe {
    const more = origins.map((origin) => ` ${origin}`).join('');
    const wider = { 'connect-src': `'self'${more}`, 'img-src': `'self' data:${more}` };
    const policy = contentSecurityPolicy({ ...(origins.length === 0 ? {} : wider), ...this.options.policy });
    const dress = (kind: HostKind): Dress => {
      const set = securityHeaders(this.scheme, kind, policy);
      return { set, flat: Object.entries(set).flat() };
    };
    return { subdomain: dress('subdomain'), custom: dress('custom') };
  }
}
