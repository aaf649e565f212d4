import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE product_word (
     listing_id integer NOT NULL,
     word text NOT NULL,
     product_id uuid NOT NULL CONSTRAINT product_word_product REFERENCES product (id) ON DELETE CASCADE,
     CONSTRAINT product_word_pkey PRIMARY KEY (listing_id, word, product_id)
   )`,
  `COMMENT ON TABLE product_word IS 'The words by which search finds what a shop has on sale: of the names of its products, folded'`,
  `CREATE INDEX product_word_by_product ON product_word (product_id)`,
  `ALTER TABLE ordering_settings ADD COLUMN is_indexed boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN ordering_settings.is_indexed IS 'False: search does not know yet what the shop sells; a task sees to it'`,
  `CREATE INDEX ordering_settings_to_index ON ordering_settings (listing_id) WHERE NOT is_indexed`,
];

/** Products are found by search, with the shop that has them. */
export class ProductWords1764345000000 implements MigrationInterface {
  readonly name = 'ProductWords1764345000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ordering_settings_to_index');
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN is_indexed');
    await runner.query('DROP TABLE product_word');
  }
}
