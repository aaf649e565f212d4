import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those of `1764405000000-order-daily` and `1764597000000-returns-of-shops`. */
const BEFORE = [
  ...['placed', 'accepted', 'in-time', 'late', 'answer', 'pickup', 'missing'],
  ...['waiting', 'under-way', 'collected', 'not-collected', 'refused'],
  ...['cancelled-customer', 'cancelled-shop', 'cancelled-unanswered'],
  ...['sales', 'sold-cents', 'returns', 'returned-cents', 'sold', 'sold-grams'],
  ...['shop-returns', 'shop-returned-cents'],
]
  .map((figure) => `'${figure}'`)
  .join(', ');

/** Rows that there are are not looked at while the table is locked. */
const check = (figures: string): string => `
  ALTER TABLE order_daily DROP CONSTRAINT IF EXISTS order_daily_figure,
    ADD CONSTRAINT order_daily_figure CHECK (figure IN (${figures})) NOT VALID`;
const VALIDATE = 'ALTER TABLE order_daily VALIDATE CONSTRAINT order_daily_figure';
/** Days that were counted before they were told apart are counted anew. */
const mark = (figures: string): string => `
  INSERT INTO order_daily_due (id, listing_id, day)
  SELECT gen_random_uuid(), d.listing_id, d.day FROM order_daily d WHERE d.figure IN (${figures}) AND d.item = ''`;

/** Figures tell orders that customers cancelled before their shop accepted them apart from those that it had accepted. */
export class WithdrawnOrders1764721000000 implements MigrationInterface {
  readonly name = 'WithdrawnOrders1764721000000';
  /** Figures are read and counted while rows are looked at; a day that is marked twice is counted twice to the same. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(check(`${BEFORE}, 'withdrawn-customer'`));
    await runner.query(VALIDATE);
    await runner.query(mark(`'cancelled-customer'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(mark(`'withdrawn-customer'`));
    await runner.query(`DELETE FROM order_daily WHERE figure = 'withdrawn-customer'`);
    await runner.query(check(BEFORE));
    await runner.query(VALIDATE);
  }
}
