import { ChannelListener, type DatabaseAddress, platformRoles } from '@halles/platform/database';
import { announced } from './announced';
import type { Tenant } from './tenant';
import type { TenantWriteTx } from './unit-of-work';

/** Channel on which tenants say that their data changed, by the name of their role. */
export const TENANT_CHANNEL = 'halles_tenant';

const ROLE = /^t_[0-9a-f]{12}$/;

/** NOTIFY takes no parameters, and `pg_notify` is closed to tenants: the role's name is looked at before it is written. */
function announcement(role: string): string {
  if (!ROLE.test(role)) throw new Error(`"${role}" is no role of a tenant`);
  return `NOTIFY ${TENANT_CHANNEL}, '${role}'`;
}

/** Says that what processes remember of the tenant's data is old. Heard when the transaction commits. */
export async function announceChange(tx: TenantWriteTx): Promise<void> {
  await tx.manager.query(announcement(tx.ctx.tenant.role));
  announced.add(tx);
}

/** @param role whose data changed; undefined where any tenant's may have, unheard */
export type TenantNewsWatcher = (role: string | undefined) => void;

/**
 * What changed in tenants' data, for who remembers them: as long as nothing is heard they need not be read again, and a
 * thousand towns need no thousand connections. A word that is false costs a reading, never an old answer.
 */
export abstract class TenantNews {
  /** Whether news of the tenant are heard at the moment. A connection that died in silence is noticed late. */
  abstract isHeard(tenant: Pick<Tenant, 'database'>): boolean;
  abstract onChange(watcher: TenantNewsWatcher): void;
  /** Tells the watchers of this process of a change that it made itself. */
  abstract tell(role: string | undefined): void;
}

/** News out of the databases, by LISTEN. Follows them from the first watcher on: a process that remembers nothing does not. */
export class DatabaseNews extends TenantNews {
  readonly #listeners: ReadonlyMap<string, ChannelListener>;
  readonly #watchers = new Set<TenantNewsWatcher>();

  constructor(addresses: ReadonlyMap<string, DatabaseAddress>, masterKey: string) {
    super();
    const { registry: role } = platformRoles;
    const onNews: TenantNewsWatcher = (changed) => this.tell(changed);
    this.#listeners = new Map(
      [...addresses].map(([name, address]) => [
        name,
        new ChannelListener({ address, masterKey, role, channel: TENANT_CHANNEL, onNews }),
      ]),
    );
  }

  tell(role: string | undefined): void {
    for (const watcher of this.#watchers) watcher(role);
  }

  isHeard({ database }: Pick<Tenant, 'database'>): boolean {
    return this.#listeners.get(database)?.isListening ?? false;
  }

  onChange(watcher: TenantNewsWatcher): void {
    if (this.#watchers.size === 0) for (const listener of this.#listeners.values()) listener.startSoon();
    this.#watchers.add(watcher);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#listeners.values()].map((listener) => listener.stop()));
  }
}
