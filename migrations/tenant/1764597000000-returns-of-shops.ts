import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those of `1764405000000-order-daily`. */
const BEFORE = [
  ...['placed', 'accepted', 'in-time', 'late', 'answer', 'pickup', 'missing'],
  ...['waiting', 'under-way', 'collected', 'not-collected', 'refused'],
  ...['cancelled-customer', 'cancelled-shop', 'cancelled-unanswered'],
  ...['sales', 'sold-cents', 'returns', 'returned-cents', 'sold', 'sold-grams'],
]
  .map((figure) => `'${figure}'`)
  .join(', ');
/** What a shop gave back of its own, among what was given back. */
const OF_SHOPS = `'shop-returns', 'shop-returned-cents'`;

const check = (figures: string): string => `
  ALTER TABLE order_daily DROP CONSTRAINT order_daily_figure,
    ADD CONSTRAINT order_daily_figure CHECK (figure IN (${figures}))`;
/** Days that were counted before they were told apart: they are counted anew, as every day that is marked. */
const MARK = `
  INSERT INTO order_daily_due (id, listing_id, day)
  SELECT gen_random_uuid(), d.listing_id, d.day FROM order_daily d
   WHERE d.figure = 'returns' AND d.item = ''
     AND EXISTS (SELECT FROM order_withdrawal w WHERE w.listing_id = d.listing_id AND w.is_by_shop)`;

/** Figures tell what customers withdrew from apart from what a shop gave back of its own. */
export class ReturnsOfShops1764597000000 implements MigrationInterface {
  readonly name = 'ReturnsOfShops1764597000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(check(`${BEFORE}, ${OF_SHOPS}`));
    await runner.query(MARK);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM order_daily WHERE figure IN (${OF_SHOPS})`);
    await runner.query(check(BEFORE));
  }
}
