import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** The journal of a shop finds what was paid after its month among all payments. */
export class ClosedSalesIndex1764723000000 implements MigrationInterface {
  readonly name = 'ClosedSalesIndex1764723000000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'order_payment_later', 'order_payment (listing_id) WHERE later IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'order_payment_later');
  }
}
