import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `1764450000000-order-payments` left it. */
const BEGINS = `
  (event = 1) = (previous IS NULL) AND (previous IS NULL) = (from_state IS NULL)
  AND (event > 1 OR state IN ('received', 'to-confirm', 'to-pay'))`;
/** What the shop, or the town for it, enters for somebody on the phone is accepted with that. */
const BEGINS_WITH_STAFF = `
  (event = 1) = (previous IS NULL) AND (previous IS NULL) = (from_state IS NULL)
  AND (event > 1 OR state IN ('received', 'to-confirm', 'to-pay') OR (state = 'accepted' AND actor IN ('merchant', 'town')))`;

const begins = (condition: string): string => `
  ALTER TABLE order_event DROP CONSTRAINT order_event_begins,
    ADD CONSTRAINT order_event_begins CHECK (${condition})`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  begins(BEGINS_WITH_STAFF),
  `ALTER TABLE order_event
     ADD COLUMN overrides text CONSTRAINT order_event_overrides CHECK (
       overrides IS NULL
       OR (overrides IN ('full', 'too-large', 'too-soon', 'past-cut-off') AND event = 1 AND actor IN ('merchant', 'town')))`,
  `COMMENT ON COLUMN order_event.overrides IS 'Why a customer could not have had the slot, which who entered the order for them confirmed all the same'`,
];

/** A shop enters an order for somebody on the phone. */
export class StaffOrders1764474000000 implements MigrationInterface {
  readonly name = 'StaffOrders1764474000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where an order was entered: what it began with has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_event DROP COLUMN overrides');
    await runner.query(begins(BEGINS));
  }
}
