import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ConnectionKey,
  type ConnectionMode,
  isRetryable,
  isStalePlan,
  openQueryRunner,
  sever,
} from '@halles/platform/database';
import type { DataSource } from 'typeorm';
import { announced } from './announced';
import { statementsBeforeCommit } from './before-commit';
import { pipelined } from './pipelined';
import type { TenantContext, TenantTx, TenantWriteTx } from './tenant';

export interface WriteOptions {
  /** Rolls back and returns the result: what would be so if it were done. */
  readonly dryRun?: boolean;
}

/** How one attempt at a transaction runs. */
interface Attempt extends WriteOptions {
  readonly mode?: 'write' | 'bulk';
  readonly signal?: AbortSignal | undefined;
}

/** Where use cases reach a tenant's data. */
export abstract class UnitOfWork {
  /**
   * Reads on a connection that cannot write. Each statement sees what was committed when it began, and costs one round
   * trip; what must be consistent among several statements belongs in one statement or in `write`.
   */
  abstract read<T>(ctx: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /**
   * One transaction, run again whole (three times at most) after a serialization failure or a deadlock. Where the context has a
   * condition, that is asked first, in the same transaction.
   */
  abstract write<T>(
    ctx: TenantContext,
    work: (tx: TenantWriteTx) => Promise<T>,
    options?: WriteOptions,
  ): Promise<T>;
  /**
   * One transaction for work that takes minutes (an import's merge): no time limits, never run again by itself. For jobs,
   * never for a request.
   * @param signal ends it, in the middle of a statement too: the work is rejected and nothing of it is kept
   */
  abstract bulk<T>(
    ctx: TenantContext,
    work: (tx: TenantWriteTx) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
}

const MAX_ATTEMPTS = 4;
/** After a migration each idle connection of the tenant may hold one stale plan; each is closed when it shows. */
const MAX_STALE = 50;

function keyOf(ctx: TenantContext, mode: ConnectionMode): ConnectionKey {
  const { database, role, schema } = ctx.tenant;
  return { database, role, searchPath: schema, mode };
}

/** UnitOfWork over the one DataSource whose connections come from the routing pool. */
export class TypeOrmUnitOfWork extends UnitOfWork {
  /**
   * @param onCommitted called with the role whose data changed, once the change is committed and before its writer goes on:
   * a reader in the same process then never sees what was cached before
   */
  constructor(
    private readonly dataSource: DataSource,
    private readonly onCommitted: (role: string) => void = () => undefined,
  ) {
    super();
  }

  async read<T>(ctx: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const runner = await openQueryRunner(this.dataSource, keyOf(ctx, 'read'));
      try {
        return await work({ ctx, manager: runner.manager } as TenantTx);
      } catch (error) {
        if (!isStalePlan(error) || attempt === MAX_STALE) throw error;
      } finally {
        await runner.release();
      }
    }
  }

  async write<T>(
    ctx: TenantContext,
    work: (tx: TenantWriteTx) => Promise<T>,
    options: WriteOptions = {},
  ): Promise<T> {
    let conflicts = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(ctx, work, options);
      } catch (error) {
        if (isStalePlan(error) && attempt < MAX_STALE) continue;
        conflicts += 1;
        if (!isRetryable(error) || conflicts === MAX_ATTEMPTS) throw error;
        await sleep(2 ** conflicts * 5 * (0.5 + Math.random()));
      }
    }
  }

  async bulk<T>(
    ctx: TenantContext,
    work: (tx: TenantWriteTx) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.attempt(ctx, work, { mode: 'bulk', signal });
  }

  private async attempt<T>(
    ctx: TenantContext,
    work: (tx: TenantWriteTx) => Promise<T>,
    { mode = 'write', signal, dryRun = false }: Attempt,
  ): Promise<T> {
    const runner = await openQueryRunner(this.dataSource, keyOf(ctx, mode));
    const end = () => void sever(runner).catch(() => undefined);
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', end, { once: true });
      await runner.startTransaction();
      const tx = { ctx, manager: runner.manager } as TenantWriteTx;
      await ctx.condition?.(tx);
      const result = await work(tx);
      const last = statementsBeforeCommit(tx).map((statement) => statement());
      if (dryRun) {
        await pipelined(last);
        await runner.rollbackTransaction();
        return result;
      }
      // Where one of them fails, the server skips the commit, which shares its Sync; what was done is rolled back below.
      await pipelined([...last, runner.commitTransaction()]);
      if (announced.has(tx)) this.onCommitted(ctx.tenant.role);
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
      await runner.release();
    }
  }
}
