import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The registry knows since when a territory is in its state: what was archived before it does not say when. */
export class StateSince1764421000000 implements MigrationInterface {
  readonly name = 'StateSince1764421000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenant ADD COLUMN state_since timestamptz');
    await runner.query(
      `COMMENT ON COLUMN tenant.state_since IS 'When it came into its state; null: before that was kept'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenant DROP COLUMN state_since');
  }
}
