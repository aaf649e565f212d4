import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE product
     ADD COLUMN options jsonb NOT NULL DEFAULT '[]'
       CONSTRAINT product_options CHECK (jsonb_typeof(options) = 'array' AND jsonb_array_length(options) <= 8)`,
  `COMMENT ON COLUMN product.options IS 'Groups of choices in their order: name, least and most that are chosen, and what each adds to the price in cents'`,
  `ALTER TABLE order_line
     ADD COLUMN choices jsonb NOT NULL DEFAULT '[]' CONSTRAINT order_line_choices CHECK (jsonb_typeof(choices) = 'array'),
     DROP CONSTRAINT order_line_once`,
  `COMMENT ON COLUMN order_line.choices IS 'Chosen of the options of the product, as they were called and priced when it was ordered'`,
  // The digest: the names of all choices of a product are longer than a key of an index may be.
  `CREATE UNIQUE INDEX order_line_once ON order_line (order_id, product_id, md5(choices::text))`,
];

/** A product has options with prices; an order has one line of a product for each set of choices. */
export class ProductOptions1764302000000 implements MigrationInterface {
  readonly name = 'ProductOptions1764302000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where an order has two lines of one product: they cannot be told apart without their choices. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_line_once');
    await runner.query(
      'ALTER TABLE order_line DROP COLUMN choices, ADD CONSTRAINT order_line_once UNIQUE (order_id, product_id)',
    );
    await runner.query('ALTER TABLE product DROP COLUMN options');
  }
}
