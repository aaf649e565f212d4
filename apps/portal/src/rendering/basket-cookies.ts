/** How the cookies begin in which a browser stores baskets, one for each shop. */
export const BASKET_COOKIE = '__Host-halles-basket-';

const FILLED = new RegExp(`${BASKET_COOKIE}\\d{1,10}=[\\w-]`);

/** Whether the cookies that a browser sends, or is given, hold a basket: pages lead to it then. Pure. */
export const hasBaskets = (cookies: string | readonly string[] | undefined): boolean =>
  FILLED.test([cookies ?? ''].flat().join('; '));
