import type { AccountsView, TeamView } from '@halles/contracts';
import type { ConsoleAccountRow, ConsoleInvitation, TownRole } from '@halles/domain/console-accounts';
import type { NamedTenant } from '../session/menu';

/** The members of a tenant and who is invited; no word of what else they may do elsewhere. Pure. */
export function presentTeam(
  { tenantId, yourself, now }: { readonly tenantId: string; readonly yourself: string; readonly now: Date },
  members: readonly ConsoleAccountRow[],
  invitations: readonly ConsoleInvitation[],
): TeamView {
  return {
    members: members.flatMap(({ id, email, name, grants, hasSecondFactor, lastSignInAt }) => {
      const role = grants.find((grant) => grant.tenantId === tenantId)?.role as TownRole | undefined;
      if (!role) return [];
      const isYourself = id === yourself;
      const lastSignIn = lastSignInAt?.toISOString() ?? null;
      return [{ id, email, name, role, hasSecondFactor, lastSignInAt: lastSignIn, isYourself }];
    }),
    invitations: invitations.map(({ id, email, name, role, sentAt, expiresAt }) => ({
      id,
      email,
      name,
      role,
      sentAt: sentAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      hasExpired: expiresAt <= now,
    })),
  };
}

/** Every account with its roles, for operators. Pure. */
export function presentAccounts(
  accounts: readonly ConsoleAccountRow[],
  tenants: readonly NamedTenant[],
  locale: 'fr' | 'en',
): AccountsView {
  const byId = new Map(tenants.map((tenant) => [tenant.id, tenant]));
  return {
    accounts: accounts.map(
      ({ grants, lastSignInAt, id, email, name, hasSecondFactor, mustChangePassword }) => ({
        id,
        email,
        name,
        hasSecondFactor,
        mustChangePassword,
        lastSignInAt: lastSignInAt?.toISOString() ?? null,
        grants: grants.flatMap(({ role, tenantId }): AccountsView['accounts'][number]['grants'] => {
          if (tenantId === null) return [{ role, tenant: null }];
          const tenant = byId.get(tenantId);
          return tenant
            ? [{ role, tenant: { slug: tenant.slug, title: tenant.settings.title[locale] } }]
            : [];
        }),
      }),
    ),
  };
}
