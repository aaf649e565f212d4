import type { ConnectionKey, RoutingPool } from './routing-pool';
import type { ExtendedClient } from './extended-client';

export type Row = Record<string, unknown>;

/** Runs statements on one connection. */
export interface Queryable {
  query<T extends object = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

const queryableOf = (client: ExtendedClient): Queryable => ({
  query: <T extends object>(sql: string, params: readonly unknown[] = []) => client.run<T>(sql, params),
});

/** The platform's own tables, as one of the platform's login roles. Tenants' data are out of its reach. */
export class RoleDatabase implements Queryable {
  constructor(
    private readonly pool: RoutingPool,
    private readonly key: ConnectionKey,
  ) {}

  /** One statement, on whichever connection is free. */
  async query<T extends object = Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    const lease = await this.pool.acquire(this.key);
    try {
      return await queryableOf(lease.client).query<T>(sql, params);
    } finally {
      lease.release();
    }
  }

  /** Several statements in one transaction, rolled back when `work` throws. */
  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const lease = await this.pool.acquire(this.key);
    const tx = queryableOf(lease.client);
    try {
      await tx.query('BEGIN');
      const result = await work(tx);
      await tx.query('COMMIT');
      return result;
    } catch (error) {
      await tx.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      lease.release();
    }
  }
}
