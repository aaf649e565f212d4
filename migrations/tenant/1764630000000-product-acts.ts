import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

const BEFORE = [
  'addition.approve',
  'claim.approve',
  'claim.prove',
  'claim.release',
  'claim.revoke',
  'claim.transfer',
  'pair.merged',
  'pair.separated',
  'photo.added',
  'photo.arranged',
  'photo.cut',
  'photo.described',
  'photo.removed',
  'photo.restored',
  'post.changed',
  'post.hidden',
  'post.published',
  'post.restored',
  'post.shown',
  'post.undone',
  'post.withdrawn',
  'products.import-undone',
  'products.imported',
];
const PRODUCTS = [
  'product.added',
  'product.archived',
  'product.changed',
  'product.restored',
  'product.variants',
  'products.changed',
];

const of = (actions: readonly string[]): string =>
  `audit_log ((coalesce(detail ->> 'listing', detail ->> 'listingId')), at)
    WHERE action IN (${actions.map((action) => `'${action}'`).join(', ')})`;

/** What is done with the products of a shop is in the history of its page too. The wider index serves what the one before did. */
export class ProductActs1764630000000 implements MigrationInterface {
  readonly name = 'ProductActs1764630000000';
  /** The log is written all the time: no act waits until its index is made. */
  readonly transaction = false;

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'audit_log_of_history', of([...BEFORE, ...PRODUCTS]));
    await dropIndex(runner, 'audit_log_of_page_acts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'audit_log_of_page_acts', of(BEFORE));
    await dropIndex(runner, 'audit_log_of_history');
  }
}
