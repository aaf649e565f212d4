import type { Tenant } from './tenant';

/** Lookups over one loaded state of the registry. Immutable. */
export class RegistrySnapshot {
  private readonly tenantsByHost = new Map<string, Tenant>();
  private readonly tenantsBySlug = new Map<string, Tenant>();
  private readonly tenantsByRole = new Map<string, Tenant>();

  constructor(readonly tenants: readonly Tenant[]) {
    for (const tenant of tenants) {
      this.tenantsBySlug.set(tenant.slug, tenant);
      this.tenantsByRole.set(tenant.role, tenant);
      for (const host of tenant.hosts) {
        if (host.verified) this.tenantsByHost.set(host.host, tenant);
      }
    }
  }

  byHost(host: string): Tenant | undefined {
    return this.tenantsByHost.get(host);
  }

  bySlug(slug: string): Tenant | undefined {
    return this.tenantsBySlug.get(slug);
  }

  byRole(role: string): Tenant | undefined {
    return this.tenantsByRole.get(role);
  }
}

/** The tenants of the installation, as this process knows them: in memory, refreshed on each change. */
export abstract class TenantRegistry {
  /** The state that lookups answer from. */
  protected abstract readonly snapshot: RegistrySnapshot;

  /** The tenant that serves this host (as `parseHost` gives it), in whichever state; only verified hosts count. */
  byHost(host: string): Tenant | undefined {
    return this.snapshot.byHost(host);
  }

  bySlug(slug: string): Tenant | undefined {
    return this.snapshot.bySlug(slug);
  }

  byRole(role: string): Tenant | undefined {
    return this.snapshot.byRole(role);
  }

  all(): readonly Tenant[] {
    return this.snapshot.tenants;
  }

  /** Reads it again now: resolved, it knows what was committed before the call. @throws when the database cannot be reached */
  abstract reload(): Promise<void>;
  /** Calls back after each refresh that changed something. Returns the way to stop. */
  abstract onChange(listener: () => void): () => void;
  /** Whether it was loaded at least once. */
  abstract isReady(): boolean;
}
