import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the page of an order for its customer, for as long as anything may be asked about it. */
export const orderLink = defineSignedLink('order', linkToRow, 365 * DAY);
