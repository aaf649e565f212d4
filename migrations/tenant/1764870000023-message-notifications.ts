import type { MigrationInterface, QueryRunner } from 'typeorm';

const EVENTS = ['freshness', 'holidays', 'report', 'page', 'order'];
const TABLES = ['notification', 'notification_preference'] as const;

// Names are unqualified: the connection's search_path is the tenant's schema.
// What was allowed is allowed still: no row is read for it.
const eventCheck = (table: string, events: readonly string[]): string => `
  ALTER TABLE ${table}
    DROP CONSTRAINT ${table}_event,
    ADD CONSTRAINT ${table}_event CHECK (event IN (${events.map((event) => `'${event}'`).join(', ')})) NOT VALID`;

/** Who answers for a shop chooses whether they are told of messages. */
export class MessageNotifications1764870000023 implements MigrationInterface {
  readonly name = 'MessageNotifications1764870000023';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(eventCheck(table, [...EVENTS, 'message']));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`DELETE FROM ${table} WHERE event = 'message'`);
      await runner.query(eventCheck(table, EVENTS));
    }
  }
}
