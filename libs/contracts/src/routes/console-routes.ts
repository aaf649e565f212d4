import type { CaseKind } from '../console/open-cases.schema';
import type { TenantScreen } from '../console/session.schema';

/**
 * Pages of the console to which its server, mails and portals lead. The console has a copy (`paths`, `tenantPaths`): the schemas
 * of the contracts would cost the browser too much. A test compares them.
 */
export const consoleRoutes = {
  signIn: '/connexion',
  secondFactor: '/double-authentification',
  digest: '/resume-par-message',
  invitation: '/invitation',
  forgottenPassword: '/mot-de-passe-oublie',
  newPassword: '/nouveau-mot-de-passe',
  tenants: '/territoires',
} as const;

const SCREENS: Readonly<Record<TenantScreen, string>> = {
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

/** The path of a screen of a territory, or of one thing on it. Pure. */
export const consolePath = (slug: string, screen: TenantScreen, thing?: string | number): string =>
  [consoleRoutes.tenants, slug, SCREENS[screen], ...(thing === undefined ? [] : [thing])].join('/');

/** The path of a case that waits for the town; a reader who is not signed in signs in first. Pure. */
export function consoleCasePath(
  slug: string,
  { kind, id }: { readonly kind: CaseKind; readonly id: string },
): string {
  switch (kind) {
    case 'claim':
      return consolePath(slug, 'claims', id);
    case 'addition':
      return consolePath(slug, 'claims', `ajouts/${id}`);
    case 'report':
      return consolePath(slug, 'reports', id);
    case 'correction':
      return consolePath(slug, 'reports', `corrections/${id}`);
  }
}
