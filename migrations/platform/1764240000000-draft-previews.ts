import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who looks at a portal that is not open yet: a browser that a session of the console let in. The row goes with the session,
 * and with the territory. Portals open one and ask whether it stands by two functions, which name one row each.
 */
const statements = [
  `CREATE TABLE draft_preview (
     id uuid PRIMARY KEY,
     tenant_id uuid NOT NULL CONSTRAINT draft_preview_tenant REFERENCES tenant (id) ON DELETE CASCADE,
     console_session bytea NOT NULL
       CONSTRAINT draft_preview_session REFERENCES console_session (token_hash) ON DELETE CASCADE,
     opened_at timestamptz,
     expires_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE draft_preview IS 'Browsers that may look at a draft: by a link that serves once, then by a cookie'`,
  `COMMENT ON COLUMN draft_preview.opened_at IS 'When a browser came by the link; null while nobody has'`,
  `COMMENT ON COLUMN draft_preview.expires_at IS 'Of the link, and of the cookie once it is opened'`,
  `CREATE INDEX draft_preview_by_tenant ON draft_preview (tenant_id)`,
  `CREATE INDEX draft_preview_by_session ON draft_preview (console_session)`,
  `GRANT SELECT, INSERT, DELETE ON draft_preview TO halles_console`,
  `CREATE FUNCTION open_draft_preview(preview uuid, of_tenant uuid, at timestamptz, until timestamptz) RETURNS bytea
   LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
     UPDATE platform.draft_preview SET opened_at = at, expires_at = until
      WHERE id = preview AND tenant_id = of_tenant AND opened_at IS NULL AND expires_at > at
  RETURNING console_session
   $$`,
  `COMMENT ON FUNCTION open_draft_preview(uuid, uuid, timestamptz, timestamptz) IS
     'Opens a preview for the browser that brings its link first; the session of the console behind it'`,
  `CREATE FUNCTION standing_draft_preview(preview uuid, of_tenant uuid, at timestamptz) RETURNS bytea
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
     SELECT console_session FROM platform.draft_preview
      WHERE id = preview AND tenant_id = of_tenant AND opened_at IS NOT NULL AND expires_at > at
   $$`,
  `COMMENT ON FUNCTION standing_draft_preview(uuid, uuid, timestamptz) IS
     'The session of the console behind a preview that is open'`,
  ...[
    'open_draft_preview(uuid, uuid, timestamptz, timestamptz)',
    'standing_draft_preview(uuid, uuid, timestamptz)',
  ].flatMap((name) => [
    `REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${name} TO halles_registry`,
  ]),
];

/** Previews of drafts that can be ended. */
export class DraftPreviews1764240000000 implements MigrationInterface {
  readonly name = 'DraftPreviews1764240000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION standing_draft_preview(uuid, uuid, timestamptz)');
    await runner.query('DROP FUNCTION open_draft_preview(uuid, uuid, timestamptz, timestamptz)');
    await runner.query('DROP TABLE draft_preview');
  }
}
