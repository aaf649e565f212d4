import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days of shops with fees that were counted before figures had any: they are counted anew, as every day that is marked. */
const MARK = `
  INSERT INTO order_daily_due (id, listing_id, day)
  SELECT gen_random_uuid(), d.listing_id, d.day FROM order_daily d
   WHERE d.figure IN ('sales', 'returns') AND d.item = ''
     AND EXISTS (SELECT FROM customer_order o WHERE o.listing_id = d.listing_id AND o.fee_cents > 0)`;

/** Figures of days that were counted without the fees of delivery and sending. */
export class FeesInFigures1764500000000 implements MigrationInterface {
  readonly name = 'FeesInFigures1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MARK);
  }

  /** Nothing to take back: what is marked is counted, and the mark is gone. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
