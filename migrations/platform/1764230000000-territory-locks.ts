import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE territory_lock (slug text PRIMARY KEY)`,
  `COMMENT ON TABLE territory_lock IS
     'A row for each slug that was ever opened or erased: who does either holds it. Advisory locks are closed to every role'`,
];

/** Opening, importing and erasing a territory of one slug exclude each other, in whichever process they run. */
export class TerritoryLocks1764230000000 implements MigrationInterface {
  readonly name = 'TerritoryLocks1764230000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE territory_lock');
  }
}
