import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE post (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT post_listing REFERENCES listing (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT post_kind CHECK (kind IN ('novelty', 'offer', 'event', 'opening')),
     title text NOT NULL CONSTRAINT post_title CHECK (length(title) BETWEEN 1 AND 80),
     body text NOT NULL CONSTRAINT post_body CHECK (length(body) BETWEEN 1 AND 600),
     starts_on date NOT NULL,
     ends_on date NOT NULL,
     author text NOT NULL CONSTRAINT post_author CHECK (author IN ('merchant', 'agent')),
     seat smallint CONSTRAINT post_seat CHECK (seat BETWEEN 1 AND 5),
     words text NOT NULL GENERATED ALWAYS AS (md5(regexp_replace(lower(title || ' ' || body), '\\s+', ' ', 'g'))) STORED,
     before jsonb,
     published_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     withdrawn_at timestamptz,
     hidden_at timestamptz,
     hidden_reason text CONSTRAINT post_hidden_reason CHECK (length(hidden_reason) BETWEEN 1 AND 1000),
     CONSTRAINT post_dates CHECK (ends_on BETWEEN starts_on AND starts_on + 366),
     CONSTRAINT post_hidden CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL)),
     CONSTRAINT post_seated CHECK (seat IS NULL OR (withdrawn_at IS NULL AND hidden_at IS NULL)),
     CONSTRAINT post_seats UNIQUE (listing_id, seat)
   )`,
  `COMMENT ON TABLE post IS 'What a shop tells of for a while: news, an offer, an event, an opening'`,
  `COMMENT ON COLUMN post.ends_on IS 'The last day on which it is read, by the calendar of the territory'`,
  `COMMENT ON COLUMN post.author IS 'agent: an agent of the town wrote it for the shop'`,
  `COMMENT ON COLUMN post.seat IS 'A shop has five posts at once: each takes a seat, and gives it back when it is over'`,
  `COMMENT ON COLUMN post.words IS 'Of what is written: the same is not published twice at once'`,
  `COMMENT ON COLUMN post.before IS 'What it said before the last change, which can be taken back'`,
  `COMMENT ON COLUMN post.hidden_reason IS 'Why the town does not let the public read it; the merchant is told'`,
  `CREATE UNIQUE INDEX post_once ON post (listing_id, words) WHERE seat IS NOT NULL`,
  `CREATE INDEX post_by_listing ON post (listing_id, published_at DESC)`,
  `CREATE INDEX post_newest ON post (published_at DESC, id DESC) WHERE withdrawn_at IS NULL AND hidden_at IS NULL`,
  `CREATE INDEX post_by_end ON post (ends_on)`,
  `ALTER TABLE listing_report DROP CONSTRAINT listing_report_kind`,
  `ALTER TABLE listing_report ADD CONSTRAINT listing_report_kind
     CHECK (kind IN ('closed', 'moved', 'wrong-hours', 'not-here', 'duplicate', 'post', 'other'))`,
];

/** What shops tell of: news, offers, events, openings; and that readers report one. */
export class Posts1764270000000 implements MigrationInterface {
  readonly name = 'Posts1764270000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "UPDATE listing_report SET kind = 'other', message = coalesce(message, 'post') WHERE kind = 'post'",
    );
    await runner.query('ALTER TABLE listing_report DROP CONSTRAINT listing_report_kind');
    await runner.query(
      `ALTER TABLE listing_report ADD CONSTRAINT listing_report_kind
         CHECK (kind IN ('closed', 'moved', 'wrong-hours', 'not-here', 'duplicate', 'other'))`,
    );
    await runner.query('DROP TABLE post');
  }
}
