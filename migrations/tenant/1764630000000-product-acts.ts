import type { MigrationInterface, QueryRunner } from 'typeorm';

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

const index = (name: string, actions: readonly string[]): string =>
  `CREATE INDEX ${name} ON audit_log ((coalesce(detail ->> 'listing', detail ->> 'listingId')), at)
    WHERE action IN (${actions.map((action) => `'${action}'`).join(', ')})`;

/** What is done with the products of a shop is in the history of its page too. The wider index serves what the one before did. */
export class ProductActs1764630000000 implements MigrationInterface {
  readonly name = 'ProductActs1764630000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(index('audit_log_of_history', [...BEFORE, ...PRODUCTS]));
    await runner.query('DROP INDEX audit_log_of_page_acts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(index('audit_log_of_page_acts', BEFORE));
    await runner.query('DROP INDEX audit_log_of_history');
  }
}
