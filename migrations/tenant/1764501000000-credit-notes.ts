import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  // Of the rows that there are all have the default, which is allowed: they are not read for it.
  'ALTER TABLE order_withdrawal ADD COLUMN is_by_shop boolean NOT NULL DEFAULT false',
  `ALTER TABLE order_withdrawal
     ADD CONSTRAINT order_withdrawal_by_shop
       CHECK (NOT is_by_shop OR (is_refund_due AND customer_name IS NULL AND customer_email IS NULL)) NOT VALID`,
  `COMMENT ON COLUMN order_withdrawal.is_by_shop IS 'Its shop gives the money of what it handed over back, as it was missing or spoilt: its customer did not withdraw'`,
  `CREATE TABLE credit_note_number (
     listing_id integer CONSTRAINT credit_note_number_listing REFERENCES listing (id) ON DELETE CASCADE,
     year smallint,
     last integer NOT NULL,
     CONSTRAINT credit_note_number_pkey PRIMARY KEY (listing_id, year)
   )`,
  `COMMENT ON TABLE credit_note_number IS 'The last number given in a year: raised by the transaction of the credit note, so that there are no gaps'`,
  `CREATE TABLE credit_note (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL CONSTRAINT credit_note_order REFERENCES customer_order (id) ON DELETE CASCADE,
     listing_id integer NOT NULL CONSTRAINT credit_note_listing REFERENCES listing (id) ON DELETE CASCADE,
     year smallint NOT NULL,
     number integer NOT NULL CONSTRAINT credit_note_positive CHECK (number >= 1),
     cause text NOT NULL CONSTRAINT credit_note_cause CHECK (cause IN ('withdrawal', 'return', 'cancellation', 'weight')),
     withdrawal_id uuid CONSTRAINT credit_note_once UNIQUE
                        CONSTRAINT credit_note_withdrawal REFERENCES order_withdrawal (id) ON DELETE CASCADE,
     is_prepaid boolean NOT NULL,
     lines jsonb NOT NULL,
     fee jsonb NOT NULL,
     cents integer NOT NULL CONSTRAINT credit_note_cents CHECK (cents > 0),
     created_at timestamptz NOT NULL,
     CONSTRAINT credit_note_numbered UNIQUE (listing_id, year, number)
   )`,
  `COMMENT ON TABLE credit_note IS 'What of an order that was paid for is given back, as it is printed: nothing of who ordered'`,
  `COMMENT ON COLUMN credit_note.is_prepaid IS 'It was paid online and not handed over: it was no sale yet'`,
  `COMMENT ON COLUMN credit_note.fee IS 'Of delivery or sending, by rates of tax'`,
  `CREATE INDEX credit_note_by_order ON credit_note (order_id)`,
  `CREATE INDEX credit_note_prepaid ON credit_note (listing_id, created_at, id) WHERE is_prepaid`,
];

/** Credit notes, with numbers of their own, and money that a shop gives back of what it handed over. */
export class CreditNotes1764501000000 implements MigrationInterface {
  readonly name = 'CreditNotes1764501000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credit_note');
    await runner.query('DROP TABLE credit_note_number');
    await runner.query('ALTER TABLE order_withdrawal DROP COLUMN is_by_shop');
  }
}
