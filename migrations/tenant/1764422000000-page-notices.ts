import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
// Servers of the release before notify meanwhile: no row of theirs is read or written while the table is held.
const statements = [
  `ALTER TABLE notification
     ADD COLUMN page_change text,
     ADD COLUMN author text,
     ADD COLUMN agent_id uuid,
     ADD COLUMN post_id uuid`,
  // Of the rows that there are none has any: they are not read for it.
  `ALTER TABLE notification
     ADD CONSTRAINT notification_page_change CHECK (page_change IN ('page', 'posts', 'hidden', 'shown', 'mandate')) NOT VALID,
     ADD CONSTRAINT notification_author CHECK (author IN ('merchant', 'agent', 'link')) NOT VALID`,
  `COMMENT ON COLUMN notification.page_change IS 'What happened to the page; null for other events'`,
  `COMMENT ON COLUMN notification.author IS 'Who did that to the page, as a kind'`,
  `COMMENT ON COLUMN notification.agent_id IS 'Which account of the console; null where no agent did it, or that is not known'`,
  `COMMENT ON COLUMN notification.post_id IS 'The post that the town hid, or hides no more'`,
];

/** What a notification of a page is about stands in columns: its reference only says that it is the same. */
export class PageNotices1764422000000 implements MigrationInterface {
  readonly name = 'PageNotices1764422000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE notification DROP COLUMN page_change, DROP COLUMN author, DROP COLUMN agent_id, DROP COLUMN post_id',
    );
  }
}
