import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. No reference to the post: it is changed and
// withdrawn while its report waits, and what was reported is still to be read then.
const statements = [
  `ALTER TABLE listing_report
     ADD COLUMN reported_post jsonb CONSTRAINT listing_report_reported_post CHECK (reported_post IS NULL OR kind = 'post')`,
  `COMMENT ON COLUMN listing_report.reported_post IS 'The post that is reported: its id, and what it said when it was'`,
  `CREATE INDEX audit_log_of_posts ON audit_log ((detail ->> 'listing')) WHERE action IN ('post.hidden', 'post.shown')`,
  // Those that wait are the town's from now on: who wrote the post may not answer them any more.
  `UPDATE listing_report SET escalated_at = now() WHERE kind = 'post' AND state = 'new' AND escalated_at IS NULL`,
];

/** A report of a post keeps which one, and what it said; what the town did with the posts of a shop is found. */
export class ReportedPosts1764369000000 implements MigrationInterface {
  readonly name = 'ReportedPosts1764369000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_log_of_posts');
    await runner.query('ALTER TABLE listing_report DROP COLUMN reported_post');
  }
}
