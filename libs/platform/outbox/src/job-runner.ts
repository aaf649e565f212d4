import type { Queryable } from '@halles/platform/database';
import {
  createContext,
  type Tenant,
  type TenantContext,
  type TenantRegistry,
} from '@halles/platform/tenancy';
import { isOfPlatform } from './outbox';
import {
  beginWork,
  findRow,
  LEASE,
  markDead,
  markDone,
  markFailed,
  type OutboxRow,
  renewLease,
} from './outbox.repository';

/** What a handler is given. It may be called again for the same `outboxId`: it must then do nothing twice. */
export interface Job {
  readonly ctx: TenantContext;
  readonly outboxId: string;
  readonly ref: string;
  /** Attempts before this one. */
  readonly failures: number;
}

/** An error that no further attempt will mend: the row becomes a dead letter at once. */
export class PermanentFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentFailure';
  }
}

/** What a class with `@HandlesJob` does. */
export interface JobHandler {
  run(job: Job): Promise<void>;
}

/** The handler of a kind, where there is one. */
export type JobHandlers = (kind: string) => JobHandler | undefined;

/** What travels through the queue: an id. Tenant, kind and subject are read from the row, whatever the payload says. */
export interface JobPayload {
  readonly database: string;
  readonly outboxId: string;
  /** Which handing-out of the row this is: when it was handed out again since, the older job has nothing to do. */
  readonly dispatch: number;
}

export type JobOutcome = 'done' | 'already' | 'superseded' | 'gone' | 'postponed' | 'dead';

export interface JobLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Runs the work of outbox rows: finds the tenant by the row's role, calls the handler of its kind, records the outcome. */
export class JobRunner {
  /** Handings-out at work in this process. */
  private readonly running = new Set<string>();

  constructor(
    private readonly registry: TenantRegistry,
    private readonly databaseOf: (name: string) => Queryable,
    private readonly handlerOf: JobHandlers,
    private readonly log: JobLog,
  ) {}

  async run(payload: JobPayload): Promise<JobOutcome> {
    // The queue gives a job a second time when it lost sight of the first, which may well be at work here.
    const key = `${payload.outboxId}:${payload.dispatch}`;
    if (this.running.has(key)) return 'superseded';
    this.running.add(key);
    try {
      return await this.handle(payload);
    } finally {
      this.running.delete(key);
    }
  }

  private async handle(payload: JobPayload): Promise<JobOutcome> {
    const db = this.databaseOf(payload.database);
    const row = await beginWork(db, payload.outboxId, payload.dispatch);
    if (!row) return this.idle(db, payload.outboxId);
    const started = performance.now();
    const outcome = await this.attempt(db, payload.database, row);
    const fields = {
      outboxId: row.id,
      kind: row.kind,
      tenant: this.registry.byRole(row.role)?.slug,
      ms: Math.round(performance.now() - started),
    };
    if (outcome === 'done') this.log.info(fields, 'job done');
    return outcome;
  }

  /** Why there is nothing to do. */
  private async idle(db: Queryable, id: string): Promise<JobOutcome> {
    const row = await findRow(db, id);
    if (!row) return 'gone';
    // A dead worker's job comes back through Bull although the lease has handed the row out again: one of them works.
    return row.status === 'done' || row.status === 'dead' ? 'already' : 'superseded';
  }

  private async attempt(db: Queryable, database: string, row: OutboxRow): Promise<JobOutcome> {
    const renewal = setInterval(() => {
      renewLease(db, row.id, row.dispatches).catch(() => undefined);
    }, LEASE / 3);
    try {
      const handler = this.handlerOf(row.kind);
      // In a new version it came with, whose workers are perhaps still to be started.
      if (!handler) throw new Error(`no handler for the kind "${row.kind}"`);
      const tenant = await this.ownerOf(row, database);
      const ctx = createContext(tenant, { kind: 'system', job: row.kind }, row.id);
      await handler.run({ ctx, outboxId: row.id, ref: row.ref, failures: row.failures });
      await markDone(db, row.id);
      return 'done';
    } catch (error) {
      if (error instanceof PermanentFailure) return await this.moveToDeadLetters(db, row, error.message);
      const status = await markFailed(db, row, (error as Error).message);
      const tenant = this.registry.byRole(row.role)?.slug;
      this.log.error(
        { outboxId: row.id, kind: row.kind, tenant, failures: row.failures + 1, err: error },
        'job failed',
      );
      return status === 'dead' ? 'dead' : 'postponed';
    } finally {
      clearInterval(renewal);
    }
  }

  /**
   * The tenant of a row. One that was opened or moved here a moment ago is perhaps not heard of yet: the registry is asked,
   * and where it does not know it either the row waits as after any failure.
   */
  private async ownerOf({ role, kind }: OutboxRow, database: string): Promise<Tenant> {
    const isHere = (tenant: Tenant | undefined): tenant is Tenant =>
      tenant !== undefined && (tenant.database === database || (database === 'main' && isOfPlatform(kind)));
    const known = this.registry.byRole(role);
    if (isHere(known)) return known;
    await this.registry.reload();
    const found = this.registry.byRole(role);
    if (isHere(found)) return found;
    throw new Error('its tenant is not in the registry of this database');
  }

  private async moveToDeadLetters(db: Queryable, row: OutboxRow, reason: string): Promise<JobOutcome> {
    await markDead(db, row, reason);
    this.log.error({ outboxId: row.id, kind: row.kind, reason }, 'dead letter');
    return 'dead';
  }
}
