import type { Bilingual, Locale } from '@halles/kernel';

/** Pages of signing in and of the account, in each language; `:token` is that of a mailed link. */
export const accountRoutes = {
  signIn: { fr: '/connexion', en: '/en/sign-in' },
  signInByLink: { fr: '/connexion/lien', en: '/en/sign-in/link' },
  linkSent: { fr: '/connexion/lien-envoye', en: '/en/sign-in/link-sent' },
  code: { fr: '/connexion/code', en: '/en/sign-in/code' },
  proConnect: { fr: '/connexion/proconnect', en: '/en/sign-in/proconnect' },
  signOut: { fr: '/deconnexion', en: '/en/sign-out' },
  signUp: { fr: '/inscription', en: '/en/sign-up' },
  password: { fr: '/mot-de-passe', en: '/en/password' },
  link: { fr: '/lien/:token', en: '/en/link/:token' },
  renewLink: { fr: '/lien/:token/nouveau', en: '/en/link/:token/new' },
  invitation: { fr: '/invitation/:token', en: '/en/invitation/:token' },
  account: { fr: '/compte', en: '/en/account' },
  name: { fr: '/compte/nom', en: '/en/account/name' },
  newPassword: { fr: '/compte/mot-de-passe', en: '/en/account/password' },
  email: { fr: '/compte/adresse', en: '/en/account/address' },
  confirmEmail: { fr: '/compte/adresse/confirmer', en: '/en/account/address/confirm' },
  sessions: { fr: '/compte/appareils', en: '/en/account/devices' },
  secondFactor: { fr: '/compte/code', en: '/en/account/code' },
  secondFactorQr: { fr: '/compte/code/qr.svg', en: '/en/account/code/qr.svg' },
  secondFactorOff: { fr: '/compte/code/retirer', en: '/en/account/code/remove' },
  linkProConnect: { fr: '/compte/proconnect', en: '/en/account/proconnect' },
  data: { fr: '/compte/donnees', en: '/en/account/data' },
  dataFile: { fr: '/compte/donnees/fichier', en: '/en/account/data/file' },
  dataPage: { fr: '/compte/donnees/page', en: '/en/account/data/page' },
  erase: { fr: '/compte/donnees/supprimer', en: '/en/account/data/delete' },
  team: { fr: '/pro/commerces/:listing/equipe', en: '/en/pro/businesses/:listing/team' },
} as const satisfies Record<string, Bilingual>;

export type AccountRoute = keyof typeof accountRoutes;

/** Where the central address of the installation sends browsers that come back from ProConnect. */
export const PROCONNECT_RETURN = '/connexion/proconnect/retour';

/** Both paths of a page, for a controller. */
export const accountPaths = (page: AccountRoute): string[] => [
  accountRoutes[page].fr,
  accountRoutes[page].en,
];

/** The path of a page with what stands at the places of its pattern, in each language. Pure. */
export function accountPath(page: AccountRoute, names: Readonly<Record<string, string>> = {}): Bilingual {
  const fill = (pattern: string): string =>
    pattern.replaceAll(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(names[name] ?? ''));
  return { fr: fill(accountRoutes[page].fr), en: fill(accountRoutes[page].en) };
}

/** Name of the parameter that says where to go after signing in. */
export const RETURN_TO = 'suite';

/** A page of signing in that leads back to a path of this portal. Pure. */
export function signInPath(
  locale: Locale,
  returnTo: string | null,
  page: 'signIn' | 'signUp' | 'password' | 'proConnect' = 'signIn',
): string {
  const path = accountRoutes[page][locale];
  return returnTo === null ? path : `${path}?${new URLSearchParams({ [RETURN_TO]: returnTo }).toString()}`;
}
