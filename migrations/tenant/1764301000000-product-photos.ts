import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE photo
     DROP CONSTRAINT photo_kind,
     ADD CONSTRAINT photo_kind CHECK (kind IN ('photo', 'logo', 'product')),
     ADD COLUMN product_id uuid CONSTRAINT photo_product REFERENCES product (id) ON DELETE CASCADE,
     ADD CONSTRAINT photo_of_product CHECK ((kind = 'product') = (product_id IS NOT NULL))`,
  `COMMENT ON COLUMN photo.product_id IS 'What it shows, where it is no photograph of the place'`,
  `CREATE INDEX photo_by_product ON photo (product_id) WHERE product_id IS NOT NULL`,
  `CREATE UNIQUE INDEX photo_one_of_product ON photo (product_id) WHERE product_id IS NOT NULL AND removed_at IS NULL`,
];

/** A product has a photograph, beside those of the place that sells it. */
export class ProductPhotos1764301000000 implements MigrationInterface {
  readonly name = 'ProductPhotos1764301000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM photo WHERE kind = 'product'`);
    await runner.query('DROP INDEX photo_one_of_product, photo_by_product');
    await runner.query(`
      ALTER TABLE photo
        DROP CONSTRAINT photo_of_product,
        DROP COLUMN product_id,
        DROP CONSTRAINT photo_kind,
        ADD CONSTRAINT photo_kind CHECK (kind IN ('photo', 'logo'))`);
  }
}
