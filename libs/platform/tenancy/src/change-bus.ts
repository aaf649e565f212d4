import type { DatabaseAddress } from '@halles/platform/database';
import { announced } from './announced';
import { DatabaseChannel } from './database-channel';
import type { Tenant, TenantWriteTx } from './tenant';

/** The channel on which changes of tenants' data are announced, by the name of the tenant's role. */
export const TENANT_CHANNEL = 'halles_tenant';

const ROLE = /^t_[0-9a-f]{12}$/;

/** NOTIFY takes no parameters, and `pg_notify` is closed to tenants: the role's name is validated before it is written. */
function announcement(role: string): string {
  if (!ROLE.test(role)) throw new Error(`"${role}" is no role of a tenant`);
  return `NOTIFY ${TENANT_CHANNEL}, '${role}'`;
}

/** Invalidates what processes remember of the tenant's data, when the transaction commits. */
export async function publishChange(tx: TenantWriteTx): Promise<void> {
  await tx.manager.query(announcement(tx.ctx.tenant.role));
  announced.add(tx);
}

/** @param role whose data changed; undefined where changes of any tenant may have been missed */
export type ChangeListener = (role: string | undefined) => void;

/**
 * Changes of tenants' data, for caches: while the bus is connected, what is cached need not be read again, and a thousand
 * tenants need no thousand connections. A superfluous change costs a reading, never an old answer.
 */
export abstract class ChangeBus {
  /** Whether changes of the tenant are received at the moment. A connection that died silently is noticed late. */
  abstract isConnected(tenant: Pick<Tenant, 'database'>): boolean;
  abstract onChange(listener: ChangeListener): void;
  /** Notifies the listeners of this process of a change that it made itself. */
  abstract publish(role: string | undefined): void;
}

/** Changes that the databases announce (LISTEN). Connects when the first listener is added. */
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
