import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The variants of a product are found by an index: each has a page of its own. */
export class ProductGroups1764470000000 implements MigrationInterface {
  readonly name = 'ProductGroups1764470000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX product_by_group ON product ((coalesce(group_id, id))) WHERE archived_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX product_by_group');
  }
}
