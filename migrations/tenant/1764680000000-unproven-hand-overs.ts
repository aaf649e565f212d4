import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  // Of what was handed over before nobody was asked: nothing is said of it.
  `ALTER TABLE order_hand_over ADD COLUMN without_proof boolean NOT NULL DEFAULT false`,
  `ALTER TABLE order_hand_over ADD CONSTRAINT order_hand_over_without_proof
     CHECK (NOT without_proof OR (code IS NULL AND recipient_name IS NULL)) NOT VALID`,
  `COMMENT ON COLUMN order_hand_over.without_proof IS 'The shop chose to hand it over with neither the code nor a name'`,
];

/** That an order was handed over without proof is what its shop chose, and is written down. */
export class UnprovenHandOvers1764680000000 implements MigrationInterface {
  readonly name = 'UnprovenHandOvers1764680000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_hand_over DROP COLUMN without_proof');
  }
}
