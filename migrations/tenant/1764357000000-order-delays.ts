import type { MigrationInterface, QueryRunner } from 'typeorm';

const delayCheck = (most: number): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_delay,
    ADD CONSTRAINT order_event_delay CHECK (delay_minutes BETWEEN 5 AND ${String(most)})`;

/** An order that is put off beyond the closing time may go to the next opening, which is days ahead behind a weekend. */
export class OrderDelays1764357000000 implements MigrationInterface {
  readonly name = 'OrderDelays1764357000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(delayCheck(20_160));
  }

  /** Refused where an order was put off by more than a day: what it went through has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(delayCheck(1_440));
  }
}
