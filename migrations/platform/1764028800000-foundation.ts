import type { MigrationInterface, QueryRunner } from 'typeorm';

const registry = [
  `CREATE TABLE tenant (
     id uuid PRIMARY KEY,
     slug text NOT NULL CONSTRAINT tenant_slug_taken UNIQUE,
     state text NOT NULL DEFAULT 'draft' CONSTRAINT tenant_state CHECK (state IN ('draft', 'live', 'suspended', 'archived')),
     database text NOT NULL DEFAULT 'main',
     role_name text NOT NULL CONSTRAINT tenant_role_taken UNIQUE CONSTRAINT tenant_role_opaque CHECK (role_name ~ '^t_[0-9a-f]{12}$'),
     settings jsonb NOT NULL,
     version bigint NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     provisioned_at timestamptz,
     state_changed_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE host (
     host text PRIMARY KEY CONSTRAINT host_form CHECK (host = lower(host) AND host !~ '[^a-z0-9.-]'),
     tenant_id uuid NOT NULL CONSTRAINT host_tenant REFERENCES tenant (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT host_kind CHECK (kind IN ('subdomain', 'custom')),
     canonical boolean NOT NULL DEFAULT false,
     verification_token text,
     verified_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT host_canonical_is_verified CHECK (NOT canonical OR verified_at IS NOT NULL)
   )`,
  `CREATE UNIQUE INDEX host_one_canonical ON host (tenant_id) WHERE canonical`,
  `CREATE TABLE schema_version (
     tenant_id uuid PRIMARY KEY CONSTRAINT schema_version_tenant REFERENCES tenant (id) ON DELETE CASCADE,
     version text,
     state text NOT NULL DEFAULT 'pending' CONSTRAINT schema_version_state CHECK (state IN ('pending', 'running', 'done', 'failed')),
     error text,
     started_at timestamptz,
     finished_at timestamptz
   )`,
  `CREATE FUNCTION touch_tenant() RETURNS trigger LANGUAGE plpgsql SET search_path = platform AS $$
   BEGIN
     NEW.version := OLD.version + 1;
     IF NEW.state IS DISTINCT FROM OLD.state THEN NEW.state_changed_at := now(); END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER tenant_touch BEFORE UPDATE ON tenant FOR EACH ROW EXECUTE FUNCTION touch_tenant()`,
  `CREATE FUNCTION announce_registry() RETURNS trigger LANGUAGE plpgsql SET search_path = platform AS $$
   BEGIN
     NOTIFY halles_registry;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER tenant_announce AFTER INSERT OR UPDATE OR DELETE ON tenant
     FOR EACH STATEMENT EXECUTE FUNCTION announce_registry()`,
  `CREATE TRIGGER host_announce AFTER INSERT OR UPDATE OR DELETE ON host
     FOR EACH STATEMENT EXECUTE FUNCTION announce_registry()`,
];

/** One table to poll, atomic with what it follows from. Tenants may add a row of their own and do nothing else. */
const outbox = [
  `CREATE TABLE outbox (
     id uuid PRIMARY KEY,
     tenant_role name NOT NULL DEFAULT session_user,
     kind text NOT NULL CONSTRAINT outbox_kind CHECK (kind ~ '^[a-z]+(\\.[a-z-]+)+$' AND length(kind) <= 80),
     ref uuid NOT NULL,
     status text NOT NULL DEFAULT 'pending' CONSTRAINT outbox_status CHECK (status IN ('pending', 'queued', 'done', 'dead')),
     next_at timestamptz NOT NULL DEFAULT now(),
     lease_until timestamptz,
     dispatches integer NOT NULL DEFAULT 0,
     failures integer NOT NULL DEFAULT 0,
     last_error text,
     created_at timestamptz NOT NULL DEFAULT now(),
     finished_at timestamptz
   )`,
  `CREATE INDEX outbox_pending ON outbox (next_at) WHERE status = 'pending'`,
  `CREATE INDEX outbox_queued ON outbox (lease_until) WHERE status = 'queued'`,
  `CREATE INDEX outbox_dead ON outbox (created_at) WHERE status = 'dead'`,
  `CREATE INDEX outbox_finished ON outbox (finished_at) WHERE status = 'done'`,
  `ALTER TABLE outbox ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY outbox_append ON outbox FOR INSERT TO halles_tenant_caps
     WITH CHECK (tenant_role = session_user AND status = 'pending' AND dispatches = 0 AND failures = 0)`,
  `CREATE POLICY outbox_relay ON outbox FOR ALL TO halles_relay USING (true) WITH CHECK (true)`,
  `CREATE POLICY outbox_console ON outbox FOR SELECT TO halles_console USING (true)`,
  `CREATE FUNCTION announce_outbox() RETURNS trigger LANGUAGE plpgsql SET search_path = platform AS $$
   BEGIN
     NOTIFY halles_outbox;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER outbox_announce AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION announce_outbox()`,
];

const consoleTables = [
  `CREATE TABLE console_account (
     id uuid PRIMARY KEY,
     email text NOT NULL CONSTRAINT console_account_email_taken UNIQUE CONSTRAINT console_account_email_lower CHECK (email = lower(email)),
     name text NOT NULL,
     password_hash text NOT NULL CONSTRAINT console_account_argon2id CHECK (password_hash LIKE '$argon2id$%'),
     must_change_password boolean NOT NULL DEFAULT true,
     created_at timestamptz NOT NULL DEFAULT now(),
     last_sign_in_at timestamptz
   )`,
  `CREATE TABLE console_session (
     token_hash bytea PRIMARY KEY CONSTRAINT console_session_sha256 CHECK (length(token_hash) = 32),
     account_id uuid NOT NULL CONSTRAINT console_session_account REFERENCES console_account (id) ON DELETE CASCADE,
     created_at timestamptz NOT NULL DEFAULT now(),
     last_seen_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX console_session_by_account ON console_session (account_id)`,
];

const grants = [
  `GRANT USAGE ON SCHEMA platform TO halles_registry, halles_relay, halles_console, halles_tenant_caps`,
  `GRANT SELECT ON tenant, host, schema_migration, schema_version TO halles_registry, halles_console`,
  `GRANT INSERT (id, kind, ref) ON outbox TO halles_tenant_caps`,
  `GRANT SELECT, UPDATE, DELETE ON outbox TO halles_relay`,
  `GRANT SELECT ON outbox TO halles_console`,
  `GRANT SELECT, UPDATE ON console_account TO halles_console`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON console_session TO halles_console`,
];

/** Registry, outbox and console accounts. */
export class Foundation1764028800000 implements MigrationInterface {
  readonly name = 'Foundation1764028800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...registry, ...outbox, ...consoleTables, ...grants])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'console_session',
      'console_account',
      'outbox',
      'schema_version',
      'host',
      'tenant',
    ]) {
      await runner.query(`DROP TABLE ${table} CASCADE`);
    }
    for (const name of ['touch_tenant', 'announce_registry', 'announce_outbox'])
      await runner.query(`DROP FUNCTION ${name}`);
  }
}
