import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
// Two may be of one customer: those of a page that was merged into another one come beside its own.
const statements = [
  `CREATE TABLE blocked_customer (
     id uuid CONSTRAINT blocked_customer_pkey PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT blocked_customer_listing REFERENCES listing (id) ON DELETE CASCADE,
     name text NOT NULL CONSTRAINT blocked_customer_name CHECK (length(name) BETWEEN 1 AND 100),
     email text CONSTRAINT blocked_customer_email CHECK (length(email) BETWEEN 3 AND 254),
     phone text CONSTRAINT blocked_customer_phone CHECK (phone ~ '^[+][1-9][0-9]{5,14}$'),
     reason text CONSTRAINT blocked_customer_reason CHECK (length(reason) BETWEEN 1 AND 300),
     created_at timestamptz NOT NULL,
     CONSTRAINT blocked_customer_contact CHECK (email IS NOT NULL OR phone IS NOT NULL)
   )`,
  `COMMENT ON TABLE blocked_customer IS 'From whom a shop takes no orders online'`,
  `COMMENT ON COLUMN blocked_customer.email IS 'In the one form in which addresses are looked up'`,
  `CREATE INDEX blocked_customer_by_listing ON blocked_customer (listing_id)`,
  `CREATE INDEX blocked_customer_by_email ON blocked_customer (email) WHERE email IS NOT NULL`,
  `CREATE INDEX blocked_customer_to_erase ON blocked_customer (created_at)`,
];

/** A shop takes no more orders from a customer. */
export class BlockedCustomers1764492000000 implements MigrationInterface {
  readonly name = 'BlockedCustomers1764492000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE blocked_customer');
  }
}
