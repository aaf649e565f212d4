import { createReadStream, createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readOnlyTables } from '@halles/migrations/tenant';
import type { ExtendedClient } from '@halles/platform/database';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';
import { quoteIdentifier } from './admin';
import { CHUNK_BYTES, HashingStream, type Manifest } from './archive-format';

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
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND NOT c.relname = ANY ($1)
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

export interface Dumped {
  readonly rows: number;
  readonly sha256: string;
}

/** Sends a table as CSV with a header (RFC 4180), says how many rows and which SHA-256. Constant memory. */
async function copyOut(
  runner: QueryRunner,
  table: TableShape,
  target: NodeJS.WritableStream,
): Promise<Dumped> {
  const client = await clientOf(runner);
  const sql = `COPY (SELECT ${list(table.columns)} FROM ${quoteIdentifier(table.name)} ORDER BY ${list(table.key)}) TO STDOUT (FORMAT csv, HEADER)`;
  const source = client.query(copyTo(sql)) as NodeJS.ReadableStream & { rowCount: number };
  const hashing = new HashingStream();
  await pipeline(source, hashing, target);
  return { rows: source.rowCount, sha256: hashing.digest() };
}

/** Writes a table to a CSV file. */
export async function dumpTable(runner: QueryRunner, table: TableShape, file: string): Promise<Dumped> {
  return copyOut(runner, table, createWriteStream(file));
}

/** What `dumpTable` would say of a table, without a file. */
export async function describeTable(runner: QueryRunner, table: TableShape): Promise<Dumped> {
  return copyOut(runner, table, new Writable({ write: (_chunk, _encoding, done) => done() }));
}

/** Loads a CSV that `dumpTable` wrote. Constant memory. */
export async function loadTable(
  runner: QueryRunner,
  name: string,
  columns: readonly string[],
  file: string,
): Promise<void> {
  const client = await clientOf(runner);
  const sql = `COPY ${quoteIdentifier(name)} (${list(columns)}) FROM STDIN (FORMAT csv, HEADER)`;
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  await pipeline(source, client.query(copyFrom(sql)) as NodeJS.WritableStream);
}

type Counters = Manifest['tables'][number]['counters'];

/** Where the counters of the identity columns of a table stand; those that never counted are left out. */
export async function readCounters(runner: QueryRunner, table: string): Promise<Counters> {
  const rows = (await runner.query(
    `SELECT a.attname AS column, pg_sequence_last_value(pg_get_serial_sequence($1, a.attname)::regclass)::text AS last
       FROM pg_attribute a
      WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
        AND pg_get_serial_sequence($1, a.attname) IS NOT NULL
      ORDER BY a.attnum`,
    [quoteIdentifier(table)],
  )) as { column: string; last: string | null }[];
  return rows.flatMap(({ column, last }) => (last === null ? [] : [{ column, last: Number(last) }]));
}

/** Sets the counters of a table to where they stood. */
export async function restoreCounters(runner: QueryRunner, table: string, counters: Counters): Promise<void> {
  for (const { column, last } of counters)
    await runner.query('SELECT setval(pg_get_serial_sequence($1, $2), $3)', [
      quoteIdentifier(table),
      column,
      last,
    ]);
}
