import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE product (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT product_listing REFERENCES listing (id) ON DELETE CASCADE,
     name text NOT NULL CONSTRAINT product_name CHECK (length(name) BETWEEN 1 AND 120),
     description text NOT NULL CONSTRAINT product_description CHECK (length(description) <= 2000),
     shelf text CONSTRAINT product_shelf CHECK (length(shelf) BETWEEN 1 AND 60),
     price_cents integer NOT NULL CONSTRAINT product_price CHECK (price_cents BETWEEN 1 AND 10000000),
     vat text NOT NULL CONSTRAINT product_vat CHECK (vat IN ('standard', 'intermediate', 'reduced', 'super-reduced')),
     stock integer CONSTRAINT product_stock CHECK (stock >= 0),
     is_available boolean NOT NULL,
     notice_days smallint NOT NULL CONSTRAINT product_notice CHECK (notice_days BETWEEN 0 AND 60),
     minimum_age smallint CONSTRAINT product_minimum_age CHECK (minimum_age = 18),
     withdrawal text NOT NULL CONSTRAINT product_withdrawal CHECK (withdrawal IN ('right', 'perishable', 'made-to-measure', 'sealed', 'dated')),
     position integer NOT NULL,
     archived_at timestamptz,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN product.price_cents IS 'Including tax'`,
  `COMMENT ON COLUMN product.stock IS 'Pieces that may still be ordered; null: not counted'`,
  `COMMENT ON COLUMN product.is_available IS 'False: shown, and not to be ordered for the time being'`,
  `COMMENT ON COLUMN product.withdrawal IS 'Whether a distance contract may be withdrawn from (code de la consommation, L221-18), or why not (L221-28)'`,
  `CREATE INDEX product_by_listing ON product (listing_id, position, id) WHERE archived_at IS NULL`,
  `CREATE TABLE stock_movement (
     id uuid PRIMARY KEY,
     product_id uuid NOT NULL CONSTRAINT stock_movement_product REFERENCES product (id) ON DELETE CASCADE,
     order_id uuid,
     delta integer NOT NULL CONSTRAINT stock_movement_delta CHECK (delta <> 0),
     reason text NOT NULL CONSTRAINT stock_movement_reason CHECK (reason IN ('counted', 'ordered', 'returned')),
     created_at timestamptz NOT NULL,
     CONSTRAINT stock_movement_of_order CHECK ((reason = 'counted') = (order_id IS NULL))
   )`,
  `COMMENT ON TABLE stock_movement IS 'Why the stock of a product is what it is: the deltas of a counted product add up to its stock'`,
  `CREATE INDEX stock_movement_by_product ON stock_movement (product_id, created_at)`,
  `CREATE INDEX stock_movement_by_order ON stock_movement (order_id) WHERE order_id IS NOT NULL`,
];

/** What a merchant sells, and what became of its stock. */
export class Catalogue1764200000000 implements MigrationInterface {
  readonly name = 'Catalogue1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stock_movement');
    await runner.query('DROP TABLE product');
  }
}
