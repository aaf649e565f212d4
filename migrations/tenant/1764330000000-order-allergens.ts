import type { MigrationInterface, QueryRunner } from 'typeorm';

const ALLERGENS =
  'gluten crustaceans eggs fish peanuts soybeans milk nuts celery mustard sesame sulphites lupin molluscs'
    .split(' ')
    .map((word) => `'${word}'`)
    .join(', ');

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE order_line
     ADD COLUMN allergens text[] CONSTRAINT order_line_allergens CHECK (allergens <@ ARRAY[${ALLERGENS}]::text[])`,
  `COMMENT ON COLUMN order_line.allergens IS 'What was said of the product when it was ordered; empty: it has none of the fourteen; null: nothing was said'`,
];

/** A line of an order keeps what its customer read of allergens. */
export class OrderAllergens1764330000000 implements MigrationInterface {
  readonly name = 'OrderAllergens1764330000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_line DROP COLUMN allergens');
  }
}
