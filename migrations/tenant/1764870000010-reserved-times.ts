import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE calm_hours ADD COLUMN is_reserved boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN calm_hours.is_reserved IS 'Appointments of this time are kept for those who say that they need it'`,
];

/** A place keeps appointments of a time that it sets apart for those who say that they need it. */
export class ReservedTimes1764870000010 implements MigrationInterface {
  readonly name = 'ReservedTimes1764870000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE calm_hours DROP COLUMN is_reserved');
  }
}
