import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** What somebody said that they need is looked for each hour once their appointment is over: few say anything. */
export class BookingNeedsIndex1764870000014 implements MigrationInterface {
  readonly name = 'BookingNeedsIndex1764870000014';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'booking_needs', 'booking (ends_at) WHERE need IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'booking_needs');
  }
}
