import { performance } from 'node:perf_hooks';

/** A connection that the circuit breaker looks at, in use, idle or being opened. */
export interface WatchedConnection {
  readonly database: string;
  /** Whether it is still being opened: that has a time limit of its own. */
  readonly isOpening: boolean;
  /** Since when the server has said nothing although something waits, as `performance.now()`; null while nothing does. */
  readonly waitingSince: number | null;
  /** When the server last said something, as `performance.now()`. */
  readonly lastAnswerAt: number;
  /** Fails whatever waits on it. */
  destroy(): void;
}

export interface CircuitBreakerOptions {
  /** Milliseconds that a server may be silent before it is probed; 0 for a breaker that never opens. */
  readonly answerTimeout: number;
  /** Milliseconds after which a statement's connection is given up although its server answers others; 0 for never. */
  readonly connectionLimit: number;
  readonly connections: () => Iterable<WatchedConnection>;
  /** Whether the server of a database answers on a new connection, within `answerTimeout`. */
  readonly probe: (database: string) => Promise<boolean>;
  /** The circuit of a database has just opened. */
  readonly onOpen: (database: string) => void;
}

/** How often an open circuit is tried. */
const RETRY_MS = 1_000;

/**
 * Notices a database that is silent: a frozen host, a lost network. Limits that the server keeps (`statement_timeout`)
 * mean nothing then, and a pool would make each request wait for its own. A statement without an answer makes the
 * server be probed; when the probe has no answer either, every connection to it is cut and the circuit is open: requests
 * are refused at once until a probe succeeds.
 */
export class CircuitBreaker {
  private readonly open = new Set<string>();
  private readonly probing = new Set<string>();
  private readonly retries = new Set<NodeJS.Timeout>();
  private readonly timer: NodeJS.Timeout | undefined;
  private lastLook = performance.now();
  private isStopped = false;

  constructor(private readonly options: CircuitBreakerOptions) {
    const { answerTimeout } = options;
    if (answerTimeout === 0) return;
    const interval = Math.max(10, Math.min(250, answerTimeout / 4));
    this.timer = setInterval(() => this.look(interval), interval);
    this.timer.unref();
  }

  /** Whether requests to a database are refused at the moment. */
  isOpen(database: string): boolean {
    return this.open.has(database);
  }

  stop(): void {
    this.isStopped = true;
    clearInterval(this.timer);
    for (const retry of this.retries) clearTimeout(retry);
  }

  private look(interval: number): void {
    const now = performance.now();
    // This process itself did not run: the answers that it has not read yet are no silence of the server.
    const wasAsleep = now - this.lastLook > interval * 4;
    this.lastLook = now;
    if (wasAsleep) return;
    const { answerTimeout, connectionLimit, connections } = this.options;
    for (const connection of [...connections()]) {
      if (connection.waitingSince === null) continue;
      const silence = now - connection.waitingSince;
      const hasLimit = connectionLimit > 0 && !connection.isOpening;
      if (hasLimit && silence >= connectionLimit) connection.destroy();
      else if (silence >= answerTimeout) this.suspect(connection.database, connection.waitingSince);
    }
  }

  private suspect(database: string, since: number): void {
    if (this.probing.has(database) || this.open.has(database)) return;
    void this.probe(database).then((answered) => {
      if (answered || this.isStopped || this.wasHeard(database, since)) return;
      this.open.add(database);
      for (const connection of [...this.options.connections()])
        if (connection.database === database) connection.destroy();
      this.options.onOpen(database);
      this.retryLater(database);
    });
  }

  /** Whether any connection had an answer since: then the server lives, whatever happens to new connections. */
  private wasHeard(database: string, since: number): boolean {
    return [...this.options.connections()].some(
      (connection) => connection.database === database && connection.lastAnswerAt > since,
    );
  }

  private retryLater(database: string): void {
    if (this.isStopped) return;
    const retry = setTimeout(() => {
      this.retries.delete(retry);
      void this.probe(database).then((answered) => {
        if (answered) this.open.delete(database);
        else this.retryLater(database);
      });
    }, RETRY_MS);
    retry.unref();
    this.retries.add(retry);
  }

  private async probe(database: string): Promise<boolean> {
    this.probing.add(database);
    try {
      return await this.options.probe(database);
    } finally {
      this.probing.delete(database);
    }
  }
}
