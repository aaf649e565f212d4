import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of two jobs that may mail the giver of a mandate one alone does, whichever workers they run in. */
export class MandateCopies1764710000000 implements MigrationInterface {
  readonly name = 'MandateCopies1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mandate ADD COLUMN copy_job uuid');
    await runner.query(
      `COMMENT ON COLUMN mandate.copy_job IS 'Outbox row whose mail goes to the giver: taken once; null: none has yet'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mandate DROP COLUMN copy_job');
  }
}
