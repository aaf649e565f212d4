import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** Those who did not come are few, and looked up for each booking of a day; who is to be reminded is looked for each minute. */
export class BookingPersonIndexes1764780000003 implements MigrationInterface {
  readonly name = 'BookingPersonIndexes1764780000003';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'booking_absent', `booking (listing_id) WHERE state = 'no-show'`);
    await createIndex(runner, 'booking_to_remind', `booking (starts_at) WHERE state = 'confirmed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'booking_absent');
    await dropIndex(runner, 'booking_to_remind');
  }
}
