/** What the attacker aims at: another tenant's schema, which is also its role, and one of its rows. */
export interface Target {
  readonly schema: string;
  /** The attacker's own role. */
  readonly own: string;
}

/** Statements by somebody who owns the whole text. */
export function wholeStatements({ schema, own }: Target): string[] {
  return [
    `SELECT message FROM ${schema}.enquiry`,
    `SET ROLE ${schema}`,
    `SET LOCAL ROLE ${schema}`,
    `SET SESSION AUTHORIZATION ${schema}`,
    `SET SESSION AUTHORIZATION DEFAULT`,
    `RESET ROLE`,
    `SET search_path = ${schema}`,
    `DISCARD ALL`,
    `DO $$ BEGIN EXECUTE 'SET ROLE ${schema}'; PERFORM message FROM ${schema}.enquiry; END $$`,
    `GRANT ${schema} TO ${own}`,
    `ALTER ROLE ${own} SET search_path = ${schema}`,
    `ALTER ROLE ${own} SUPERUSER`,
    `ALTER ROLE ${schema} PASSWORD 'taken'`,
    `CREATE FUNCTION steal() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT message FROM ${schema}.enquiry LIMIT 1'`,
    `CREATE EXTENSION dblink SCHEMA ${own}`,
    `COPY ${schema}.enquiry TO STDOUT`,
    `COPY (SELECT 1) TO PROGRAM 'id'`,
    `CREATE TEMP TABLE shadow AS SELECT * FROM ${schema}.enquiry`,
    `INSERT INTO platform.outbox (id, tenant_role, kind, ref) VALUES (gen_random_uuid(), '${schema}', 'enquiry.forward', gen_random_uuid())`,
    `UPDATE platform.tenant SET state = 'suspended'`,
    `DELETE FROM ${schema}.enquiry`,
    `TRUNCATE ${schema}.enquiry`,
    `DROP SCHEMA ${schema} CASCADE`,
    `SELECT rolpassword FROM pg_authid`,
    `LISTEN halles_outbox`,
  ];
}

/** What is put where `WHERE id = <here>` is pasted together. */
export function fragments({ schema, own }: Target): string[] {
  const read = `select message from ${schema}.enquiry`;
  return [
    `NULL UNION SELECT message FROM ${schema}.enquiry`,
    `NULL OR EXISTS (SELECT 1 FROM ${schema}.enquiry)`,
    `(SELECT message::uuid FROM ${schema}.enquiry LIMIT 1)`,
    `NULL; SELECT message FROM ${schema}.enquiry`,
    `NULL; SET ROLE ${schema}; SELECT message FROM ${schema}.enquiry`,
    `NULL; COMMIT; SET ROLE ${schema}`,
    `NULL; DELETE FROM ${schema}.enquiry; --`,
    `NULL UNION SELECT set_config('role', '${schema}', true)`,
    `NULL UNION SELECT set_config('search_path', '${schema}', false)`,
    `NULL UNION SELECT set_config('statement_timeout', '0', false)`,
    `NULL UNION SELECT set_config('role', '${schema}', true) || query_to_xml('${read}', true, true, '')::text`,
    `NULL UNION SELECT query_to_xml('${read}', true, true, '')::text`,
    `NULL UNION SELECT table_to_xml('${schema}.enquiry'::regclass, true, true, '')::text`,
    `NULL UNION SELECT schema_to_xml('${schema}', true, true, '')::text`,
    `NULL UNION SELECT database_to_xml(true, true, '')::text`,
    `NULL UNION SELECT cursor_to_xml('c', 1, true, true, '')::text`,
    `NULL UNION SELECT word FROM ts_stat('select to_tsvector(message) from ${schema}.enquiry')`,
    `NULL UNION SELECT ts_rewrite('a'::tsquery, 'select to_tsquery(message), to_tsquery(message) from ${schema}.enquiry')::text`,
    `NULL UNION SELECT pg_read_file('/etc/passwd')`,
    `NULL UNION SELECT lo_import('/etc/passwd')::text`,
    `NULL UNION SELECT convert_from(lo_get(lo_from_bytea(0, 'x')), 'UTF8')`,
    `NULL UNION SELECT pg_advisory_lock(1)::text`,
    `NULL UNION SELECT pg_notify('halles_registry', '')::text`,
    `NULL UNION SELECT pg_sleep(10)::text`,
    `NULL UNION SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE usename = '${schema}'`,
    `NULL UNION SELECT query FROM pg_stat_activity WHERE usename = '${schema}'`,
    `NULL UNION SELECT passwd FROM pg_shadow`,
    `NULL UNION SELECT most_common_vals::text FROM pg_stats WHERE schemaname = '${schema}'`,
    `NULL UNION SELECT ref::text FROM platform.outbox`,
    `NULL UNION SELECT password_hash FROM platform.console_account`,
    `NULL UNION SELECT settings::text FROM platform.tenant`,
    `NULL UNION SELECT id::text FROM enquiry WHERE id IN (SELECT id FROM ${schema}.enquiry FOR UPDATE)`,
    `(WITH gone AS (DELETE FROM ${schema}.enquiry RETURNING id) SELECT id FROM gone)`,
    `NULL UNION SELECT dblink('user=${schema}', '${read}')::text`,
    `NULL UNION SELECT has_table_privilege('${own}', '${schema}.enquiry', 'SELECT')::text || (SELECT message FROM ${schema}.enquiry LIMIT 1)`,
  ];
}

/** Where the fragment lands. */
export function injectable(fragment: string): string {
  return `SELECT message FROM enquiry WHERE id = ${fragment}`;
}
