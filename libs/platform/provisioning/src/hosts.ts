import { randomBytes } from 'node:crypto';
import { resolveTxt } from 'node:dns/promises';
import { defineError } from '@halles/kernel';
import { constraintOf, type Queryable } from '@halles/platform/database';
import { parseHost } from '@halles/platform/tenancy';
import { auditCommand } from './command-audit';
import type { Installation } from './installation';
import { getTenant } from './tenants';
import { HostTaken } from './tenant.errors';

export const HostMalformed = defineError<{ host: string }>('host-malformed', {
  kind: 'invalid',
  title: { fr: 'Nom d’hôte mal formé', en: 'Malformed host name' },
  detail: ({ host }) => ({
    fr: `« ${host} » n’est pas un nom d’hôte utilisable : un domaine complet, sans port, hors du domaine de la plateforme.`,
    en: `"${host}" is not a usable host name: a full domain, without port, outside the platform's own domain.`,
  }),
});

export const HostNotProved = defineError<{ host: string; record: string; token: string }>('host-not-proved', {
  kind: 'conflict',
  title: { fr: 'Domaine pas encore prouvé', en: 'Domain not proved yet' },
  detail: ({ host, record, token }) => ({
    fr: `Pour prouver que ${host} est à vous, publiez l’enregistrement TXT ${record} avec la valeur ${token}, puis recommencez.`,
    en: `To prove that ${host} is yours, publish the TXT record ${record} with the value ${token}, then try again.`,
  }),
});

export const NoSuchHost = defineError<{ host: string }>('no-such-host', {
  kind: 'not-found',
  title: { fr: 'Nom d’hôte inconnu', en: 'Unknown host name' },
  detail: ({ host }) => ({
    fr: `${host} n’est pas un nom de ce territoire.`,
    en: `${host} is not a name of this territory.`,
  }),
});

export const LastHost = defineError<{ host: string }>('host-in-use', {
  kind: 'conflict',
  title: { fr: 'Nom d’hôte principal', en: 'Main host name' },
  detail: ({ host }) => ({
    fr: `${host} est le nom principal du portail. Donnez-lui-en d’abord un autre.`,
    en: `${host} is the portal’s main name. Give it another one first.`,
  }),
});

/** Finds the TXT records of a name; empty when there are none. */
export type TxtLookup = (name: string) => Promise<readonly string[]>;

/** What the operator has to publish to prove a domain. */
export interface HostProof {
  readonly host: string;
  readonly record: string;
  readonly token: string;
}

const recordOf = (host: string): string => `_halles.${host}`;

const lookUp: TxtLookup = async (name) =>
  (await resolveTxt(name).catch(() => [])).map((parts) => parts.join(''));

function customHost(installation: Installation, raw: string): string {
  const host = parseHost(raw);
  const { baseDomain, consoleHost } = installation.config;
  const ours = host === baseDomain || host === consoleHost || host?.endsWith(`.${baseDomain}`);
  if (!host || !host.includes('.') || raw.includes(':') || /^[\d.]+$/.test(host) || ours)
    throw new HostMalformed({ host: raw });
  return host;
}

/**
 * Gives a tenant a domain of its own. It serves nothing until it is proved.
 * @throws HostMalformed, HostTaken, NoSuchTenant
 */
export async function addHost(installation: Installation, slug: string, raw: string): Promise<HostProof> {
  const db = installation.platform();
  const tenant = await getTenant(db, slug);
  const host = customHost(installation, raw);
  const token = `halles-${randomBytes(16).toString('hex')}`;
  try {
    await db.transaction(async (tx) => {
      await tx.query(
        "INSERT INTO host (host, tenant_id, kind, verification_token) VALUES ($1, $2, 'custom', $3)",
        [host, tenant.id, token],
      );
      await auditCommand(installation, [tenant], 'host.added', { host });
    });
  } catch (error) {
    if (constraintOf(error) === 'host_pkey') throw new HostTaken({ host });
    throw error;
  }
  return { host, record: recordOf(host), token };
}

async function findOwnHost(db: Queryable, slug: string, raw: string) {
  const tenant = await getTenant(db, slug);
  const host = parseHost(raw) ?? raw;
  const [row] = await db.query<{
    host: string;
    kind: string;
    canonical: boolean;
    verification_token: string | null;
    verified_at: Date | null;
  }>(
    'SELECT host, kind, canonical, verification_token, verified_at FROM host WHERE host = $1 AND tenant_id = $2',
    [host, tenant.id],
  );
  if (!row) throw new NoSuchHost({ host });
  return { tenant, row };
}

/**
 * Looks for the proof in the DNS and lets the domain serve.
 * @throws NoSuchHost, HostNotProved
 */
export async function verifyHost(
  installation: Installation,
  slug: string,
  raw: string,
  lookup: TxtLookup = lookUp,
): Promise<void> {
  const db = installation.platform();
  const { tenant, row } = await findOwnHost(db, slug, raw);
  if (row.verified_at) return;
  const token = row.verification_token ?? '';
  const record = recordOf(row.host);
  if (token === '' || !(await lookup(record)).includes(token))
    throw new HostNotProved({ host: row.host, record, token });
  await db.transaction(async (tx) => {
    await tx.query('UPDATE host SET verified_at = now() WHERE host = $1', [row.host]);
    await tx.query('UPDATE tenant SET version = version WHERE id = $1', [tenant.id]);
    await auditCommand(installation, [tenant], 'host.verified', { host: row.host });
  });
}

/**
 * Makes a proved host the one that the others redirect to.
 * @throws NoSuchHost, HostNotProved
 */
export async function makeCanonical(installation: Installation, slug: string, raw: string): Promise<void> {
  const db = installation.platform();
  const { tenant, row } = await findOwnHost(db, slug, raw);
  if (!row.verified_at)
    throw new HostNotProved({
      host: row.host,
      record: recordOf(row.host),
      token: row.verification_token ?? '',
    });
  await db.transaction(async (tx) => {
    await tx.query('UPDATE host SET canonical = false WHERE tenant_id = $1 AND canonical', [tenant.id]);
    await tx.query('UPDATE host SET canonical = true WHERE host = $1', [row.host]);
    await tx.query('UPDATE tenant SET version = version WHERE id = $1', [tenant.id]);
    await auditCommand(installation, [tenant], 'host.canonical', { host: row.host });
  });
}

/**
 * Takes a host away: its route is gone within a second, and the DNS can follow.
 * @throws NoSuchHost, LastHost
 */
export async function removeHost(installation: Installation, slug: string, raw: string): Promise<void> {
  const db = installation.platform();
  const { tenant, row } = await findOwnHost(db, slug, raw);
  if (row.canonical) throw new LastHost({ host: row.host });
  await db.transaction(async (tx) => {
    await tx.query('DELETE FROM host WHERE host = $1', [row.host]);
    await tx.query('UPDATE tenant SET version = version WHERE id = $1', [tenant.id]);
    await auditCommand(installation, [tenant], 'host.removed', { host: row.host });
  });
}
