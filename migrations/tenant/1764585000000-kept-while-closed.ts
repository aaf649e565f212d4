import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

/** Shops accept orders for a time that they closed since, and say so. */
export class KeptWhileClosed1764585000000 implements MigrationInterface {
  readonly name = 'KeptWhileClosed1764585000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_event
        ADD COLUMN while_closed boolean NOT NULL DEFAULT false
          CONSTRAINT order_event_while_closed CHECK (NOT while_closed OR state = 'accepted')`);
    await runner.query(
      `COMMENT ON COLUMN order_event.while_closed IS 'Of an acceptance: the shop had closed the time of the order, and keeps it all the same'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_event DROP COLUMN while_closed');
  }
}
