import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
// Servers of the release before accept a place as it was asked for: null says so.
const statements = [
  'ALTER TABLE correction ADD COLUMN decided_address jsonb',
  `COMMENT ON COLUMN correction.decided_address IS 'The address that an agent accepted in the place of the one that was asked for; null: as it was asked for'`,
];

/** Where an agent puts a business whose keeper asked for another place. */
export class DecidedPlaces1764695000000 implements MigrationInterface {
  readonly name = 'DecidedPlaces1764695000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE correction DROP COLUMN decided_address');
  }
}
