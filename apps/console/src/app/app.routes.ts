import type { Routes } from '@angular/router';
import type { Texts } from './core/i18n/texts';
import { tenantPaths } from './core/menu';
import { paths } from './core/return-path';
import {
  requiresAnonymous,
  requiresArchived,
  requiresPlatform,
  requiresSession,
  requiresStep,
  requiresTenant,
} from './core/session.guards';

/** A route's `data.name`: the key of its title in the texts. */
export type PageName = keyof Texts['titles'];

const named = (name: PageName): { name: PageName } => ({ name });

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    data: named('overview'),
    canActivate: [requiresPlatform('overview')],
    loadComponent: () => import('./features/overview/overview.page').then((page) => page.OverviewPage),
  },
  {
    path: paths.accounts.slice(1),
    data: named('accounts'),
    canActivate: [requiresPlatform('accounts')],
    loadComponent: () => import('./features/accounts/accounts.page').then((page) => page.AccountsPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.team}`,
    data: named('team'),
    canActivate: [requiresTenant('team')],
    loadComponent: () => import('./features/team/team.page').then((page) => page.TeamPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.claims}`,
    data: named('claims'),
    canActivate: [requiresTenant('claims')],
    loadComponent: () => import('./features/claims/claims.page').then((page) => page.ClaimsPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.claims}/:id`,
    data: named('claims'),
    canActivate: [requiresTenant('claims')],
    loadComponent: () => import('./features/claims/claim.page').then((page) => page.ClaimPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.claims}/ajouts/:id`,
    data: named('addition'),
    canActivate: [requiresTenant('claims')],
    loadComponent: () => import('./features/claims/addition.page').then((page) => page.AdditionPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.reports}`,
    data: named('reports'),
    canActivate: [requiresTenant('reports')],
    loadComponent: () => import('./features/reports/reports.page').then((page) => page.ReportsPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.reports}/:id`,
    data: named('reports'),
    canActivate: [requiresTenant('reports')],
    loadComponent: () => import('./features/reports/report.page').then((page) => page.ReportPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.reports}/corrections/:id`,
    data: named('correction'),
    canActivate: [requiresTenant('reports')],
    loadComponent: () => import('./features/reports/correction.page').then((page) => page.CorrectionPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.listings}`,
    data: named('listings'),
    canActivate: [requiresTenant('listings')],
    loadComponent: () => import('./features/listings/listings.page').then((page) => page.ListingsPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.listings}/:id`,
    data: named('listings'),
    canActivate: [requiresTenant('listings')],
    loadComponent: () => import('./features/listings/listing.page').then((page) => page.ListingPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.mandates}`,
    data: named('mandates'),
    canActivate: [requiresTenant('mandates')],
    loadComponent: () => import('./features/mandates/mandates.page').then((page) => page.MandatesPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.visits}`,
    data: named('visits'),
    canActivate: [requiresTenant('visits')],
    loadComponent: () => import('./features/visits/visits.page').then((page) => page.VisitsPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.orders}`,
    data: named('orders'),
    canActivate: [requiresTenant('orders')],
    loadComponent: () => import('./features/orders/orders.page').then((page) => page.OrdersPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.agendas}`,
    data: named('agendas'),
    canActivate: [requiresTenant('agendas')],
    loadComponent: () => import('./features/agendas/agendas.page').then((page) => page.AgendasPage),
  },
  {
    path: `${paths.tenants.slice(1)}/:tenant/${tenantPaths.gauges}`,
    data: named('gauges'),
    canActivate: [requiresTenant('gauges')],
    loadComponent: () => import('./features/gauges/gauges.page').then((page) => page.GaugesPage),
  },
  {
    path: paths.signIn.slice(1),
    data: named('signIn'),
    canActivate: [requiresAnonymous],
    loadComponent: () => import('./features/sign-in/sign-in.page').then((page) => page.SignInPage),
  },
  {
    path: paths.code.slice(1),
    data: named('code'),
    canActivate: [requiresStep('second-factor')],
    loadComponent: () => import('./features/code/code.page').then((page) => page.CodePage),
  },
  {
    path: paths.changePassword.slice(1),
    data: named('changePassword'),
    canActivate: [requiresStep('change-password')],
    loadComponent: () =>
      import('./features/change-password/change-password.page').then((page) => page.ChangePasswordPage),
  },
  {
    path: paths.secondFactor.slice(1),
    data: named('secondFactor'),
    canActivate: [requiresStep('enrolment')],
    loadComponent: () =>
      import('./features/second-factor/second-factor.page').then((page) => page.SecondFactorPage),
  },
  {
    path: paths.digest.slice(1),
    data: named('digest'),
    canActivate: [requiresSession],
    loadComponent: () => import('./features/digest/digest.page').then((page) => page.DigestPage),
  },
  {
    path: paths.invitation.slice(1),
    data: named('invitation'),
    loadComponent: () => import('./features/invitation/invitation.page').then((page) => page.InvitationPage),
  },
  {
    path: paths.forgottenPassword.slice(1),
    data: named('forgotten'),
    canActivate: [requiresAnonymous],
    loadComponent: () =>
      import('./features/forgotten-password/forgotten-password.page').then(
        (page) => page.ForgottenPasswordPage,
      ),
  },
  {
    path: paths.newPassword.slice(1),
    data: named('newPassword'),
    loadComponent: () =>
      import('./features/new-password/new-password.page').then((page) => page.NewPasswordPage),
  },
  {
    path: `${paths.archived.slice(1)}/:tenant`,
    data: named('archived'),
    canActivate: [requiresArchived],
    loadComponent: () => import('./features/no-role/no-role.page').then((page) => page.NoRolePage),
  },
  {
    path: 'sans-role',
    data: named('noRole'),
    canActivate: [requiresSession],
    loadComponent: () => import('./features/no-role/no-role.page').then((page) => page.NoRolePage),
  },
  {
    path: '**',
    data: named('notFound'),
    loadComponent: () => import('./features/not-found/not-found.page').then((page) => page.NotFoundPage),
  },
];
