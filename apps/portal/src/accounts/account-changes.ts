import { pathTo } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { z } from 'zod';

/**
 * What somebody just changed of their account, or was led to it for (`address`: to confirm it before they claim a page):
 * keys of texts below `account.done`.
 */
const changes = ['name', 'password', 'email', 'device', 'secondFactor', 'address'] as const;
export type AccountChange = (typeof changes)[number];

/** The query of the account's page. */
export const doneQuery = z.object({ fait: z.enum(changes).nullable().catch(null) });
export type DoneQuery = z.output<typeof doneQuery>;

/** The account's page, which says what was just done, or is to be done. Pure. */
export const accountPath = (locale: Locale, done: AccountChange): string =>
  `${pathTo('account', locale)}?fait=${done}`;
