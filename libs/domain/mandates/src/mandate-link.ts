import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the page of a mandate: to sign it for thirty days, and to take it back as long as it is in force. */
export const mandateLink = defineSignedLink('mandate', linkToRow, 30 * DAY);
