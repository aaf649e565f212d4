import type { Menu, TenantScreen } from '@halles/contracts';
import { paths } from './return-path';

/** The last part of the address of each screen of a tenant. */
export const tenantPaths: Record<TenantScreen, string> = {
  claims: 'demandes',
  reports: 'signalements',
  listings: 'fiches',
  mandates: 'mandats',
  visits: 'visites',
  orders: 'commandes',
  agendas: 'rendez-vous',
  gauges: 'jauges',
  team: 'equipe',
};

/** The address of a screen of a tenant, and of one thing on it. */
export function tenantPath(slug: string, screen: TenantScreen, thing?: string | number): string {
  return [paths.tenants, slug, tenantPaths[screen], ...(thing === undefined ? [] : [thing])].join('/');
}

/** The time zone of a territory; undefined of one that is none of the account's. Pure. */
export const zoneOf = ({ tenants }: Menu, slug: string): string | undefined =>
  tenants.find((tenant) => tenant.slug === slug)?.timeZone;

/** Where the server sends who may look at a draft: to its portal, with a way in that counts for a moment. */
export const previewPath = (slug: string): string => `/api/tenants/${slug}/preview`;

/** The first screen of an account: the installation, else the first territory; the empty page where there is none. */
export function homeOf({ platform, tenants }: Menu): string {
  if (platform.includes('overview')) return paths.overview;
  const [tenant] = tenants;
  const [screen] = tenant?.screens ?? [];
  return tenant && screen ? tenantPath(tenant.slug, screen) : '/sans-role';
}

/** Territories as the chooser names them: those that are called alike are told apart by their slug. Pure. */
export const namesApart = <T extends { readonly slug: string; readonly title: string }>(
  tenants: readonly T[],
): T[] => {
  const same = (one: T): boolean =>
    tenants.some(
      (other) =>
        other.slug !== one.slug && other.title.localeCompare(one.title, 'fr', { sensitivity: 'base' }) === 0,
    );
  return tenants.map((one) => (same(one) ? { ...one, title: `${one.title} (${one.slug})` } : one));
};
