import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE gauge_decision (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT gauge_decision_listing REFERENCES listing (id) ON DELETE CASCADE,
     booking_id uuid,
     order_id uuid CONSTRAINT gauge_decision_order REFERENCES customer_order (id) ON DELETE CASCADE,
     decision text NOT NULL CONSTRAINT gauge_decision_decision CHECK (decision IN ('proposed', 'kept')),
     most integer NOT NULL CONSTRAINT gauge_decision_most CHECK (most BETWEEN 0 AND 10000),
     created_at timestamptz NOT NULL,
     CONSTRAINT gauge_decision_booking FOREIGN KEY (listing_id, booking_id)
       REFERENCES booking (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT gauge_decision_of_one CHECK ((booking_id IS NULL) <> (order_id IS NULL)),
     CONSTRAINT gauge_decision_proposed CHECK (decision = 'kept' OR booking_id IS NOT NULL)
   )`,
  `COMMENT ON TABLE gauge_decision IS 'What a shop decided of who comes above its gauge: it asked for another time, or keeps them knowingly'`,
  `COMMENT ON COLUMN gauge_decision.most IS 'How many might be inside when it was decided: where fewer may, it is decided anew'`,
  `CREATE INDEX gauge_decision_by_booking ON gauge_decision (listing_id, booking_id) WHERE booking_id IS NOT NULL`,
  `CREATE INDEX gauge_decision_by_order ON gauge_decision (order_id) WHERE order_id IS NOT NULL`,
];

/** Above the gauge nothing is cancelled: the shop decides of each. */
export class GaugeDecisions1764770000002 implements MigrationInterface {
  readonly name = 'GaugeDecisions1764770000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gauge_decision');
  }
}
