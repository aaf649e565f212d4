import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notification of a page that was closed, opened or moved says so. */
export class PageFacts1764486000000 implements MigrationInterface {
  readonly name = 'PageFacts1764486000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    // Of the rows that there are none has any: they are not read for it.
    await runner.query('ALTER TABLE notification ADD COLUMN page_fact text');
    await runner.query(
      `ALTER TABLE notification
         ADD CONSTRAINT notification_page_fact CHECK (page_fact IN ('closed', 'opened', 'moved')) NOT VALID`,
    );
    await runner.query(
      `COMMENT ON COLUMN notification.page_fact IS 'What the change did beside changing words; null where it did no such thing'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notification DROP COLUMN page_fact');
  }
}
