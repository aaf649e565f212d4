import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'page', 'posts', 'hidden', 'shown', 'mandate', 'disputed', 'confirmed', 'displaced',
  'place-accepted', 'place-refused', 'place-reopened', 'claim-disputed', 'document-requested', 'claim-approved',
  'claim-refused', 'products', 'orders', 'mandate-asked'`;
const ADDED = `'addition-accepted', 'addition-refused'`;

/** Who asked for a business to be added finds the answer among their notifications: a refused one has no page. */
export class NotifiedAdditions1764520000000 implements MigrationInterface {
  readonly name = 'NotifiedAdditions1764520000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    // What was allowed is allowed still: no row is read for it. A server of the release before lists those of a page alone.
    await runner.query(
      `ALTER TABLE notification
         DROP CONSTRAINT notification_page_change,
         ADD CONSTRAINT notification_page_change CHECK (page_change IN (${BEFORE}, ${ADDED})) NOT VALID,
         ADD COLUMN addition_id uuid CONSTRAINT notification_addition REFERENCES addition_request (id) ON DELETE CASCADE,
         ALTER COLUMN listing_id DROP NOT NULL,
         ADD CONSTRAINT notification_subject CHECK (listing_id IS NOT NULL OR addition_id IS NOT NULL) NOT VALID`,
    );
    await runner.query(
      `COMMENT ON COLUMN notification.addition_id IS 'The answered request to add a business; null of what is about no such request'`,
    );
    await runner.query(
      'CREATE INDEX notification_by_addition ON notification (addition_id) WHERE addition_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM notification WHERE page_change IN (${ADDED})`);
    await runner.query(
      `ALTER TABLE notification
         DROP CONSTRAINT notification_subject,
         ALTER COLUMN listing_id SET NOT NULL,
         DROP COLUMN addition_id,
         DROP CONSTRAINT notification_page_change,
         ADD CONSTRAINT notification_page_change CHECK (page_change IN (${BEFORE})) NOT VALID`,
    );
  }
}
