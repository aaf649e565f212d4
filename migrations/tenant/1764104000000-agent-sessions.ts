import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. Accounts and sessions of the console are the
// platform's: no table of a tenant refers to them.
const statements = [
  `CREATE TABLE agent_session (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT agent_session_listing REFERENCES listing (id) ON DELETE CASCADE,
     mandate_id uuid NOT NULL CONSTRAINT agent_session_mandate REFERENCES mandate (id) ON DELETE CASCADE,
     console_session bytea NOT NULL CONSTRAINT agent_session_console_sha256 CHECK (length(console_session) = 32),
     token_hash bytea CONSTRAINT agent_session_token UNIQUE CONSTRAINT agent_session_sha256 CHECK (length(token_hash) = 32),
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE agent_session IS 'An agent in the space of a business on the portal, handed over by the console'`,
  `COMMENT ON COLUMN agent_session.console_session IS 'SHA-256 of the token of the session of the console that it came from, and ends with'`,
  `COMMENT ON COLUMN agent_session.token_hash IS 'SHA-256 of the token of its cookie; null until the link was opened, which is once'`,
  `COMMENT ON COLUMN agent_session.expires_at IS 'Until when the link can be opened; once it was, until when the session lasts'`,
  `CREATE INDEX agent_session_by_mandate ON agent_session (mandate_id)`,
  `CREATE INDEX agent_session_by_listing ON agent_session (listing_id)`,
  `CREATE TABLE agent_draft (
     listing_id integer NOT NULL CONSTRAINT agent_draft_listing REFERENCES listing (id) ON DELETE CASCADE,
     account_id uuid NOT NULL,
     changes jsonb NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT agent_draft_pkey PRIMARY KEY (listing_id, account_id)
   )`,
  `COMMENT ON TABLE agent_draft IS 'What an agent changed of a page and did not publish yet, as profile_draft for who keeps it'`,
  `COMMENT ON COLUMN agent_draft.account_id IS 'An account of the console'`,
];

/** Agents of the town in the editors of the portal. */
export class AgentSessions1764104000000 implements MigrationInterface {
  readonly name = 'AgentSessions1764104000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['agent_draft', 'agent_session']) await runner.query(`DROP TABLE ${table}`);
  }
}
