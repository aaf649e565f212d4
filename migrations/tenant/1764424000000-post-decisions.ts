import type { MigrationInterface, QueryRunner } from 'typeorm';

const DECIDED = `action IN ('post.hidden', 'post.shown')`;

/** What says who decided, or why. */
const WORDED = `${DECIDED} AND detail ?| ARRAY['by', 'reason']`;

/** The log as it was: of posts that were erased since, without their words. */
const RESTORE = `
  UPDATE audit_log a
     SET detail = a.detail - 'decision' || coalesce(
           (SELECT jsonb_strip_nulls(jsonb_build_object('by', d.by_name, 'reason', d.reason))
              FROM post_decision d WHERE d.id = (a.detail ->> 'decision')::uuid), '{}')
   WHERE ${DECIDED} AND detail ? 'decision'`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE post_decision (
     id uuid PRIMARY KEY,
     post_id uuid NOT NULL CONSTRAINT post_decision_post REFERENCES post (id) ON DELETE CASCADE,
     by_name text,
     reason text
   )`,
  `COMMENT ON TABLE post_decision IS 'Who hid a post or showed it again, and why: the log has when, and nothing erases that'`,
  'CREATE INDEX post_decision_by_post ON post_decision (post_id)',
  `UPDATE audit_log SET detail = detail || jsonb_build_object('decision', gen_random_uuid()) WHERE ${WORDED}`,
  `INSERT INTO post_decision (id, post_id, by_name, reason)
   SELECT (a.detail ->> 'decision')::uuid, p.id, a.detail ->> 'by', a.detail ->> 'reason'
     FROM audit_log a JOIN post p ON p.id = (a.detail ->> 'post')::uuid WHERE ${WORDED}`,
  `UPDATE audit_log SET detail = detail - 'by' - 'reason' WHERE ${WORDED}`,
];

/** What the town says of its decisions on posts is erased with them, and no longer kept in the log. */
export class PostDecisions1764424000000 implements MigrationInterface {
  readonly name = 'PostDecisions1764424000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(RESTORE);
    await runner.query('DROP TABLE post_decision');
  }
}
