import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE first_territories (
     is_only boolean PRIMARY KEY DEFAULT true CONSTRAINT first_territories_one_row CHECK (is_only),
     begun_at timestamptz NOT NULL DEFAULT now(),
     finished_at timestamptz
   )`,
  `COMMENT ON TABLE first_territories IS 'Whether the territories of the first start were opened: it happens once'`,
  // Whoever has territories by now had their first start long ago.
  `INSERT INTO first_territories (finished_at) SELECT now() WHERE EXISTS (SELECT 1 FROM tenant)`,
  `CREATE TABLE dropped_territory (
     slug text PRIMARY KEY,
     title text NOT NULL,
     dropped_at timestamptz NOT NULL DEFAULT now()
   )`,
  `COMMENT ON TABLE dropped_territory IS 'Erased on purpose: their folders may still be there, and open nothing by themselves'`,
];

/** What was opened once and what was erased, so that a start does neither again by itself. */
export class TerritoryMemory1764099000000 implements MigrationInterface {
  readonly name = 'TerritoryMemory1764099000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dropped_territory');
    await runner.query('DROP TABLE first_territories');
  }
}
