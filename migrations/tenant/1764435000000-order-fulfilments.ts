import type { MigrationInterface, QueryRunner } from 'typeorm';

const fulfilmentCheck = (names: readonly string[]): string => `
  ALTER TABLE customer_order
    DROP CONSTRAINT customer_order_fulfilment,
    ADD CONSTRAINT customer_order_fulfilment CHECK (fulfilment IN (${names.map((name) => `'${name}'`).join(', ')}))`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE fulfilment_settings (
     listing_id integer CONSTRAINT fulfilment_settings_listing REFERENCES listing (id) ON DELETE CASCADE,
     fulfilment text CONSTRAINT fulfilment_settings_fulfilment CHECK (fulfilment IN ('pickup', 'delivery', 'post')),
     is_on boolean NOT NULL,
     rules jsonb,
     updated_at timestamptz NOT NULL,
     CONSTRAINT fulfilment_settings_pkey PRIMARY KEY (listing_id, fulfilment),
     CONSTRAINT fulfilment_settings_rules CHECK ((fulfilment = 'pickup') = (rules IS NULL))
   )`,
  `COMMENT ON TABLE fulfilment_settings IS 'How the orders of a shop reach its customers; without a row they are collected in the shop, and in no other way'`,
  `CREATE TABLE collection_point (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT collection_point_listing REFERENCES listing (id) ON DELETE CASCADE,
     name text NOT NULL CONSTRAINT collection_point_name CHECK (length(name) BETWEEN 1 AND 80),
     address text NOT NULL CONSTRAINT collection_point_address CHECK (length(address) BETWEEN 1 AND 160),
     longitude double precision CONSTRAINT collection_point_longitude CHECK (longitude BETWEEN -180 AND 180),
     latitude double precision CONSTRAINT collection_point_latitude CHECK (latitude BETWEEN -90 AND 90),
     hours text NOT NULL CONSTRAINT collection_point_hours CHECK (length(hours) BETWEEN 1 AND 200),
     slots jsonb NOT NULL,
     is_on boolean NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT collection_point_pin CHECK ((longitude IS NULL) = (latitude IS NULL))
   )`,
  `COMMENT ON TABLE collection_point IS 'Where orders of a shop are collected besides the shop: a market stall, lockers'`,
  `CREATE INDEX collection_point_by_listing ON collection_point (listing_id)`,
  fulfilmentCheck(['pickup', 'collection-point', 'delivery', 'post']),
  `ALTER TABLE customer_order
     ADD COLUMN fee_cents integer NOT NULL DEFAULT 0 CONSTRAINT customer_order_fee CHECK (fee_cents BETWEEN 0 AND 100000),
     ADD COLUMN collection_point_id uuid,
     ADD COLUMN collection_point jsonb,
     ADD COLUMN delivery_address jsonb,
     ADD CONSTRAINT customer_order_fee_of CHECK (fee_cents = 0 OR fulfilment IN ('delivery', 'post')),
     ADD CONSTRAINT customer_order_point CHECK (
       (fulfilment = 'collection-point') = (collection_point_id IS NOT NULL)
       AND (collection_point_id IS NULL) = (collection_point IS NULL)),
     ADD CONSTRAINT customer_order_address CHECK (
       CASE WHEN fulfilment NOT IN ('delivery', 'post') OR erased_at IS NOT NULL THEN delivery_address IS NULL
            ELSE delivery_address IS NOT NULL END)`,
  `ALTER TABLE order_withdrawal
     ADD COLUMN fee_cents integer NOT NULL DEFAULT 0 CONSTRAINT order_withdrawal_fee CHECK (fee_cents BETWEEN 0 AND 100000)`,
  `COMMENT ON COLUMN order_withdrawal.fee_cents IS 'The fee that is not owed, or given back, besides the goods: of the withdrawal that leaves nothing of the order'`,
  `COMMENT ON COLUMN customer_order.fee_cents IS 'For delivery or sending, taxes included, beside total_cents, which is the price of the goods'`,
  `COMMENT ON COLUMN customer_order.collection_point IS 'Name, address and pin of the collection point, as they were when it was ordered'`,
  `COMMENT ON COLUMN customer_order.delivery_address IS 'Where the customer receives it; erased with them'`,
];

const undo = [
  'ALTER TABLE order_withdrawal DROP COLUMN fee_cents',
  `ALTER TABLE customer_order
     DROP COLUMN fee_cents, DROP COLUMN collection_point_id, DROP COLUMN collection_point, DROP COLUMN delivery_address`,
  fulfilmentCheck(['pickup']),
  'DROP TABLE collection_point',
  'DROP TABLE fulfilment_settings',
];

/** Orders are collected in the shop or at a collection point, delivered by the merchant or sent by post. */
export class OrderFulfilments1764435000000 implements MigrationInterface {
  readonly name = 'OrderFulfilments1764435000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undo) await runner.query(statement);
  }
}
