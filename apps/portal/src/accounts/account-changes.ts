import { pathTo } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { pathDone } from '../params';

/**
 * What somebody just changed of their account, or was led to it for (`address`: to confirm it before they claim a page):
 * keys of texts below `account.done`.
 */
export const accountChanges = ['name', 'password', 'email', 'device', 'secondFactor', 'address'] as const;
export type AccountChange = (typeof accountChanges)[number];

/** The account's page, which says what was just done, or is to be done. Pure. */
export const accountPath = (locale: Locale, done: AccountChange): string =>
  pathDone(pathTo('account', locale), done);
