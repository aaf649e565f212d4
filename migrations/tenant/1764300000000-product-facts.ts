import type { MigrationInterface, QueryRunner } from 'typeorm';

const ALLERGENS =
  'gluten crustaceans eggs fish peanuts soybeans milk nuts celery mustard sesame sulphites lupin molluscs';
const LABELS = 'organic aop igp stg label-rouge mountain farm home-made';

const arrayOf = (words: string): string =>
  `ARRAY[${words
    .split(' ')
    .map((word) => `'${word}'`)
    .join(', ')}]::text[]`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE product
     ADD COLUMN allergens text[] CONSTRAINT product_allergens CHECK (allergens <@ ${arrayOf(ALLERGENS)}),
     ADD COLUMN labels text[] NOT NULL DEFAULT '{}' CONSTRAINT product_labels CHECK (labels <@ ${arrayOf(LABELS)}),
     ADD COLUMN content_amount integer CONSTRAINT product_content_amount CHECK (content_amount BETWEEN 1 AND 1000000),
     ADD COLUMN content_unit text CONSTRAINT product_content_unit CHECK (content_unit IN ('g', 'ml', 'piece')),
     ADD CONSTRAINT product_content CHECK ((content_amount IS NULL) = (content_unit IS NULL))`,
  `COMMENT ON COLUMN product.allergens IS 'Of the fourteen of regulation (EU) 1169/2011, annex II; empty: it has none of them; null: nothing is said'`,
  `COMMENT ON COLUMN product.content_amount IS 'What is in one piece: grams, millilitres or pieces; the price by kilo, litre or piece is computed of it'`,
];

/** What a product contains, the signs of quality it bears, and how much is in it. */
export class ProductFacts1764300000000 implements MigrationInterface {
  readonly name = 'ProductFacts1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product DROP CONSTRAINT product_content');
    await runner.query(
      'ALTER TABLE product DROP COLUMN content_unit, DROP COLUMN content_amount, DROP COLUMN labels, DROP COLUMN allergens',
    );
  }
}
