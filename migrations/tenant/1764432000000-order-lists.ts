import type { MigrationInterface, QueryRunner } from 'typeorm';

/** @param ending in which other states a proposal that is over may leave an order, as a condition */
const amendmentCheck = (ending: string): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_amendment,
    ADD CONSTRAINT order_event_amendment CHECK (
     CASE WHEN reason IN ('proposed', 'dropped', 'declined', 'lapsed') THEN from_state = 'received' AND (state = 'received'${ending})
          WHEN reason = 'agreed' THEN actor = 'customer' AND from_state = 'received' AND state = 'accepted'
          ELSE actor <> 'customer' OR from_state IS DISTINCT FROM 'received' OR state <> 'accepted' END)`;

// Names are unqualified: the connection's search_path is the tenant's schema.
// Servers of the release before take orders meanwhile: what they write has lines, and is no list.
const statements = [
  'ALTER TABLE ordering_settings ADD COLUMN takes_lists boolean NOT NULL DEFAULT false',
  `COMMENT ON COLUMN ordering_settings.takes_lists IS 'Whether customers may write or photograph a list, which the shop answers with prices'`,
  'ALTER TABLE customer_order ADD COLUMN is_list boolean NOT NULL DEFAULT false',
  `COMMENT ON COLUMN customer_order.is_list IS 'Its customer sent a list: it has lines, and owes anything, once they agreed to what the shop answered'`,
  `ALTER TABLE customer_order
     DROP CONSTRAINT customer_order_total,
     DROP CONSTRAINT customer_order_items,
     ADD CONSTRAINT customer_order_total CHECK (
       (total_cents > 0 AND items > 0)
       OR (is_list AND total_cents = 0 AND items = 0 AND state IN ('to-confirm', 'received', 'refused', 'cancelled')))`,
  `CREATE TABLE shopping_list (
     order_id uuid PRIMARY KEY CONSTRAINT shopping_list_order REFERENCES customer_order (id) ON DELETE CASCADE,
     text text CONSTRAINT shopping_list_text CHECK (length(text) BETWEEN 1 AND 4000),
     photo_bytes integer CONSTRAINT shopping_list_photo CHECK (photo_bytes > 0),
     message text CONSTRAINT shopping_list_message CHECK (length(message) BETWEEN 1 AND 1000),
     CONSTRAINT shopping_list_says_something CHECK (text IS NOT NULL OR photo_bytes IS NOT NULL)
   )`,
  `COMMENT ON TABLE shopping_list IS 'What a customer wrote or photographed instead of choosing products; removed with who ordered'`,
  `COMMENT ON COLUMN shopping_list.photo_bytes IS 'Of the picture that is stored under the id of the order; null: there is none'`,
  `COMMENT ON COLUMN shopping_list.message IS 'What the shop wrote with its last answer'`,
  `ALTER TABLE order_amendment
     ADD COLUMN slot_from timestamptz,
     ADD COLUMN slot_until timestamptz,
     ADD CONSTRAINT order_amendment_slot CHECK ((slot_from IS NULL) = (slot_until IS NULL) AND slot_from < slot_until)`,
  `COMMENT ON COLUMN order_amendment.slot_from IS 'Another slot that is proposed; null: the one of the order'`,
  'CREATE INDEX product_off_sale ON product (listing_id, name) WHERE archived_at IS NOT NULL',
  // What its shop answered to a list is the order, or there is none: without an answer of its customer it ends.
  amendmentCheck(` OR (state = 'cancelled' AND reason = 'lapsed' AND actor = 'system')`),
];

/** Customers send a list, shops answer it with lines and a price, and with the customer's word it is an order. */
export class OrderLists1764432000000 implements MigrationInterface {
  readonly name = 'OrderLists1764432000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where lists were sent that never became orders with lines. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(amendmentCheck(''));
    await runner.query('DROP INDEX product_off_sale');
    await runner.query('ALTER TABLE order_amendment DROP COLUMN slot_from, DROP COLUMN slot_until');
    await runner.query('DROP TABLE shopping_list');
    await runner.query(`ALTER TABLE customer_order
      DROP CONSTRAINT customer_order_total,
      ADD CONSTRAINT customer_order_total CHECK (total_cents > 0),
      ADD CONSTRAINT customer_order_items CHECK (items > 0)`);
    await runner.query('ALTER TABLE customer_order DROP COLUMN is_list');
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN takes_lists');
  }
}
