import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'page', 'posts', 'hidden', 'shown', 'mandate'`;
const ADDED = `'disputed', 'confirmed', 'displaced', 'place-accepted', 'place-refused', 'place-reopened'`;

/** Who keeps a page finds a dispute of it, and the town's answers about its place, among their notifications. */
export class NotifiedCases1764461000000 implements MigrationInterface {
  readonly name = 'NotifiedCases1764461000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    // What was allowed is allowed still: no row is read for it.
    await runner.query(
      `ALTER TABLE notification
         DROP CONSTRAINT notification_page_change,
         ADD CONSTRAINT notification_page_change CHECK (page_change IN (${BEFORE}, ${ADDED})) NOT VALID`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM notification WHERE page_change IN (${ADDED})`);
    await runner.query(
      `ALTER TABLE notification
         DROP CONSTRAINT notification_page_change,
         ADD CONSTRAINT notification_page_change CHECK (page_change IN (${BEFORE})) NOT VALID`,
    );
  }
}
