import {
  type DatabaseAddress,
  derivePassword,
  ExtendedClient,
  type Queryable,
  platformRoles,
} from '@halles/platform/database';
import { RegistrySnapshot, TenantRegistry } from './registry';
import { listTenantRecords, toTenant } from './registry.repository';
import type { Tenant } from './tenant';

const POLL = 30_000;
const RECONNECT = 1_000;

export interface RegistryLog {
  warn(message: string): void;
}

/**
 * The registry out of `platform`, kept fresh by LISTEN (a change is seen within milliseconds), by a reload after each
 * reconnection, and by a slow poll in case a notification was lost. While the database is away the last state serves.
 */
export class DatabaseRegistry extends TenantRegistry {
  #snapshot = new RegistrySnapshot([]);
  #fingerprint = '';
  #ready = false;
  #stopped = false;
  #listener: ExtendedClient | undefined;
  #poll: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #loading: Promise<void> | undefined;
  readonly #watchers = new Set<() => void>();

  constructor(
    private readonly db: Queryable,
    private readonly address: DatabaseAddress,
    private readonly masterKey: string,
    private readonly log: RegistryLog,
  ) {
    super();
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

  isReady(): boolean {
    return this.#ready;
  }

  onChange(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  /** Loads the registry and begins to follow it. @throws when the database cannot be reached the first time */
  async start(): Promise<void> {
    await this.#listen();
    await this.reload();
    this.#poll = setInterval(() => this.#reloadQuietly(), POLL);
    this.#poll.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#poll);
    clearTimeout(this.#retry);
    await this.#listener?.end().catch(() => undefined);
  }

  /** Reads the registry again. One faulty entry is left out and reported; the others serve. */
  async reload(): Promise<void> {
    const running = this.#loading;
    // A change that arrives while a load runs may not be in it: load once more after.
    this.#loading = (running ?? Promise.resolve()).catch(() => undefined).then(() => this.#load());
    await this.#loading;
  }

  async #load(): Promise<void> {
    const records = await listTenantRecords(this.db);
    const fingerprint = JSON.stringify(
      records.map((record) => [record.id, record.version, record.state, record.hosts]),
    );
    this.#ready = true;
    if (fingerprint === this.#fingerprint) return;
    const tenants = records.flatMap((record) => {
      try {
        return [toTenant(record)];
      } catch (error) {
        this.log.warn(`tenant ${record.slug} is left out of the registry: ${String(error)}`);
        return [];
      }
    });
    this.#snapshot = new RegistrySnapshot(Object.freeze(tenants));
    this.#fingerprint = fingerprint;
    for (const watcher of this.#watchers) watcher();
  }

  #reloadQuietly(): void {
    this.reload().catch((error: unknown) =>
      this.log.warn(`the registry could not be read again: ${String(error)}`),
    );
  }

  async #listen(): Promise<void> {
    const client = new ExtendedClient({
      host: this.address.host,
      port: this.address.port,
      database: this.address.database,
      ssl: this.address.ssl,
      user: platformRoles.registry,
      password: derivePassword(this.masterKey, platformRoles.registry),
      application_name: 'halles-registry',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', () => this.#listenAgain());
    client.on('end', () => this.#listenAgain());
    client.on('notification', () => this.#reloadQuietly());
    await client.connect();
    this.#listener = client;
    await client.run('LISTEN halles_registry');
  }

  #listenAgain(): void {
    if (this.#stopped || this.#retry) return;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#listen().then(
        () => this.#reloadQuietly(),
        () => this.#listenAgain(),
      );
    }, RECONNECT);
    this.#retry.unref();
  }
}
