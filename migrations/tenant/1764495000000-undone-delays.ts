import type { MigrationInterface, QueryRunner } from 'typeorm';

const delayCheck = (condition: string): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_delay,
    ADD CONSTRAINT order_event_delay CHECK (${condition})`;

/** A shop takes back that it put an order off: a step by less than no minutes. */
export class UndoneDelays1764495000000 implements MigrationInterface {
  readonly name = 'UndoneDelays1764495000000';

  async up(runner: QueryRunner): Promise<void> {
    // What was allowed is allowed still: no row is read for it.
    await runner.query(`${delayCheck('abs(delay_minutes) BETWEEN 5 AND 20160')} NOT VALID`);
  }

  /** Refused where a shop took one back: what the order went through has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(delayCheck('delay_minutes BETWEEN 5 AND 20160'));
  }
}
