import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'page', 'posts', 'hidden', 'shown', 'mandate', 'disputed', 'confirmed', 'displaced',
  'place-accepted', 'place-refused', 'place-reopened', 'claim-disputed', 'document-requested', 'claim-approved',
  'claim-refused', 'products', 'orders'`;
const ADDED = `'mandate-asked'`;

/** Who keeps a page finds among their notifications that a mandate which somebody else signed waits for their agreement. */
export class NotifiedMandateAsked1764515000000 implements MigrationInterface {
  readonly name = 'NotifiedMandateAsked1764515000000';

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
