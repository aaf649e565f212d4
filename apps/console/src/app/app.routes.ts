import type { Routes } from '@angular/router';
import type { Texts } from './core/i18n/texts';
import { paths } from './core/return-path';
import { requiresAnonymous, requiresOperator, requiresSession } from './core/session.guards';

/** A route's `data.name`: the key of its title in the texts. */
export type PageName = keyof Texts['titles'];

const named = (name: PageName): { name: PageName } => ({ name });

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    data: named('overview'),
    canActivate: [requiresOperator],
    loadComponent: () => import('./features/overview/overview.page').then((page) => page.OverviewPage),
  },
  {
    path: paths.signIn.slice(1),
    data: named('signIn'),
    canActivate: [requiresAnonymous],
    loadComponent: () => import('./features/sign-in/sign-in.page').then((page) => page.SignInPage),
  },
  {
    path: paths.changePassword.slice(1),
    data: named('changePassword'),
    canActivate: [requiresSession],
    loadComponent: () =>
      import('./features/change-password/change-password.page').then((page) => page.ChangePasswordPage),
  },
  {
    path: '**',
    data: named('notFound'),
    loadComponent: () => import('./features/not-found/not-found.page').then((page) => page.NotFoundPage),
  },
];
