import type { Queryable } from '@halles/platform/database';

export interface OutboxFigures {
  readonly pending: number;
  readonly queued: number;
  readonly dead: number;
  /** Age of the oldest row that is due and has not left; null where none waits. */
  readonly oldestPendingSeconds: number | null;
}

export interface SchemaVersion {
  readonly tenantId: string;
  readonly version: string | null;
  readonly state: 'pending' | 'running' | 'done' | 'failed';
}

/** Counts what waits, over the partial indexes; what is done is not counted. */
export async function readOutboxFigures(db: Queryable): Promise<OutboxFigures> {
  const [row] = await db.query<{ pending: string; queued: string; dead: string; oldest: string | null }>(
    `SELECT (SELECT count(*) FROM outbox WHERE status = 'pending') AS pending,
            (SELECT count(*) FROM outbox WHERE status = 'queued') AS queued,
            (SELECT count(*) FROM outbox WHERE status = 'dead') AS dead,
            (SELECT extract(epoch FROM now() - min(next_at)) FROM outbox WHERE status = 'pending' AND next_at <= now()) AS oldest`,
  );
  return {
    pending: Number(row?.pending ?? 0),
    queued: Number(row?.queued ?? 0),
    dead: Number(row?.dead ?? 0),
    oldestPendingSeconds: row?.oldest == null ? null : Math.round(Number(row.oldest)),
  };
}

/** The last migration of each tenant, by the name of its schema. */
export async function listSchemaVersions(db: Queryable): Promise<SchemaVersion[]> {
  return db.query<SchemaVersion>('SELECT tenant_id AS "tenantId", version, state FROM schema_version');
}

/** Version of the server, e.g. `18.4`. */
export async function readServerVersion(db: Queryable): Promise<string> {
  const [row] = await db.query<{ server_version: string }>('SHOW server_version');
  return (row?.server_version ?? '').split(' ')[0] ?? '';
}
