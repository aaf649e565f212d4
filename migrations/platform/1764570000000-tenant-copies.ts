import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The registry knows which territories are copies of another one's archive: they write to nobody, and touch nobody's money. */
export class TenantCopies1764570000000 implements MigrationInterface {
  readonly name = 'TenantCopies1764570000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenant ADD COLUMN is_copy boolean NOT NULL DEFAULT false');
    await runner.query(
      `COMMENT ON COLUMN tenant.is_copy IS 'Imported from an archive whose territory goes on elsewhere: mails, text messages and payments stay its own'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenant DROP COLUMN is_copy');
  }
}
