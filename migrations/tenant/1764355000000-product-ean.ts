import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE product ADD COLUMN ean text CONSTRAINT product_ean CHECK (ean ~ '^([0-9]{8}|[0-9]{13,14})$')`,
  `COMMENT ON COLUMN product.ean IS 'Number of the article (GTIN), the last digit of which is right; twelve digits have a nought before them'`,
];

/** A product has the number under its bar code. */
export class ProductEan1764355000000 implements MigrationInterface {
  readonly name = 'ProductEan1764355000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product DROP COLUMN ean');
  }
}
