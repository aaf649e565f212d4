import type { QueryRunner } from 'typeorm';
import { quoteIdentifier } from './admin';

/** A statement that makes again what was set aside, and the table that it belongs to. */
export interface Rebuild {
  readonly table: string;
  readonly sql: string;
}

/** What a table is loaded without, in the order in which it is made again. */
export interface SetAside {
  /** Indexes, unique and exclusion constraints: made again as soon as the table is loaded. */
  readonly indexes: readonly Rebuild[];
  /** Made again when every table is loaded, so that rows may refer to tables that are loaded later. */
  readonly foreignKeys: readonly Rebuild[];
}

interface Found {
  readonly kind: 'constraint' | 'foreign-key' | 'index';
  readonly name: string;
  readonly definition: string;
}

// The primary key stays: the rows come in its order, and foreign keys rest on it, as they may on a unique index.
// References out of the schema stay too: making one again would lock a table that belongs to others.
const FIND = `
  SELECT CASE k.contype WHEN 'f' THEN 'foreign-key' ELSE 'constraint' END AS kind, k.conname AS name,
         pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.conrelid = to_regclass($1) AND c.relkind = 'r'
     AND (k.contype = 'f' AND (SELECT p.relnamespace FROM pg_class p WHERE p.oid = k.confrelid) = c.relnamespace
          OR k.contype IN ('u', 'x')
             AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = k.conindid))
  UNION ALL
  SELECT 'index', n.relname, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
   WHERE i.indrelid = to_regclass($1) AND c.relkind = 'r' AND NOT i.indisprimary
     AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
   ORDER BY 1, 2`;

/**
 * Takes from an empty table the indexes and constraints that cost more kept row by row than made once, and says how to
 * make them again exactly. Belongs inside the transaction that made the table.
 */
export async function setAsideIndexes(runner: QueryRunner, table: string): Promise<SetAside> {
  const name = quoteIdentifier(table);
  const found = (await runner.query(FIND, [name])) as Found[];
  const indexes: Rebuild[] = [];
  const foreignKeys: Rebuild[] = [];
  for (const { kind, name: own, definition } of found) {
    if (kind === 'index') {
      await runner.query(`DROP INDEX ${quoteIdentifier(own)}`);
      indexes.push({ table, sql: definition });
      continue;
    }
    await runner.query(`ALTER TABLE ${name} DROP CONSTRAINT ${quoteIdentifier(own)}`);
    const sql = `ALTER TABLE ${name} ADD CONSTRAINT ${quoteIdentifier(own)} ${definition}`;
    (kind === 'foreign-key' ? foreignKeys : indexes).push({ table, sql });
  }
  return { indexes, foreignKeys };
}
