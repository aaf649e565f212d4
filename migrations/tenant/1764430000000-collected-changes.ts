import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
// Servers of the release before mail each notification at once, and write neither column.
const statements = [
  'ALTER TABLE notification ADD COLUMN changed_at timestamptz, ADD COLUMN mail_due_at timestamptz',
  `COMMENT ON COLUMN notification.changed_at IS 'When the last of the changes was made that it tells of; null where it tells of one thing'`,
  `COMMENT ON COLUMN notification.mail_due_at IS 'When the mail of what it has collected is due; null once that was promised, and where nothing is collected'`,
  `CREATE UNIQUE INDEX notification_collecting ON notification (account_id, listing_id, page_change, author, agent_id)
     NULLS NOT DISTINCT WHERE mail_due_at IS NOT NULL`,
];

/** Changes that somebody else makes to a page are collected for a while, and mailed together. */
export class CollectedChanges1764430000000 implements MigrationInterface {
  readonly name = 'CollectedChanges1764430000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notification DROP COLUMN changed_at, DROP COLUMN mail_due_at');
  }
}
