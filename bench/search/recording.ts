import type { SearchService } from '@halles/domain/search';
import { searchQuery } from '@halles/domain/search';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import type pg from 'pg';
import type { SearchCall } from './questions';

export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Passes everything on, and keeps the statements that were asked. */
export class RecordingUnitOfWork extends UnitOfWork {
  readonly statements: RecordedStatement[] = [];

  constructor(private readonly work: UnitOfWork) {
    super();
  }

  async read<T>(ctx: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return this.work.read(ctx, (tx) => {
      const manager = new Proxy(tx.manager, {
        get: (target, property) => {
          if (property !== 'query') return Reflect.get(target, property) as unknown;
          return (text: string, values: readonly unknown[] = []) => {
            this.statements.push({ text, values });
            return target.query(text, [...values]);
          };
        },
      });
      return work({ ...tx, manager });
    });
  }

  override write: UnitOfWork['write'] = (...parameters) => this.work.write(...parameters);
  override bulk: UnitOfWork['bulk'] = (...parameters) => this.work.bulk(...parameters);

  take(): RecordedStatement[] {
    return this.statements.splice(0);
  }
}

/** Asks the service. */
export async function run(search: SearchService, ctx: TenantContext, call: SearchCall): Promise<unknown> {
  const at = Date.now();
  switch (call.kind) {
    case 'search':
      return search.search(ctx, searchQuery({ locale: 'fr', at, ...call.query }));
    case 'facets':
      return search.facets(ctx, searchQuery({ locale: 'fr', at, ...call.query }));
    case 'suggest':
      return search.suggest(ctx, call.text, 'fr', null);
    case 'clusters':
      return search.clusters(ctx, searchQuery({ locale: 'fr', at, ...call.query }), call.zoom);
  }
}

/** Runs recorded statements one after another on one connection, prepared, as fast as the driver can. */
export async function replay(
  pool: pg.Pool,
  statements: readonly RecordedStatement[],
  nameOf: (text: string) => string,
): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { text, values } of statements)
      await client.query({ name: nameOf(text), text, values: [...values] });
  } finally {
    client.release();
  }
}
