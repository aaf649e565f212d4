import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'page', 'posts', 'hidden', 'shown', 'mandate', 'disputed', 'confirmed', 'displaced',
  'place-accepted', 'place-refused', 'place-reopened', 'claim-disputed', 'document-requested', 'claim-approved',
  'claim-refused'`;
const ADDED = `'products', 'orders'`;

/** Who keeps a shop finds among their notifications that an agent with a mandate acted on its products and orders. */
export class NotifiedMandateTasks1764510000000 implements MigrationInterface {
  readonly name = 'NotifiedMandateTasks1764510000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    // What was allowed is allowed still: no row is read for it.
    await runner.query(
      `ALTER TABLE notification
         DROP CONSTRAINT notification_page_change,
         ADD CONSTRAINT notification_page_change CHECK (page_change IN (${BEFORE}, ${ADDED})) NOT VALID`,
    );
    await runner.query(
      `COMMENT ON COLUMN mandate.scope IS 'Groups of fields that agents may edit, and what else they may do; null for all of the fields'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM notification WHERE page_change IN (${ADDED})`);
    await runner.query(
      `ALTER TABLE notification
         DROP CONSTRAINT notification_page_change,
         ADD CONSTRAINT notification_page_change CHECK (page_change IN (${BEFORE})) NOT VALID`,
    );
    await runner.query(
      `COMMENT ON COLUMN mandate.scope IS 'Groups of fields that agents may edit; null for all of them'`,
    );
  }
}
