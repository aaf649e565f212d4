import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import type { PlatformScreen, SessionStep, TenantScreen } from '@halles/contracts';
import { homeOf } from './menu';
import { RETURN_PARAMETER, paths, safeReturnPath, stepPlace } from './return-path';
import { SessionStore } from './session.store';

const stepPaths: Record<Exclude<SessionStep, 'ready'>, string> = {
  'second-factor': paths.code,
  'change-password': paths.changePassword,
  enrolment: paths.secondFactor,
};

/** Where somebody has to go before the page opens, keeping the place; undefined when nothing is left to do. */
function detour(url: string): UrlTree | undefined {
  const account = inject(SessionStore).account();
  const router = inject(Router);
  const queryParams = safeReturnPath(url) === '/' ? {} : { [RETURN_PARAMETER]: url };
  if (!account) return router.createUrlTree([paths.signIn], { queryParams });
  return account.step === 'ready'
    ? undefined
    : router.createUrlTree([stepPaths[account.step]], { queryParams });
}

/** A screen of the installation: in the menu, or the account's own first screen instead. */
export const requiresPlatform =
  (screen: PlatformScreen): CanActivateFn =>
  (_route, { url }) => {
    const menu = inject(SessionStore).menu();
    return detour(url) ?? (menu.platform.includes(screen) || inject(Router).parseUrl(homeOf(menu)));
  };

/** A screen of one tenant: in the menu of that tenant, or what became of it, or a page that does not exist. */
export const requiresTenant =
  (screen: TenantScreen): CanActivateFn =>
  (route, { url }) => {
    const { tenants, archived = [] } = inject(SessionStore).menu();
    const asked = route.paramMap.get('tenant');
    const tenant = tenants.find(({ slug }) => slug === asked);
    const instead = archived.some(({ slug }) => slug === asked) ? [paths.archived, asked] : ['/introuvable'];
    return detour(url) ?? (tenant?.screens.includes(screen) || inject(Router).createUrlTree(instead));
  };

/** What became of an archived territory on which the account has a role, or a page that does not exist. */
export const requiresArchived: CanActivateFn = (route, { url }) => {
  const { archived = [] } = inject(SessionStore).menu();
  const asked = route.paramMap.get('tenant');
  return (
    detour(url) ??
    (archived.some(({ slug }) => slug === asked) || inject(Router).createUrlTree(['/introuvable']))
  );
};

/** A page of whoever is signed in and has nothing left to do: the frame shows the account's own first screen. */
export const requiresSession: CanActivateFn = (_route, { url }) => detour(url) ?? true;

/** The pages of the steps of a sign-in: each while its step is due, those of the account when the session is ready too. */
export const requiresStep =
  (step: Exclude<SessionStep, 'ready'>): CanActivateFn =>
  (route, { url }) => {
    const account = inject(SessionStore).account();
    const router = inject(Router);
    if (account && (account.step === step || (account.step === 'ready' && step !== 'second-factor')))
      return true;
    const place = stepPlace(step, url, route.queryParamMap.get(RETURN_PARAMETER));
    if (account?.step === 'ready') return router.parseUrl(place);
    const queryParams = place === '/' ? {} : { [RETURN_PARAMETER]: place };
    return router.createUrlTree([account ? stepPaths[account.step] : paths.signIn], { queryParams });
  };

/** The sign-in page is for those who are not signed in; others go where they wanted to. */
export const requiresAnonymous: CanActivateFn = (route) =>
  inject(SessionStore).account()
    ? inject(Router).parseUrl(safeReturnPath(route.queryParamMap.get(RETURN_PARAMETER)))
    : true;
