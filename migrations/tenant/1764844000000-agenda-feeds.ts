import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE agenda_feed (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT agenda_feed_listing REFERENCES listing (id) ON DELETE CASCADE,
     resource_id uuid,
     account_id uuid NOT NULL CONSTRAINT agenda_feed_account REFERENCES account (id) ON DELETE CASCADE,
     token_hash text NOT NULL CONSTRAINT agenda_feed_token_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
     created_at timestamptz NOT NULL,
     content_digest text CONSTRAINT agenda_feed_content_digest CHECK (content_digest ~ '^[0-9a-f]{64}$'),
     changed_at timestamptz NOT NULL,
     CONSTRAINT agenda_feed_token UNIQUE (token_hash),
     CONSTRAINT agenda_feed_once UNIQUE NULLS NOT DISTINCT (listing_id, resource_id),
     CONSTRAINT agenda_feed_resource FOREIGN KEY (listing_id, resource_id)
       REFERENCES agenda_resource (listing_id, id) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE agenda_feed IS 'A secret address at which calendar programs read an agenda, or the part of one person of it'`,
  `COMMENT ON COLUMN agenda_feed.resource_id IS 'Whose appointments; null: all of the agenda'`,
  `COMMENT ON COLUMN agenda_feed.account_id IS 'Who made it: it is read no more once they keep the agenda no more'`,
  `COMMENT ON COLUMN agenda_feed.token_hash IS 'SHA-256 of what the address says: the address itself was shown once'`,
  `COMMENT ON COLUMN agenda_feed.content_digest IS 'Of what was read last; null: nobody has read it'`,
  `COMMENT ON COLUMN agenda_feed.changed_at IS 'Since when it says that'`,
  `CREATE INDEX agenda_feed_by_account ON agenda_feed (account_id)`,
];

/** Agendas as calendars that programs subscribe to. */
export class AgendaFeeds1764844000000 implements MigrationInterface {
  readonly name = 'AgendaFeeds1764844000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agenda_feed');
  }
}
