import { pathTo } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { z } from 'zod';

/** What somebody just changed of their account, for its page to say: keys of texts below `account.done`. */
const changes = ['name', 'password', 'email', 'device', 'secondFactor'] as const;
export type AccountChange = (typeof changes)[number];

/** The query of the account's page. */
export const doneQuery = z.object({ fait: z.enum(changes).nullable().catch(null) });
export type DoneQuery = z.output<typeof doneQuery>;

/** The account's page, which says what was just done. Pure. */
export const accountPath = (locale: Locale, done: AccountChange): string =>
  `${pathTo('account', locale)}?fait=${done}`;
