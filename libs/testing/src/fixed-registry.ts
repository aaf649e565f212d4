import { RegistrySnapshot, type Tenant, TenantRegistry } from '@halles/platform/tenancy';

/** A registry of tenants that do not change: for tests of what only looks them up. */
export class FixedRegistry extends TenantRegistry {
  protected readonly snapshot: RegistrySnapshot;

  constructor(tenants: readonly Tenant[]) {
    super();
    this.snapshot = new RegistrySnapshot(tenants);
  }

  reload(): Promise<void> {
    return Promise.resolve();
  }

  onChange(): () => void {
    return () => undefined;
  }

  isReady(): boolean {
    return true;
  }
}
