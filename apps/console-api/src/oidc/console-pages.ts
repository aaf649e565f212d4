import { consoleRoutes } from '@halles/contracts';

/** Name of the parameter that tells them. */
const PROCONNECT_PARAMETER = 'proconnect';

/** Name of the parameter that carries the place to come back to. */
export const RETURN_PARAMETER = 'retour';

/** The path of a page with what it is to say of ProConnect: `linked`, `signed-out`, or the code of a problem. Pure. */
export function consolePage(page: 'signIn' | 'secondFactor', says: string, returnTo = '/'): string {
  const query = new URLSearchParams({
    [PROCONNECT_PARAMETER]: says,
    ...(returnTo === '/' ? {} : { [RETURN_PARAMETER]: returnTo }),
  });
  return `${consoleRoutes[page]}?${query.toString()}`;
}
