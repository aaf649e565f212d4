import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the page of one question, for the reader of its mail. */
export const questionLink = defineSignedLink('freshness', linkToRow, 62 * DAY);
