import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who enters an order for somebody on the phone confirms all that stands against its slot. */
export class SeveralOverrides1764496000000 implements MigrationInterface {
  readonly name = 'SeveralOverrides1764496000000';

  async up(runner: QueryRunner): Promise<void> {
    // Of the rows that there are none has any: they are not read for it.
    await runner.query('ALTER TABLE order_event ADD COLUMN overridden text[]');
    await runner.query(`
      ALTER TABLE order_event
        ADD CONSTRAINT order_event_overridden CHECK (
          overridden IS NULL
          OR (cardinality(overridden) BETWEEN 1 AND 4
              AND overridden <@ ARRAY['full', 'too-large', 'too-soon', 'past-cut-off']
              AND event = 1 AND actor IN ('merchant', 'town'))) NOT VALID`);
    await runner.query(
      `COMMENT ON COLUMN order_event.overridden IS 'All that is in overrides, which has the first alone for servers of the version before'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_event DROP COLUMN overridden');
  }
}
