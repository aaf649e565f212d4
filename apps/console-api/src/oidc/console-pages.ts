/** Pages of the console that say what came of going to ProConnect: the same as the interface has. */
const CONSOLE_PAGES = { signIn: '/connexion', security: '/double-authentification' } as const;

/** Name of the parameter that tells them. */
const PROCONNECT_PARAMETER = 'proconnect';

/** Name of the parameter that carries the place to come back to. */
export const RETURN_PARAMETER = 'retour';

/** The path of a page with what it is to say: `linked`, `signed-out`, or the code of a problem. Pure. */
export function consolePage(page: keyof typeof CONSOLE_PAGES, says: string, returnTo = '/'): string {
  const query = new URLSearchParams({
    [PROCONNECT_PARAMETER]: says,
    ...(returnTo === '/' ? {} : { [RETURN_PARAMETER]: returnTo }),
  });
  return `${CONSOLE_PAGES[page]}?${query.toString()}`;
}
