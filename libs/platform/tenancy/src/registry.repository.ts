import { type TenantSettings, type TenantState, tenantSettingsSchema } from '@halles/contracts';
import type { Queryable } from '@halles/platform/database';
import type { Tenant, TenantHost } from './tenant';

export interface TenantRecord {
  readonly id: string;
  readonly slug: string;
  readonly state: TenantState;
  readonly database: string;
  readonly role: string;
  readonly settings: unknown;
  readonly stateSince: Date | null;
  readonly storageQuotaMb: number | null;
  readonly isCopy: boolean;
  readonly version: string;
  readonly hosts: readonly {
    host: string;
    kind: 'subdomain' | 'custom';
    canonical: boolean;
    verified: boolean;
  }[];
}

/** A tenant as `platform.tenant` and `platform.host` have it. */
export function toTenant(record: TenantRecord): Tenant {
  const settings: TenantSettings = tenantSettingsSchema.parse(record.settings);
  const hosts: TenantHost[] = record.hosts.map((host) => Object.freeze({ ...host }));
  const canonical = hosts.find((host) => host.canonical && host.verified) ?? hosts[0];
  if (!canonical) throw new Error(`the tenant ${record.slug} has no host`);
  return Object.freeze({
    id: record.id,
    slug: record.slug,
    state: record.state,
    stateSince: record.stateSince,
    database: record.database,
    role: record.role,
    schema: record.role,
    hosts: Object.freeze(hosts),
    canonicalHost: canonical.host,
    settings: deepFreeze(settings),
    storageQuotaMb: record.storageQuotaMb,
    isCopy: record.isCopy,
    version: Number(record.version),
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}

/** Every tenant that is ready to be routed to, or the one of a slug: what is being created is not among them yet. */
export async function listTenantRecords(db: Queryable, slug: string | null = null): Promise<TenantRecord[]> {
  return db.query<TenantRecord>(
    `SELECT t.id, t.slug, t.state, t.database, t.role_name AS role, t.settings, t.version,
            t.state_since AS "stateSince", t.storage_quota_mb AS "storageQuotaMb", t.is_copy AS "isCopy",
            (SELECT json_agg(json_build_object('host', h.host, 'kind', h.kind, 'canonical', h.canonical,
                                               'verified', h.verified_at IS NOT NULL) ORDER BY h.canonical DESC, h.host)
               FROM host h WHERE h.tenant_id = t.id) AS hosts
       FROM tenant t
      WHERE t.provisioned_at IS NOT NULL AND ($1::text IS NULL OR t.slug = $1)
      ORDER BY t.slug`,
    [slug],
  );
}
