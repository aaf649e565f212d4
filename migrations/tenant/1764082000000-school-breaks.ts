import type { MigrationInterface, QueryRunner } from 'typeorm';

const occasions = (...names: readonly string[]): string =>
  `ALTER TABLE freshness_ask DROP CONSTRAINT freshness_ask_occasion,
     ADD CONSTRAINT freshness_ask_occasion CHECK (occasion IN (${names.map((name) => `'${name}'`).join(', ')}))`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  occasions('monthly', 'holidays', 'summer', 'school'),
  `COMMENT ON COLUMN freshness_ask.period IS 'Of a monthly question its month, of one about holidays or a school break its first day, of one about the summer its year'`,
];

/** Questions before school breaks. */
export class SchoolBreaks1764082000000 implements MigrationInterface {
  readonly name = 'SchoolBreaks1764082000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM freshness_ask WHERE occasion = 'school'`);
    await runner.query(occasions('monthly', 'holidays', 'summer'));
  }
}
