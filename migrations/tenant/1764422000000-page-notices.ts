import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What references said until now: listing, day, kind of author, agent, and `posts`; the post, what was decided, and when; or the
 * mandate.
 */
const READ = `
  UPDATE notification
     SET page_change = CASE WHEN ref ~ '^[0-9a-f-]{36}/(hidden|shown)/' THEN split_part(ref, '/', 2)
                            WHEN ref LIKE '%/mandate' THEN 'mandate'
                            WHEN ref LIKE '%/posts' THEN 'posts' ELSE 'page' END,
         author = CASE WHEN ref ~ '^[0-9a-f-]{36}/' THEN 'agent'
                       WHEN split_part(ref, '/', 3) IN ('agent', 'link') THEN split_part(ref, '/', 3) ELSE 'merchant' END,
         agent_id = CASE WHEN ref ~ '^[0-9]+/[0-9-]+/agent/[0-9a-f-]{36}' THEN split_part(ref, '/', 4)::uuid END,
         post_id = CASE WHEN ref ~ '^[0-9a-f-]{36}/(hidden|shown)/' THEN split_part(ref, '/', 1)::uuid END
   WHERE event = 'page'`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE notification
     ADD COLUMN page_change text CONSTRAINT notification_page_change CHECK (page_change IN ('page', 'posts', 'hidden', 'shown', 'mandate')),
     ADD COLUMN author text CONSTRAINT notification_author CHECK (author IN ('merchant', 'agent', 'link')),
     ADD COLUMN agent_id uuid,
     ADD COLUMN post_id uuid`,
  `COMMENT ON COLUMN notification.page_change IS 'What happened to the page; null for other events'`,
  `COMMENT ON COLUMN notification.author IS 'Who did that to the page, as a kind'`,
  `COMMENT ON COLUMN notification.agent_id IS 'Which account of the console; null where no agent did it, or that is not known'`,
  `COMMENT ON COLUMN notification.post_id IS 'The post that the town hid, or hides no more'`,
  READ,
];

/** What a notification of a page is about stands in columns: its reference only says that it is the same. */
export class PageNotices1764422000000 implements MigrationInterface {
  readonly name = 'PageNotices1764422000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE notification DROP COLUMN page_change, DROP COLUMN author, DROP COLUMN agent_id, DROP COLUMN post_id',
    );
  }
}
