import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE product
     ADD COLUMN on_request boolean NOT NULL DEFAULT false,
     ADD COLUMN hours jsonb NOT NULL DEFAULT '[]' CONSTRAINT product_hours CHECK (jsonb_typeof(hours) = 'array'),
     ADD COLUMN season jsonb CONSTRAINT product_season CHECK (season IS NULL OR (season ->> 'from' IS NOT NULL AND season ->> 'until' IS NOT NULL))`,
  `COMMENT ON COLUMN product.on_request IS 'True: shown, and to be asked for; it is not ordered outright'`,
  `COMMENT ON COLUMN product.hours IS 'When in a week it can be had: ISO weekdays, minutes since midnight in the shop; empty: at any time'`,
  `COMMENT ON COLUMN product.season IS 'From a day to another of each year (MM-DD), both in it; null: all year'`,
];

/** A product may be had on some days, at some hours, in a season, or has to be asked for. */
export class ProductTimes1764471000000 implements MigrationInterface {
  readonly name = 'ProductTimes1764471000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product DROP COLUMN on_request, DROP COLUMN hours, DROP COLUMN season');
  }
}
