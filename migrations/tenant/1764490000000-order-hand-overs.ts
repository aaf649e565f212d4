import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE order_hand_over (
     order_id uuid CONSTRAINT order_hand_over_order REFERENCES customer_order (id) ON DELETE CASCADE,
     event integer,
     code text CONSTRAINT order_hand_over_code CHECK (code IN ('scanned', 'typed')),
     recipient_name text CONSTRAINT order_hand_over_recipient CHECK (length(recipient_name) BETWEEN 1 AND 120),
     saw_proof_of_age boolean NOT NULL,
     CONSTRAINT order_hand_over_pkey PRIMARY KEY (order_id, event),
     CONSTRAINT order_hand_over_event FOREIGN KEY (order_id, event) REFERENCES order_event (order_id, event) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE order_hand_over IS 'How goods were handed over, beside the step that says who of the shop did and when'`,
  `COMMENT ON COLUMN order_hand_over.code IS 'How the code of the order was read; null: it was not shown'`,
  `COMMENT ON COLUMN order_hand_over.recipient_name IS 'Who received them, where the shop noted it; removed with who ordered'`,
  `COMMENT ON COLUMN order_hand_over.saw_proof_of_age IS 'Whether proof of majority was asked for and seen (code de la santé publique, L3342-1)'`,
  `CREATE INDEX customer_order_by_code ON customer_order (listing_id, code)
    WHERE state IN ('received', 'accepted', 'preparing', 'ready', 'collected')`,
];

/** What proves that an order was handed over. */
export class OrderHandOvers1764490000000 implements MigrationInterface {
  readonly name = 'OrderHandOvers1764490000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customer_order_by_code');
    await runner.query('DROP TABLE order_hand_over');
  }
}
