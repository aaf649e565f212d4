import type { Tenant } from './tenant';

/** Lookups over one loaded state of the registry. Immutable. */
export class RegistrySnapshot {
  readonly #byHost = new Map<string, Tenant>();
  readonly #bySlug = new Map<string, Tenant>();
  readonly #byRole = new Map<string, Tenant>();

  constructor(readonly tenants: readonly Tenant[]) {
    for (const tenant of tenants) {
      this.#bySlug.set(tenant.slug, tenant);
      this.#byRole.set(tenant.role, tenant);
      for (const host of tenant.hosts) {
        if (host.verified) this.#byHost.set(host.host, tenant);
      }
    }
  }

  byHost(host: string): Tenant | undefined {
    return this.#byHost.get(host);
  }

  bySlug(slug: string): Tenant | undefined {
    return this.#bySlug.get(slug);
  }

  byRole(role: string): Tenant | undefined {
    return this.#byRole.get(role);
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

  /** Calls back after each refresh that changed something. Returns the way to stop. */
  abstract onChange(listener: () => void): () => void;
  /** Whether it was loaded at least once. */
  abstract isReady(): boolean;
}
