import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE order_silence (
     listing_id integer PRIMARY KEY CONSTRAINT order_silence_listing REFERENCES listing (id) ON DELETE CASCADE,
     missed smallint NOT NULL CONSTRAINT order_silence_missed CHECK (missed BETWEEN 1 AND 1000),
     last_missed_at timestamptz NOT NULL,
     asked_at timestamptz,
     paused_at timestamptz,
     CONSTRAINT order_silence_in_turn CHECK (paused_at IS NULL OR asked_at IS NOT NULL)
   )`,
  `COMMENT ON TABLE order_silence IS 'Shops whose last orders ended without an answer: a step of the shop ends it'`,
  `COMMENT ON COLUMN order_silence.missed IS 'Orders in a row that nobody answered until their slot was over'`,
  `COMMENT ON COLUMN order_silence.asked_at IS 'Since when the shop is asked whether it takes a pause'`,
  `COMMENT ON COLUMN order_silence.paused_at IS 'When the platform paused its orders the last time'`,
];

/** Shops that do not answer their orders. */
export class OrderSilence1764371000000 implements MigrationInterface {
  readonly name = 'OrderSilence1764371000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_silence');
  }
}
