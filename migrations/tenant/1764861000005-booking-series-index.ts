import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** The page of a booking lists those of its series. */
export class BookingSeriesIndex1764861000005 implements MigrationInterface {
  readonly name = 'BookingSeriesIndex1764861000005';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'booking_by_series', 'booking (series_id) WHERE series_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'booking_by_series');
  }
}
