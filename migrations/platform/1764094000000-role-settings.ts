import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A role may set settings on itself, and only who made it may take them back. The worker that notices them may do nothing
 * else of what the owner of this function may.
 */
const statements = [
  `CREATE FUNCTION reset_tenant_settings() RETURNS TABLE (role name, setting text)
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
   DECLARE
     left_behind record;
   BEGIN
     FOR left_behind IN
       SELECT r.rolname, d.datname, entry,
              (SELECT string_agg(quote_ident(part), '.' ORDER BY place)
                 FROM string_to_table(split_part(entry, '=', 1), '.') WITH ORDINALITY AS parts (part, place)) AS name
         FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
        CROSS JOIN unnest(s.setconfig) AS entry
        WHERE r.rolname ~ '^t_[0-9a-f]{12}$' AND NOT (d.datname IS NULL AND entry LIKE 'temp_file_limit=%')
     LOOP
       -- Of a setting of a superuser's, and of role, which no such function may touch, the report is left: halles migrate
       -- takes role back.
       BEGIN
         EXECUTE format('ALTER ROLE %I %s RESET %s', left_behind.rolname,
           coalesce('IN DATABASE ' || quote_ident(left_behind.datname), ''), left_behind.name);
       EXCEPTION WHEN insufficient_privilege THEN CONTINUE;
       END;
       role := left_behind.rolname;
       setting := left_behind.entry;
       RETURN NEXT;
     END LOOP;
   END $$`,
  `REVOKE EXECUTE ON FUNCTION reset_tenant_settings() FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION reset_tenant_settings() TO halles_relay`,
  `COMMENT ON FUNCTION reset_tenant_settings() IS 'Takes back what tenants'' roles have set on themselves, and says what that was'`,
];

/** Workers take back the settings that were left on the roles of tenants. */
export class RoleSettings1764094000000 implements MigrationInterface {
  readonly name = 'RoleSettings1764094000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION reset_tenant_settings()');
  }
}
