import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who searches for a business by its name is told that it is closed for good, or hidden: neither is in the index of names. */
export class UnlistedNames1764575000000 implements MigrationInterface {
  readonly name = 'UnlistedNames1764575000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX listing_unlisted_by_name ON listing (folded_name) WHERE state = 'closed' OR visibility = 'not-public'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX listing_unlisted_by_name');
  }
}
