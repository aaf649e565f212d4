import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE sale_terms (
     listing_id integer CONSTRAINT sale_terms_listing REFERENCES listing (id) ON DELETE CASCADE,
     digest text CONSTRAINT sale_terms_digest CHECK (digest ~ '^[0-9a-f]{64}$'),
     document jsonb NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT sale_terms_pkey PRIMARY KEY (listing_id, digest)
   )`,
  `COMMENT ON TABLE sale_terms IS 'Terms of sale as customers accepted them, word for word, by what they say (SHA-256)'`,
  `ALTER TABLE customer_order
     ADD COLUMN terms_digest text,
     ADD CONSTRAINT customer_order_terms FOREIGN KEY (listing_id, terms_digest) REFERENCES sale_terms (listing_id, digest)`,
  `COMMENT ON COLUMN customer_order.terms_digest IS 'Null: a reservation, or an order from before terms were kept'`,
];

/** Orders keep the terms of sale that their customers accepted. */
export class SaleTerms1764360000000 implements MigrationInterface {
  readonly name = 'SaleTerms1764360000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order DROP COLUMN terms_digest');
    await runner.query('DROP TABLE sale_terms');
  }
}
