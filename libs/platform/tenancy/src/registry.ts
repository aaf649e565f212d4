import type { Tenant } from './tenant';

/** The tenants of the installation, as this process knows them: in memory, refreshed on each change. */
export abstract class TenantRegistry {
  /** The tenant that serves this host (as `parseHost` gives it), in whichever state; only verified hosts count. */
  abstract byHost(host: string): Tenant | undefined;
  abstract bySlug(slug: string): Tenant | undefined;
  abstract byRole(role: string): Tenant | undefined;
  abstract all(): readonly Tenant[];
  /** Calls back after each refresh that changed something. Returns the way to stop. */
  abstract onChange(listener: () => void): () => void;
  /** Whether it was loaded at least once. */
  abstract isReady(): boolean;
}

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
