import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** The few steps that passed over a rule are looked for among all of a shop; every row is asked what the constraint says. */
export class BookingPassedRulesIndex1764861000003 implements MigrationInterface {
  readonly name = 'BookingPassedRulesIndex1764861000003';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking_event VALIDATE CONSTRAINT booking_event_passed_rules');
    await createIndex(
      runner,
      'booking_event_passed',
      'booking_event (booking_id) WHERE passed_rules IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'booking_event_passed');
  }
}
