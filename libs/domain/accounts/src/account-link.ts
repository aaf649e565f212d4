import { DAY, MINUTE } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Serves once, in the browser that asked for it. */
export const accountLink = defineSignedLink('account-link', linkToRow, 10 * MINUTE);

/** An invitation to the team of a business; each sending has a link of its own. */
export const invitationLink = defineSignedLink('account-invitation', linkToRow, 7 * DAY);
