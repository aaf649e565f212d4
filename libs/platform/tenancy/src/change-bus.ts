import type { DatabaseAddress } from '@halles/platform/database';
import { announced } from './announced';
import { DatabaseChannel } from './database-channel';
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
export async function publishChange(tx: TenantWriteTx): Promise<void> {
  await tx.manager.query(announcement(tx.ctx.tenant.role));
  announced.add(tx);
}

/** @param role whose data changed; undefined where any tenant's may have, unheard */
export type ChangeListener = (role: string | undefined) => void;

/**
 * What changed in tenants' data, for who remembers them: as long as nothing is connected they need not be read again, and a
 * thousand towns need no thousand connections. A word that is false costs a reading, never an old answer.
 */
export abstract class ChangeBus {
  /** Whether changes of the tenant are received at the moment. A connection that died silently is noticed late. */
  abstract isConnected(tenant: Pick<Tenant, 'database'>): boolean;
  abstract onChange(listener: ChangeListener): void;
  /** Passes a change that this process made itself to its listeners. */
  abstract publish(role: string | undefined): void;
}

/** Changes that the databases announce (LISTEN). Connects with the first listener: a process without a cache never does. */
export class DatabaseChangeBus extends ChangeBus {
  private readonly channel: DatabaseChannel;
  private readonly subscribers = new Set<ChangeListener>();

  constructor(addresses: ReadonlyMap<string, DatabaseAddress>, masterKey: string) {
    super();
    this.channel = new DatabaseChannel(addresses, masterKey, TENANT_CHANNEL, (role) => this.publish(role));
  }

  publish(role: string | undefined): void {
    for (const listener of this.subscribers) listener(role);
  }

  isConnected({ database }: Pick<Tenant, 'database'>): boolean {
    return this.channel.isListening(database);
  }

  onChange(listener: ChangeListener): void {
    this.channel.startOnce();
    this.subscribers.add(listener);
  }

  async stop(): Promise<void> {
    await this.channel.stop();
  }
}
