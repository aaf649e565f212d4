import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
// Of the rows that there are none has any: they are not read for it.
// Servers of the release before write none: what they say is for adults is alcohol.
const statements = ['product', 'order_line'].flatMap((table) => [
  `ALTER TABLE ${table} ADD COLUMN age_restriction text`,
  `ALTER TABLE ${table}
     ADD CONSTRAINT ${table}_age_restriction CHECK (age_restriction IN ('weapon', 'vaping', 'other')) NOT VALID`,
  `COMMENT ON COLUMN ${table}.age_restriction IS 'Of goods with a minimum age, what they are; null: alcohol'`,
]);

/** Goods for adults that are not alcohol. */
export class AgeRestrictions1764493000000 implements MigrationInterface {
  readonly name = 'AgeRestrictions1764493000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['product', 'order_line'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN age_restriction`);
  }
}
