import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { RETURN_PARAMETER, paths, safeReturnPath } from './return-path';
import { SessionStore } from './session.store';

/** Lets an operator through; sends others to sign in, and a one-time password to be changed. Keeps the place. */
export const requiresOperator: CanActivateFn = (_route, { url }) => {
  const operator = inject(SessionStore).operator();
  const router = inject(Router);
  const queryParams = safeReturnPath(url) === '/' ? {} : { [RETURN_PARAMETER]: url };
  if (!operator) return router.createUrlTree([paths.signIn], { queryParams });
  return operator.mustChangePassword ? router.createUrlTree([paths.changePassword], { queryParams }) : true;
};

/** The password page: for whoever is signed in, obliged to change it or not. */
export const requiresSession: CanActivateFn = () =>
  inject(SessionStore).operator() ? true : inject(Router).createUrlTree([paths.signIn]);

/** The sign-in page is for those who are not signed in; others go where they wanted to. */
export const requiresAnonymous: CanActivateFn = (route) =>
  inject(SessionStore).operator()
    ? inject(Router).parseUrl(safeReturnPath(route.queryParamMap.get(RETURN_PARAMETER)))
    : true;
