import type { Bilingual, Locale } from '@halles/kernel';

/** Pages of signing in and of the account, in each language. */
export const accountRoutes = {
  signIn: { fr: '/connexion', en: '/en/sign-in' },
  signOut: { fr: '/deconnexion', en: '/en/sign-out' },
  account: { fr: '/compte', en: '/en/account' },
} as const satisfies Record<string, Bilingual>;

export type AccountRoute = keyof typeof accountRoutes;

/** Where people who keep a business arrive. */
export const PRO_HOME: Bilingual = { fr: '/pro', en: '/en/pro' };

/** Both paths of a page, for a controller. */
export const accountPaths = (page: AccountRoute): string[] => [
  accountRoutes[page].fr,
  accountRoutes[page].en,
];

/** Name of the parameter that says where to go after signing in. */
export const RETURN_TO = 'suite';

/** The sign-in page that leads back to a path of this portal. Pure. */
export function signInPath(locale: Locale, returnTo: string | null): string {
  const page = accountRoutes.signIn[locale];
  return returnTo === null ? page : `${page}?${new URLSearchParams({ [RETURN_TO]: returnTo }).toString()}`;
}
