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
   WHERE event = 'page' AND page_change IS NULL`;

/** Notifications of before have in columns what they are about: apart from the columns, so that nobody waits for the rows. */
export class PageNoticesRead1764427000000 implements MigrationInterface {
  readonly name = 'PageNoticesRead1764427000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(READ);
  }

  async down(): Promise<void> {
    // The references say it still.
  }
}
