import { platformRoles, groupRoles, PLATFORM_SCHEMA } from './addresses';
import { closedFunctions } from './closed-functions';
import type { Queryable } from './role-database';

/** A place where the database is not as it was made: each is a hole in the wall between tenants, or the start of one. */
export interface Drift {
  readonly rule: string;
  readonly object: string;
}

interface Rule {
  readonly name: string;
  /** Gives a row `object` for each violation. */
  readonly sql: string;
  readonly params?: readonly unknown[];
}

const TENANT = "'^t_[0-9a-f]{12}$'";
const groups = Object.values(groupRoles);

const roleRules: readonly Rule[] = [
  {
    name: 'a tenant role is a member of the two groups and of nothing else',
    sql: `SELECT m.rolname || ' in ' || g.rolname AS object
            FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
           WHERE m.rolname ~ ${TENANT} AND NOT g.rolname = ANY ($1)`,
    params: [groups],
  },
  {
    name: 'a tenant role cannot become a group, and nobody but the migrator administers it',
    sql: `SELECT m.rolname || ' in ' || g.rolname AS object
            FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
           WHERE (m.rolname ~ ${TENANT} AND (a.set_option OR a.admin_option))
              OR (g.rolname ~ ${TENANT} AND m.rolname <> $1 AND NOT m.rolsuper)`,
    params: [platformRoles.migrator],
  },
  {
    name: 'a server role has no special attribute',
    sql: `SELECT rolname AS object FROM pg_roles
           WHERE (rolname ~ ${TENANT} OR rolname = ANY ($1))
             AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls OR rolinherit)`,
    params: [[platformRoles.registry, platformRoles.relay, platformRoles.console]],
  },
  {
    name: 'no setting was left on a role',
    sql: `SELECT r.rolname || ' ' || setting AS object
            FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole CROSS JOIN unnest(s.setconfig) AS setting
           WHERE (r.rolname ~ ${TENANT} OR r.rolname LIKE 'halles\\_%') AND setting NOT LIKE 'temp_file_limit=%'`,
  },
];

const rightRules: readonly Rule[] = [
  {
    name: 'a tenant role has rights on its own schema only',
    sql: `SELECT r.rolname || ' on schema ' || n.nspname AS object
            FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) x JOIN pg_roles r ON r.oid = x.grantee
           WHERE r.rolname ~ ${TENANT} AND n.nspname <> r.rolname`,
  },
  {
    name: 'a tenant role has rights on tables of its own schema only',
    sql: `SELECT r.rolname || ' on ' || c.oid::regclass AS object
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN aclexplode(c.relacl) x JOIN pg_roles r ON r.oid = x.grantee
           WHERE r.rolname ~ ${TENANT} AND n.nspname <> r.rolname`,
  },
  {
    name: 'a tenant role owns nothing',
    sql: `SELECT r.rolname || ' owns ' || c.oid::regclass AS object
            FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname ~ ${TENANT}
           UNION ALL
          SELECT r.rolname || ' owns schema ' || n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
           WHERE r.rolname ~ ${TENANT}`,
  },
  {
    name: 'PUBLIC has no right on a schema of ours, on public or on the database',
    sql: `SELECT 'schema ' || n.nspname AS object FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) x
           WHERE x.grantee = 0 AND (n.nspname ~ ${TENANT} OR n.nspname IN ('public', $1))
           UNION ALL
          SELECT 'database ' || datname FROM pg_database d
            CROSS JOIN aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
           WHERE x.grantee = 0 AND d.datname = current_database()`,
    params: [PLATFORM_SCHEMA],
  },
  {
    name: 'PUBLIC may not run the closed functions',
    sql: `SELECT p.oid::regprocedure::text AS object FROM pg_proc p
           WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = ANY ($1)
             AND has_function_privilege('public', p.oid, 'EXECUTE')`,
    params: [closedFunctions],
  },
  {
    name: 'the audit log can only grow',
    sql: `SELECT r.rolname || ' ' || x.privilege_type || ' on ' || c.oid::regclass AS object
            FROM pg_class c CROSS JOIN aclexplode(c.relacl) x JOIN pg_roles r ON r.oid = x.grantee
           WHERE c.relname = 'audit_log' AND r.rolname ~ ${TENANT} AND x.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`,
  },
];

const objectRules: readonly Rule[] = [
  {
    name: 'no function of ours runs with its owner’s rights without a fixed search_path',
    sql: `SELECT p.oid::regprocedure::text AS object FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE p.prosecdef AND (n.nspname ~ ${TENANT} OR n.nspname = $1)
             AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%')`,
    params: [PLATFORM_SCHEMA],
  },
  {
    name: 'no foreign key crosses schemas',
    sql: `SELECT k.conname AS object FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
           WHERE k.contype = 'f' AND a.relnamespace <> b.relnamespace`,
  },
  {
    name: 'the outbox is under row-level security, with its four policies',
    sql: `SELECT c.oid::regclass::text AS object FROM pg_class c
           WHERE c.oid = to_regclass($1 || '.outbox')
             AND (NOT c.relrowsecurity
                  OR (SELECT array_agg(polname::text ORDER BY polname) FROM pg_policy WHERE polrelid = c.oid)
                     IS DISTINCT FROM ARRAY['outbox_append', 'outbox_console', 'outbox_console_append', 'outbox_relay'])`,
    params: [PLATFORM_SCHEMA],
  },
];

export const driftRules: readonly Rule[] = [...roleRules, ...rightRules, ...objectRules];

/**
 * Takes back what tenants' roles have set on themselves, and says what that was.
 * @param db as the role of the workers, which may do this alone of what the migrator may
 */
export function resetTenantSettings(
  db: Queryable,
): Promise<{ readonly role: string; readonly setting: string }[]> {
  return db.query('SELECT role, setting FROM reset_tenant_settings()');
}

/** Compares the catalogue of a database with what bootstrap and migrations made. Empty when nothing drifted. */
export async function findDrift(db: Queryable): Promise<Drift[]> {
  const found: Drift[] = [];
  for (const rule of driftRules) {
    const rows = await db.query<{ object: string }>(rule.sql, rule.params ?? []);
    found.push(...rows.map(({ object }) => ({ rule: rule.name, object })));
  }
  return found;
}
