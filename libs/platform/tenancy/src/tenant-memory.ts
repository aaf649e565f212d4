import { type Clock, SECOND } from '@halles/kernel';
import { LRUCache } from 'lru-cache';
import type { ChangeBus } from './change-bus';
import type { Tenant } from './tenant';

/** How long a value is used while changes are received: one may get lost. */
const REMEMBERED_WHILE_CONNECTED = 30 * SECOND;
/** How long it is used while they are not: a directory that is made anew has other keys, and its old ones find nothing. */
const REMEMBERED = 2 * SECOND;
/** Tenants that are remembered by default: those that were used last. */
const MAX_TENANTS = 64;

interface Remembered<T> {
  /** ms since 1970. */
  readonly since: number;
  readonly value: T;
}

/**
 * A value a tenant that its readers fill, and that is dropped when the tenant's data change. Its size has to be bounded by
 * its owner: whatever visitors ask for ends up in it.
 */
export class TenantMemory<T> {
  /** By tenant role. */
  private readonly known: LRUCache<string, Remembered<T>>;

  /**
   * @param empty makes the value of a tenant of which nothing is remembered
   * @param most tenants: more where little is remembered of each, and every request asks for it
   */
  constructor(
    private readonly changeBus: ChangeBus,
    private readonly clock: Clock,
    private readonly empty: () => T,
    most = MAX_TENANTS,
  ) {
    this.known = new LRUCache({ max: most });
    changeBus.onChange((role) => {
      if (role === undefined) this.known.clear();
      else this.known.delete(role);
    });
  }

  /** Call it before reading what is missing: what is read while a change arrives then belongs to a value that is dropped. */
  of(tenant: Pick<Tenant, 'role' | 'database'>): T {
    const now = this.clock.now().getTime();
    const mayBe = this.changeBus.isConnected(tenant) ? REMEMBERED_WHILE_CONNECTED : REMEMBERED;
    const known = this.known.get(tenant.role);
    if (known && now - known.since < mayBe) return known.value;
    const value = this.empty();
    this.known.set(tenant.role, { since: now, value });
    return value;
  }
}
