import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** What was done with the photos and posts of a page is found by an index: its history lists it. */
export class PageActs1764460000000 implements MigrationInterface {
  readonly name = 'PageActs1764460000000';
  /** The log is written all the time: no act waits until its index is made. */
  readonly transaction = false;

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(
      runner,
      'audit_log_of_pages',
      `audit_log ((coalesce(detail ->> 'listing', detail ->> 'listingId')), at)
        WHERE action IN ('photo.added', 'photo.arranged', 'photo.cut', 'photo.described', 'photo.removed', 'photo.restored',
                         'post.changed', 'post.hidden', 'post.published', 'post.restored', 'post.shown', 'post.undone',
                         'post.withdrawn')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'audit_log_of_pages');
  }
}
