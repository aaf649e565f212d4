import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  // Null and empty where it is sold in one form: what is there needs no change, and a server of the version before goes on adding.
  `ALTER TABLE product
     ADD COLUMN group_id uuid,
     ADD COLUMN variant jsonb NOT NULL DEFAULT '[]'
       CONSTRAINT product_variant CHECK (jsonb_typeof(variant) = 'array' AND jsonb_array_length(variant) <= 3)`,
  `COMMENT ON COLUMN product.group_id IS 'The product that it was first a variant of, which may be off sale by now; null: it is sold in one form'`,
  `COMMENT ON COLUMN product.variant IS 'What tells it from the other variants of its group: attributes with their values, in their order; empty: it is sold in one form'`,
];

/** A product is sold in several variants, each with its own price, stock and bar code. */
export class ProductVariants1764381000000 implements MigrationInterface {
  readonly name = 'ProductVariants1764381000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Variants of one product are products of the same name then, each as it was sold. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product DROP COLUMN variant, DROP COLUMN group_id');
  }
}
