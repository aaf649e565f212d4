import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the page of one business for corrections, for the reader of its mail. */
export const correctionPageLink = defineSignedLink('correction', linkToRow, 7 * DAY);
