import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens a conversation for its customer, on whichever device: as long as it is kept. */
export const conversationLink = defineSignedLink('conversation', linkToRow, 400 * DAY);
