import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** Where a time was given up in the last day is looked for every few minutes, among all that ever happened to bookings. */
export class FreedTimesIndex1764864000001 implements MigrationInterface {
  readonly name = 'FreedTimesIndex1764864000001';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(
      runner,
      'booking_event_freed',
      `booking_event (created_at) WHERE is_moved OR state IN ('excused', 'revoked')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'booking_event_freed');
  }
}
