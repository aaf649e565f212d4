import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

const BEFORE = [
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
const CLAIMS = ['claim.approve', 'claim.prove', 'claim.release', 'claim.revoke', 'claim.transfer'];

const of = (actions: readonly string[]): string =>
  `audit_log ((coalesce(detail ->> 'listing', detail ->> 'listingId')), at)
    WHERE action IN (${actions.map((action) => `'${action}'`).join(', ')})`;

/** Who keeps a page since when is in its history too. The wider index serves what the one before did. */
export class PageHands1764480000000 implements MigrationInterface {
  readonly name = 'PageHands1764480000000';
  /** The log is written all the time: no act waits until its index is made. */
  readonly transaction = false;

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'audit_log_of_page_history', of([...CLAIMS, ...BEFORE]));
    await dropIndex(runner, 'audit_log_of_pages');
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'audit_log_of_pages', of(BEFORE));
    await dropIndex(runner, 'audit_log_of_page_history');
  }
}
