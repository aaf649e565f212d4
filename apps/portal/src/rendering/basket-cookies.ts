/** How the cookies begin in which a browser stores baskets, one for each shop. */
export const BASKET_COOKIE = '__Host-halles-basket-';

const FILLED = new RegExp(`${BASKET_COOKIE}\\d{1,10}=[\\w-]`);

/** Whether the cookies that a browser sends, or is given, hold a basket: pages lead to it then. Pure. */
export const hasBaskets = (cookies: string | readonly string[] | undefined): boolean =>
  FILLED.test([cookies ?? ''].flat().join('; '));

/** The cookie of who is signed in. */
export const SESSION_COOKIE = '__Host-halles';

const SIGNED_IN = new RegExp(`(?:^|;)\\s*${SESSION_COOKIE}=[^;\\s]`);

/** Whether a browser says that somebody is signed in: pages lead to their account then, which asks again who it is. Pure. */
export const isSignedIn = (cookies: string | undefined): boolean => SIGNED_IN.test(cookies ?? '');

/** Those for whom a page is the same: nothing of a cookie but whether it is there counts. Pure. */
export type ReaderKind = '' | 'baskets-' | 'account-' | 'baskets-account-';

/** Pure. */
export const readerKind = (cookies: string | undefined): ReaderKind =>
  `${hasBaskets(cookies) ? 'baskets-' : ''}${isSignedIn(cookies) ? 'account-' : ''}`;
