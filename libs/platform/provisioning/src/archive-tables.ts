import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readOnlyTables } from '@halles/migrations/tenant';
import type { ExtendedClient } from '@halles/platform/database';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';
import { quoteIdentifier } from './admin';

export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key: rows are written in their order, so that equal tables give equal files. */
  readonly key: readonly string[];
}

/** Pins how values are written, whatever the server's settings are. */
export const COPY_SETTINGS = [
  "SET LOCAL datestyle = 'ISO, YMD'",
  "SET LOCAL timezone = 'UTC'",
  'SET LOCAL extra_float_digits = 1',
];

interface TableRow {
  readonly name: string;
  readonly columns: string[];
  readonly key: string[];
  readonly parents: string[];
}

/** The tables of the schema in the search_path, those that others refer to first. */
export async function listTables(runner: QueryRunner): Promise<TableShape[]> {
  const rows = (await runner.query(
    `SELECT c.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            (SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int[], a.attnum::int))
               FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
              WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
            (SELECT coalesce(array_agg(DISTINCT p.relname::text), '{}') FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
              WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS parents
       FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relname = ANY ($1)
      ORDER BY c.relname`,
    [readOnlyTables],
  )) as TableRow[];
  const sorted: TableRow[] = [];
  const visit = (row: TableRow, path: readonly string[]): void => {
    if (sorted.includes(row) || path.includes(row.name)) return;
    for (const parent of row.parents) {
      const found = rows.find((other) => other.name === parent);
      if (found) visit(found, [...path, row.name]);
    }
    sorted.push(row);
  };
  for (const row of rows) visit(row, []);
  return sorted.map(({ name, columns, key }) => ({ name, columns, key: key ?? columns }));
}

const list = (columns: readonly string[]): string => columns.map(quoteIdentifier).join(', ');

async function clientOf(runner: QueryRunner): Promise<ExtendedClient> {
  return (await runner.connect()) as ExtendedClient;
}

/** Writes a table as CSV with a header (RFC 4180) and says how many rows and which SHA-256. Constant memory. */
export async function dumpTable(
  runner: QueryRunner,
  table: TableShape,
  file: string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const client = await clientOf(runner);
  const sql = `COPY (SELECT ${list(table.columns)} FROM ${quoteIdentifier(table.name)} ORDER BY ${list(table.key)}) TO STDOUT (FORMAT csv, HEADER)`;
  const source = client.query(copyTo(sql)) as NodeJS.ReadableStream & { rowCount: number };
  await pipeline(source, tap, createWriteStream(file));
  return { rows: source.rowCount, sha256: hash.digest('hex') };
}

/** Loads a CSV that `dumpTable` wrote. */
export async function loadTable(
  runner: QueryRunner,
  name: string,
  columns: readonly string[],
  file: string,
): Promise<void> {
  const client = await clientOf(runner);
  const sql = `COPY ${quoteIdentifier(name)} (${list(columns)}) FROM STDIN (FORMAT csv, HEADER)`;
  await pipeline(createReadStream(file), client.query(copyFrom(sql)) as NodeJS.WritableStream);
}
