import { performance } from 'node:perf_hooks';
import {
  type DatabaseAddress,
  type DatabaseKeys,
  keyOfRole,
  passwordOf,
  PLATFORM_SCHEMA,
  platformRoles,
} from './addresses';
import { CircuitBreaker, type WatchedConnection } from './circuit-breaker';
import { DatabaseBusy, DatabaseUnreachable } from './database.errors';
import { ExtendedClient } from './extended-client';
import { sqlStateOf } from './pg-errors';
import { type ConnectionMode, lacksTransactionTimeout, sessionOptions } from './session-options';

/** Which connection: the database, the login role, the schemas it sees, and what it is for. */
export interface ConnectionKey {
  readonly database: string;
  readonly role: string;
  readonly searchPath: string;
  readonly mode: ConnectionMode;
}

export interface PoolSettings extends DatabaseKeys {
  /** Connections of this process, all roles together. */
  readonly max: number;
  /** Connections of one role. */
  readonly maxPerRole: number;
  /** Milliseconds that a request waits for a connection before it is refused. */
  readonly acquireTimeout: number;
  /** Milliseconds after which PostgreSQL cancels a statement; 0 for none. */
  readonly statementTimeout: number;
  /**
   * Milliseconds that a server may be silent before it is probed, and that the probe may take; then requests are refused
   * until it answers. 0: silence is waited out.
   */
  readonly answerTimeout: number;
  /** Milliseconds that a statement waits for a lock. */
  readonly lockTimeout: number;
  readonly applicationName: string;
}

export interface PoolFigures {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
  readonly evicted: number;
  readonly refused: number;
}

interface Connection {
  readonly key: ConnectionKey;
  readonly keyText: string;
  readonly roleText: string;
  readonly client: ExtendedClient;
  /** As `performance.now()`; null once it is open. */
  openingSince: number | null;
  idleSince: number;
}

interface Waiter {
  readonly key: ConnectionKey;
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** A connection in use. `release` gives it back; a connection that failed, or is still in a transaction, is closed. */
export interface Lease {
  readonly client: ExtendedClient;
  release(destroy?: boolean): void;
}

/** For a server that is waited for in silence: the limit of opening a connection, ms. */
const CONNECT_TIMEOUT = 5_000;
/** How much later than PostgreSQL the pool gives a statement up, ms: its own refusal comes first where it can speak. */
const LATER_THAN_SERVER = 500;
const IDLE_LIFETIME = 60_000;
const MAX_WAITING = 2_000;

const keyText = (key: ConnectionKey): string => `${key.database}/${key.role}/${key.searchPath}/${key.mode}`;
const roleText = (key: ConnectionKey): string => `${key.database}/${key.role}`;

/**
 * Connections by (database, role, mode): each is opened as its role and stays so for life, therefore no statement
 * has to switch anything and none can inherit somebody else's settings. At the cap the idle connection that has
 * rested longest makes room; without one, requests queue in order and are refused after `acquireTimeout`.
 */
export class RoutingPool {
  private readonly idle = new Map<string, Connection[]>();
  private readonly perRole = new Map<string, number>();
  private readonly waiters: Waiter[] = [];
  private readonly leased = new Set<Connection>();
  private readonly opening = new Set<Connection>();
  /** Databases whose server is older than PostgreSQL 17. */
  private readonly older = new Set<string>();
  private readonly sweeper: NodeJS.Timeout;
  private readonly breaker: CircuitBreaker;
  private open = 0;
  private evicted = 0;
  private refused = 0;
  private closed = false;

  constructor(
    private readonly addresses: ReadonlyMap<string, DatabaseAddress>,
    private readonly settings: PoolSettings,
  ) {
    this.sweeper = setInterval(() => this.closeRested(), IDLE_LIFETIME / 4);
    this.sweeper.unref();
    const { answerTimeout, statementTimeout } = settings;
    this.breaker = new CircuitBreaker({
      answerTimeout,
      connectionLimit: statementTimeout === 0 ? 0 : statementTimeout + LATER_THAN_SERVER,
      connections: () => this.watched(),
      probe: (database) => this.probe(database),
      onOpen: (database) => this.refuseWaiters((waiter) => waiter.key.database === database),
    });
  }

  get figures(): PoolFigures {
    const idle = [...this.idle.values()].reduce((sum, list) => sum + list.length, 0);
    return {
      open: this.open,
      idle,
      waiting: this.waiters.length,
      evicted: this.evicted,
      refused: this.refused,
    };
  }

  /**
   * @throws DatabaseBusy when none came free in time
   * @throws MigratorKeyMissing for the migrator's role, in a server
   * @throws DatabaseUnreachable when the server refuses, does not answer or did not answer a moment ago
   */
  async acquire(key: ConnectionKey): Promise<Lease> {
    // Before anything is counted: without the key of the migrator, or the address of the database, nothing is opened.
    keyOfRole(this.settings, key.role);
    if (!this.addresses.has(key.database)) throw new Error(`no database is called "${key.database}"`);
    if (this.closed || this.breaker.isOpen(key.database)) throw new DatabaseUnreachable({});
    const connection =
      this.acquireIdle(key) ?? (this.makeRoom(key) ? await this.connect(key) : await this.wait(key));
    this.leased.add(connection);
    let released = false;
    return {
      client: connection.client,
      release: (destroy = false) => {
        if (released) return;
        released = true;
        this.giveBack(connection, destroy);
      },
    };
  }

  /** Closes the idle connections of a role: its tenant was suspended, moved or dropped. */
  async forget(role: string): Promise<void> {
    const resting = [...this.idle.values()].flat().filter((connection) => connection.key.role === role);
    await Promise.all(resting.map((connection) => this.close(connection)));
  }

  /** Refuses new work, waits for what runs, closes everything. */
  async end(): Promise<void> {
    this.closed = true;
    clearInterval(this.sweeper);
    this.refuseWaiters(() => true);
    await Promise.all([...this.idle.values()].flat().map((connection) => this.close(connection)));
    const deadline = performance.now() + this.settings.statementTimeout;
    while (this.leased.size > 0 && performance.now() < deadline)
      await new Promise((done) => setTimeout(done, 10));
    this.breaker.stop();
  }

  private refuseWaiters(which: (waiter: Waiter) => boolean): void {
    for (const waiter of this.waiters.filter(which)) {
      this.waiters.splice(this.waiters.indexOf(waiter), 1);
      clearTimeout(waiter.timer);
      waiter.reject(new DatabaseUnreachable({}));
    }
  }

  /** Every connection but those of bulk work, which waits for as long as it takes. */
  private *watched(): Generator<WatchedConnection> {
    for (const connections of [this.opening, this.leased, ...this.idle.values()]) {
      for (const { key, client, openingSince } of connections) {
        if (key.mode === 'bulk') continue;
        yield {
          database: key.database,
          isOpening: openingSince !== null,
          waitingSince: openingSince ?? client.waitingSince,
          lastAnswerAt: client.lastAnswerAt,
          destroy: () => client.destroy(),
        };
      }
    }
  }

  /** Whatever the server says, if only that it is full or does not know the role, is an answer. */
  private async probe(database: string): Promise<boolean> {
    const { answerTimeout } = this.settings;
    const key: ConnectionKey = {
      database,
      role: platformRoles.registry,
      searchPath: PLATFORM_SCHEMA,
      mode: 'read',
    };
    const client = new ExtendedClient({ ...this.clientConfig(key), connectionTimeoutMillis: 0 });
    client.on('error', () => undefined);
    const late = setTimeout(() => client.destroy(), answerTimeout);
    try {
      await client.connect();
      await client.run('SELECT 1');
      return true;
    } catch (error) {
      return sqlStateOf(error) !== null || (error as { code?: unknown }).code === 'ECONNREFUSED';
    } finally {
      clearTimeout(late);
      void client.close();
    }
  }

  private acquireIdle(key: ConnectionKey): Connection | undefined {
    return this.idle.get(keyText(key))?.pop();
  }

  /** Counts a connection in, closing an idle one where a cap is reached. False when every connection is at work. */
  private makeRoom(key: ConnectionKey): boolean {
    const role = roleText(key);
    if (
      (this.perRole.get(role) ?? 0) >= this.settings.maxPerRole &&
      !this.evict((other) => other.roleText === role)
    ) {
      return false;
    }
    if (this.open >= this.settings.max && !this.evict(() => true)) return false;
    this.count(role, 1);
    return true;
  }

  private evict(where: (connection: Connection) => boolean): boolean {
    let coldest: Connection | undefined;
    for (const list of this.idle.values()) {
      for (const connection of list) {
        if (where(connection) && (!coldest || connection.idleSince < coldest.idleSince)) coldest = connection;
      }
    }
    if (!coldest) return false;
    this.evicted += 1;
    // The room is for the caller: nobody in the queue is served with it.
    void this.drop(coldest);
    return true;
  }

  private count(role: string, by: 1 | -1): void {
    this.open += by;
    const next = (this.perRole.get(role) ?? 0) + by;
    if (next === 0) this.perRole.delete(role);
    else this.perRole.set(role, next);
  }

  private async connect(key: ConnectionKey): Promise<Connection> {
    const wasOlder = this.older.has(key.database);
    const client = new ExtendedClient(this.clientConfig(key));
    const connection: Connection = {
      key,
      keyText: keyText(key),
      roleText: roleText(key),
      client,
      openingSince: performance.now(),
      idleSince: 0,
    };
    // Without a listener an error of an idle socket would end the process.
    client.on('error', () => {
      client.poisoned = true;
      if (this.removeIdle(connection)) void this.close(connection);
    });
    this.opening.add(connection);
    try {
      await client.connect();
      connection.openingSince = null;
    } catch (error) {
      if (lacksTransactionTimeout(error) && !wasOlder) {
        this.older.add(key.database);
        return await this.connect(key);
      }
      this.count(connection.roleText, -1);
      this.serveWaiters();
      throw new DatabaseUnreachable({}, [], { cause: error });
    } finally {
      this.opening.delete(connection);
    }
    return connection;
  }

  private clientConfig(key: ConnectionKey): object {
    const address = this.addresses.get(key.database);
    if (!address) throw new Error(`no database is called "${key.database}"`);
    return {
      host: address.host,
      port: address.port,
      database: address.database,
      ssl: address.ssl,
      user: key.role,
      password: passwordOf(this.settings, key.role),
      // Startup options win over what an injected ALTER ROLE may have left behind.
      options: sessionOptions(key, { ...this.settings, isOlder: this.older.has(key.database) }),
      application_name: this.settings.applicationName,
      // Twice: the first half makes the server be probed, and the probe's answer decides.
      connectionTimeoutMillis: this.settings.answerTimeout * 2 || CONNECT_TIMEOUT,
      keepAlive: true,
      // Statements that do not need one another's answers go out together and cost one round trip; the server runs them one
      // after the other all the same. Those of bulk work take minutes.
      pipeline: key.mode !== 'bulk',
    };
  }

  private wait(key: ConnectionKey): Promise<Connection> {
    if (this.waiters.length >= MAX_WAITING) {
      this.refused += 1;
      return Promise.reject(new DatabaseBusy({}));
    }
    return new Promise<Connection>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        this.refused += 1;
        reject(new DatabaseBusy({}));
      }, this.settings.acquireTimeout);
      const waiter: Waiter = { key, resolve, reject, timer };
      this.waiters.push(waiter);
    });
  }

  private giveBack(connection: Connection, destroy: boolean): void {
    this.leased.delete(connection);
    const { client } = connection;
    const unusable =
      destroy || this.closed || client.poisoned || client.busy || client.getTransactionStatus() !== 'I';
    if (unusable) {
      void this.close(connection);
      return;
    }
    connection.idleSince = performance.now();
    const list = this.idle.get(connection.keyText);
    if (list) list.push(connection);
    else this.idle.set(connection.keyText, [connection]);
    this.serveWaiters();
  }

  /** In order of arrival, whoever can be served now: the same key takes an idle connection, others may make room. */
  private serveWaiters(): void {
    for (const waiter of [...this.waiters]) {
      const idle = this.acquireIdle(waiter.key);
      const mayOpen = !idle && this.makeRoom(waiter.key);
      if (!idle && !mayOpen) continue;
      this.waiters.splice(this.waiters.indexOf(waiter), 1);
      clearTimeout(waiter.timer);
      if (idle) waiter.resolve(idle);
      else this.connect(waiter.key).then(waiter.resolve, waiter.reject);
    }
  }

  private removeIdle(connection: Connection): boolean {
    const list = this.idle.get(connection.keyText);
    const index = list?.indexOf(connection) ?? -1;
    if (!list || index < 0) return false;
    list.splice(index, 1);
    if (list.length === 0) this.idle.delete(connection.keyText);
    return true;
  }

  private async close(connection: Connection): Promise<void> {
    const closing = this.drop(connection);
    this.serveWaiters();
    await closing;
  }

  private async drop(connection: Connection): Promise<void> {
    this.removeIdle(connection);
    this.count(connection.roleText, -1);
    await connection.client.close();
  }

  private closeRested(): void {
    const limit = performance.now() - IDLE_LIFETIME;
    for (const connection of [...this.idle.values()].flat()) {
      if (connection.idleSince < limit) void this.close(connection);
    }
  }
}
