import type { CatalogueError } from './catalogue-error';
import { parseHostHeader, type Tenant, UnknownTenant } from '@halles/platform/tenancy';
import { MalformedRequest, TenantArchived, TenantSuspended } from './http.errors';

/** Hosts already read, by header: few are asked for, and reading one costs more than all else that is decided of it. */
const readHosts = new Map<string, string>();

/** The bound is for those who invent hosts; beyond it the map begins again, so that they cannot keep the real ones out. */
const MAX_READ_HOSTS = 2_000;

function parseKnownHost(raw: string | undefined): string | null {
  const known = raw === undefined ? undefined : readHosts.get(raw);
  if (known !== undefined) return known;
  const host = parseHostHeader(raw);
  if (raw === undefined || host === null) return null;
  if (readHosts.size >= MAX_READ_HOSTS) readHosts.clear();
  readHosts.set(raw, host);
  return host;
}

/**
 * The single host that a request asks for. Reads the raw headers, because Node keeps the first of two `Host` headers
 * and a proxy may have read the other. Never X-Forwarded-Host.
 * @param rawHeaders names and values in turn, as they were on the wire
 * @param target the request target: only origin-form is accepted, since absolute-form names a second host
 * @throws MalformedRequest
 */
export function readHost(rawHeaders: readonly string[], target: string | undefined): string {
  if (target === undefined || target.charCodeAt(0) !== 0x2f) throw new MalformedRequest({});
  let raw: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length !== 4 || name.toLowerCase() !== 'host') continue;
    if (raw !== undefined) throw new MalformedRequest({});
    raw = rawHeaders[index + 1];
  }
  const host = parseKnownHost(raw);
  if (host === null) throw new MalformedRequest({});
  return host;
}

export type TenantDecision =
  | { readonly kind: 'serve'; readonly tenant: Tenant }
  | { readonly kind: 'redirect'; readonly tenant: Tenant; readonly location: string }
  | { readonly kind: 'refuse'; readonly tenant?: Tenant; readonly error: CatalogueError };

/**
 * What becomes of a request for that host. Pure. A draft is nobody's host: who may look at one comes in by `DraftPreviews`.
 * @param tenant the tenant that the registry knows for the host
 * @param target path and query, beginning with `/`
 * @param origin makes the absolute origin of a host out of the settings
 */
export function decideTenant(
  tenant: Tenant | undefined,
  host: string,
  target: string,
  origin: (host: string) => string,
): TenantDecision {
  if (!tenant || tenant.state === 'draft') return { kind: 'refuse', error: new UnknownTenant({}) };
  const refusal = refusalOf(tenant.state);
  if (refusal) return { kind: 'refuse', tenant, error: refusal };
  // The origin comes first, so that whatever follows is a path on it: `//elsewhere` cannot become a host.
  if (host !== tenant.canonicalHost)
    return { kind: 'redirect', tenant, location: origin(tenant.canonicalHost) + target };
  return { kind: 'serve', tenant };
}

function refusalOf(state: Exclude<Tenant['state'], 'draft'>): CatalogueError | undefined {
  switch (state) {
    case 'live':
      return undefined;
    case 'suspended':
      return new TenantSuspended({});
    case 'archived':
      return new TenantArchived({});
  }
}
