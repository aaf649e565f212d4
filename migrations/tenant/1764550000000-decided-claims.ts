import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

/** The pages of decided claims, newest first, sort no more than they show. */
export class DecidedClaims1764550000000 implements MigrationInterface {
  readonly name = 'DecidedClaims1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX claim_by_state ON claim (state, changed_at DESC, id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX claim_by_state');
  }
}
