import {
  ChannelListener,
  type DatabaseAddress,
  type Queryable,
  platformRoles,
} from '@halles/platform/database';
import { RegistrySnapshot, TenantRegistry } from './registry';
import { listTenantRecords, toTenant } from './registry.repository';

/** Channel on which the platform schema says that the registry changed. */
export const REGISTRY_CHANNEL = 'halles_registry';

const POLL = 30_000;

export interface RegistryLog {
  warn(message: string): void;
}

/**
 * The registry out of `platform`, kept fresh by LISTEN (a change is seen within milliseconds), by a reload after each
 * reconnection, and by a slow poll in case a notification was lost. While the database is away the last state serves.
 */
export class DatabaseRegistry extends TenantRegistry {
  protected snapshot = new RegistrySnapshot([]);
  private fingerprint = '';
  private ready = false;
  private poll: NodeJS.Timeout | undefined;
  private loading: Promise<void> = Promise.resolve();
  /** A reading that has not begun: it serves whoever asks until it does. */
  private next: Promise<void> | undefined;
  private readonly listener: ChannelListener;
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly db: Queryable,
    address: DatabaseAddress,
    masterKey: string,
    private readonly log: RegistryLog,
  ) {
    super();
    this.listener = new ChannelListener({
      address,
      masterKey,
      role: platformRoles.registry,
      channel: REGISTRY_CHANNEL,
      onNotification: () => this.reloadQuietly(),
    });
  }

  isReady(): boolean {
    return this.ready;
  }

  onChange(listener: () => void): () => void {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  }

  /** Loads the registry and begins to follow it. @throws when the database cannot be reached the first time */
  async start(): Promise<void> {
    await this.listener.start();
    await this.reload();
    this.poll = setInterval(() => this.reloadQuietly(), POLL);
    this.poll.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.poll);
    await this.listener.stop();
  }

  /** One invalid entry is left out and reported; the others serve. However many ask at once, it is read twice at most. */
  reload(): Promise<void> {
    // A change that arrives while a load runs may not be in it: load once more after.
    this.next ??= this.loading
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.load();
      });
    this.loading = this.next;
    return this.next;
  }

  private async load(): Promise<void> {
    const records = await listTenantRecords(this.db);
    const fingerprint = JSON.stringify(
      records.map((record) => [record.id, record.version, record.state, record.hosts]),
    );
    this.ready = true;
    if (fingerprint === this.fingerprint) return;
    const tenants = records.flatMap((record) => {
      try {
        return [toTenant(record)];
      } catch (error) {
        this.log.warn(`tenant ${record.slug} is left out of the registry: ${String(error)}`);
        return [];
      }
    });
    this.snapshot = new RegistrySnapshot(Object.freeze(tenants));
    this.fingerprint = fingerprint;
    for (const watcher of this.watchers) watcher();
  }

  private reloadQuietly(): void {
    this.reload().catch((error: unknown) =>
      this.log.warn(`the registry could not be read again: ${String(error)}`),
    );
  }
}
