import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Portals ask whether one session of the console still stands, and say that it is used. They know it by the hash of its
 * token, and reach no table of accounts: neither addresses nor passwords are among the answers.
 */
const statements = [
  `CREATE FUNCTION standing_console_session(session_hash bytea)
   RETURNS TABLE (id uuid, name text, must_change_password boolean, has_second_factor boolean,
                  second_factor_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, grants json)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
     SELECT a.id, a.name, a.must_change_password, a.totp_confirmed_at IS NOT NULL, s.second_factor_at, s.last_seen_at,
            s.expires_at,
            (SELECT coalesce(json_agg(json_build_object('role', g.role, 'tenantId', g.tenant_id) ORDER BY g.granted_at), '[]')
               FROM platform.console_grant g WHERE g.account_id = a.id)
       FROM platform.console_session s JOIN platform.console_account a ON a.id = s.account_id
      WHERE s.token_hash = session_hash
   $$`,
  `COMMENT ON FUNCTION standing_console_session(bytea) IS 'The session of the console with this hash, and what its account may do'`,
  `CREATE FUNCTION touch_console_session(session_hash bytea, seen_at timestamptz) RETURNS void
   LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
     UPDATE platform.console_session SET last_seen_at = seen_at WHERE token_hash = session_hash AND last_seen_at < seen_at
   $$`,
  `COMMENT ON FUNCTION touch_console_session(bytea, timestamptz) IS 'Says that a session of the console is used: on a portal'`,
  ...['standing_console_session(bytea)', 'touch_console_session(bytea, timestamptz)'].flatMap((name) => [
    `REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${name} TO halles_registry`,
  ]),
];

/** Sessions of the console that agents take to a portal. */
export class StandingSessions1764100000000 implements MigrationInterface {
  readonly name = 'StandingSessions1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION touch_console_session(bytea, timestamptz)');
    await runner.query('DROP FUNCTION standing_console_session(bytea)');
  }
}
