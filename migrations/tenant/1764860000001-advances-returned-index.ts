import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** What shops have yet to give back of payments in advance is looked for with each page of their orders, among all that they had. */
export class AdvancesReturnedIndex1764860000001 implements MigrationInterface {
  readonly name = 'AdvancesReturnedIndex1764860000001';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(
      runner,
      'customer_order_advance_held',
      `customer_order (listing_id) WHERE advance_cents > coalesce(advance_returned_cents, 0) AND state <> 'collected'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'customer_order_advance_held');
  }
}
