import { pathTo } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

/** Name of the parameter that says where to go after signing in. */
export const RETURN_TO = 'suite';

/** A page of signing in that leads back to a path of this portal. Pure. */
export function signInPath(
  locale: Locale,
  returnTo: string | null,
  page:
    | 'account.signIn'
    | 'account.signUp'
    | 'account.forgottenPassword'
    | 'account.signInProConnect' = 'account.signIn',
): string {
  const path = pathTo(page, locale);
  return returnTo === null ? path : `${path}?${new URLSearchParams({ [RETURN_TO]: returnTo }).toString()}`;
}
