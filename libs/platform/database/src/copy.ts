import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import type { ExtendedClient } from './extended-client';

export type CopyValue = string | number | boolean | null;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One row in COPY's text format. Text must hold no NUL: PostgreSQL has no such character. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values
    .map((value) =>
      value === null
        ? '\\N'
        : typeof value === 'string'
          ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign)
          : String(value),
    )
    .join('\t')}\n`;
}

/**
 * Writes lines of `copyLine` into a table, as they come and at the server's pace. Returns how many rows were written.
 * @param target table and columns as SQL has them: `listing_staging (source_id, facts)`
 */
export async function copyInto(
  manager: EntityManager,
  target: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  const runner = manager.queryRunner;
  if (!runner) throw new Error('copyInto belongs inside a unit of work');
  const client = (await runner.connect()) as ExtendedClient;
  const sink = client.query(copyFrom(`COPY ${target} FROM STDIN`)) as NodeJS.WritableStream & {
    rowCount: number;
  };
  await pipeline(Readable.from(lines), sink);
  return sink.rowCount;
}

/** The rows of a statement in batches, by a cursor: the whole is never in memory. Belongs inside a transaction. */
export async function* cursorRows<T extends object>(
  manager: EntityManager,
  sql: string,
  params: readonly unknown[] = [],
  batch = 1_000,
): AsyncGenerator<T[]> {
  const name = `c${(cursors += 1)}`;
  await manager.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...params]);
  for (;;) {
    const rows = await manager.query<T[]>(`FETCH ${batch} FROM ${name}`);
    if (rows.length > 0) yield rows;
    if (rows.length < batch) break;
  }
  await manager.query(`CLOSE ${name}`);
}

let cursors = 0;
