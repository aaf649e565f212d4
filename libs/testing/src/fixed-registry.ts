import { RegistrySnapshot, type Tenant, TenantRegistry } from '@halles/platform/tenancy';

/** A registry of tenants that do not change: for tests of what only looks them up. */
export class FixedRegistry extends TenantRegistry {
  readonly #snapshot: RegistrySnapshot;

  constructor(tenants: readonly Tenant[]) {
    super();
    this.#snapshot = new RegistrySnapshot(tenants);
  }

  byHost(host: string): Tenant | undefined {
    return this.#snapshot.byHost(host);
  }

  bySlug(slug: string): Tenant | undefined {
    return this.#snapshot.bySlug(slug);
  }

  byRole(role: string): Tenant | undefined {
    return this.#snapshot.byRole(role);
  }

  all(): readonly Tenant[] {
    return this.#snapshot.tenants;
  }

  onChange(): () => void {
    return () => undefined;
  }

  isReady(): boolean {
    return true;
  }
}
