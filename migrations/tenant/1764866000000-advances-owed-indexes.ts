import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** What is to be given back of a payment in advance stays so once the rest of its order is sent. */
export class AdvancesOwedIndexes1764866000000 implements MigrationInterface {
  readonly name = 'AdvancesOwedIndexes1764866000000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(
      runner,
      'customer_order_advance_owed',
      `customer_order (listing_id) WHERE advance_cents > coalesce(advance_returned_cents, 0)
         AND (state <> 'collected' OR advance_cents - coalesce(advance_returned_cents, 0) > total_cents + fee_cents)`,
    );
    await createIndex(
      runner,
      'order_withdrawal_before_sale',
      'order_withdrawal (listing_id) WHERE NOT is_refund_due',
    );
    await dropIndex(runner, 'customer_order_advance_held');
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(
      runner,
      'customer_order_advance_held',
      `customer_order (listing_id) WHERE advance_cents > coalesce(advance_returned_cents, 0) AND state <> 'collected'`,
    );
    await dropIndex(runner, 'order_withdrawal_before_sale');
    await dropIndex(runner, 'customer_order_advance_owed');
  }
}
