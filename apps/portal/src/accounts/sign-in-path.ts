import { pathTo, returnQueryOf } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { readReturnPath } from '@halles/platform/http';
import { z } from 'zod';

/** The query of a page that leads back after signing in. Anything that is no path of this portal counts as nothing. */
export const returnQuery = z.object({
  suite: z
    .string()
    .nullish()
    .transform((path) => readReturnPath(path))
    .catch(null),
});
export type ReturnQuery = z.output<typeof returnQuery>;

/** A page of signing in that leads back to a path of this portal. Pure. */
export const signInPath = (
  locale: Locale,
  returnTo: string | null,
  page:
    | 'account.signIn'
    | 'account.signUp'
    | 'account.forgottenPassword'
    | 'account.signInProConnect' = 'account.signIn',
): string => pathTo(page, locale) + returnQueryOf(returnTo);
