import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

const BEFORE = [
  'claim.approve',
  'claim.prove',
  'claim.release',
  'claim.revoke',
  'claim.transfer',
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
];
const SINCE = [
  'addition.approve',
  'pair.merged',
  'pair.separated',
  'products.import-undone',
  'products.imported',
];

const of = (actions: readonly string[]): string =>
  `audit_log ((coalesce(detail ->> 'listing', detail ->> 'listingId')), at)
    WHERE action IN (${actions.map((action) => `'${action}'`).join(', ')})`;

/**
 * That a page was added, merged with another one and set apart from it, and what files of products did, is in its history too.
 * What was merged before names the page that stayed as the rest does.
 */
export class PageMerges1764571000000 implements MigrationInterface {
  readonly name = 'PageMerges1764571000000';
  /** The log is written all the time: no act waits until its index is made. */
  readonly transaction = false;

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE audit_log SET detail = detail || jsonb_build_object('listing', detail -> 'survivor')
        WHERE action IN ('pair.merged', 'pair.separated') AND detail ? 'survivor' AND NOT detail ? 'listing'`,
    );
    await createIndex(runner, 'audit_log_of_page_acts', of([...BEFORE, ...SINCE]));
    await dropIndex(runner, 'audit_log_of_page_history');
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'audit_log_of_page_history', of(BEFORE));
    await dropIndex(runner, 'audit_log_of_page_acts');
  }
}
