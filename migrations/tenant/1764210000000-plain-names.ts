import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  ['listing_source', 'told_on', 'reported_on'],
  ['listing_staging', 'told', 'packed'],
  ['listing_profile', 'kept', 'owned'],
  ['product', 'shelf', 'section'],
] as const;

/** Table, constraint, column, and the one value of it that has another name. */
const VALUES = [
  ['correction', 'correction_doubt', 'doubt', ['kept', 'owned'], ['policy', 'address']],
  [
    'account_link',
    'account_link_kind',
    'kind',
    ['second-step', 'second-factor'],
    ['sign-up', 'sign-in', 'password', 'email', 'confirm'],
  ],
] as const;

const renameColumn = (table: string, from: string, to: string): string =>
  `ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to}`;

/** What refers to a member of stored JSON finds it under its new name. */
const renameMember = (table: string, column: string, from: string, to: string): string =>
  `UPDATE ${table} SET ${column} = (${column} - '${from}') || jsonb_build_object('${to}', ${column}->'${from}') WHERE ${column} ? '${from}'`;

/** With all constraints and indexes: which of them there are depends on the release of PostgreSQL. */
const renameTable = (from: string, to: string): string[] => [
  `ALTER TABLE ${from} RENAME TO ${to}`,
  `DO $$ DECLARE old text; BEGIN
     FOR old IN SELECT conname FROM pg_constraint WHERE conrelid = '${to}'::regclass AND starts_with(conname, '${from}_') LOOP
       EXECUTE format('ALTER TABLE ${to} RENAME CONSTRAINT %I TO %I', old, replace(old, '${from}_', '${to}_'));
     END LOOP;
     FOR old IN SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                 WHERE x.indrelid = '${to}'::regclass AND starts_with(i.relname, '${from}_') LOOP
       EXECUTE format('ALTER INDEX %I RENAME TO %I', old, replace(old, '${from}_', '${to}_'));
     END LOOP;
   END $$`,
];

/** Rows of the old value are of the new one: a sign-in that waits for its second factor goes on. */
const renameValue = (
  [table, constraint, column, , others]: (typeof VALUES)[number],
  from: string,
  to: string,
): string[] => [
  `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`,
  `UPDATE ${table} SET ${column} = '${to}' WHERE ${column} = '${from}'`,
  `ALTER TABLE ${table} ADD CONSTRAINT ${constraint}
     CHECK (${column} IN (${[...others, to].map((value) => `'${value}'`).join(', ')}))`,
];

/** Columns and values whose names only those who made them understood have the words of the glossary. */
export class PlainNames1764210000000 implements MigrationInterface {
  readonly name = 'PlainNames1764210000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...COLUMNS.map(([table, from, to]) => renameColumn(table, from, to)),
      'ALTER TABLE product RENAME CONSTRAINT product_shelf TO product_section',
      renameMember('import_change', 'before', 'told_on', 'reported_on'),
      renameMember('listing', 'facts', 'tellers', 'factSources'),
      ...VALUES.flatMap((row) => renameValue(row, row[3][0], row[3][1])),
      ...renameTable('freshness_ask', 'freshness_question'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      ...renameTable('freshness_question', 'freshness_ask'),
      ...VALUES.flatMap((row) => renameValue(row, row[3][1], row[3][0])),
      renameMember('listing', 'facts', 'factSources', 'tellers'),
      renameMember('import_change', 'before', 'reported_on', 'told_on'),
      'ALTER TABLE product RENAME CONSTRAINT product_section TO product_shelf',
      ...COLUMNS.map(([table, from, to]) => renameColumn(table, to, from)),
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
