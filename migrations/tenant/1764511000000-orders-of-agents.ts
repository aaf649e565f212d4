import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  // Of the rows that there are none has any: they are not read for it.
  'ALTER TABLE order_event ADD COLUMN agent_id uuid',
  `ALTER TABLE order_event
     ADD CONSTRAINT order_event_agent CHECK (agent_id IS NULL OR actor = 'town') NOT VALID`,
  `COMMENT ON COLUMN order_event.agent_id IS 'The account of the console that took a step for the shop, under its mandate'`,
];

/** A step that an agent of the town takes for a shop says which agent: sent twice, it is taken once. */
export class OrdersOfAgents1764511000000 implements MigrationInterface {
  readonly name = 'OrdersOfAgents1764511000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_event DROP COLUMN agent_id');
  }
}
