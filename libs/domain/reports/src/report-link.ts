import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** By which the writer of a report confirms it: whoever reads the mail of the address that was left. */
export const reportConfirmationLink = defineSignedLink('report-confirm', linkToRow, 365 * DAY);
