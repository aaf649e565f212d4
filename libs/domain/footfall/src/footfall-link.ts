import type { FootfallLinkKind } from '@halles/contracts';
import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the clicker of a door on a telephone of the shop. */
const doorLink = defineSignedLink('footfall-door', linkToRow, 400 * DAY);

/** Opens the screen at a door. It is worth nothing for the clicker: whoever passes by may read its address. */
const screenLink = defineSignedLink('footfall-screen', linkToRow, 400 * DAY);

/** The kind of token that opens each. */
export const footfallLinks = { door: doorLink, screen: screenLink } as const;

/** What opens without an account. */
export interface FootfallLink {
  readonly id: string;
  readonly listingId: number;
  readonly kind: FootfallLinkKind;
  /** As the shop calls the door. */
  readonly name: string;
  readonly createdAt: Date;
}

/** How many a place may have at once. */
export const MAX_FOOTFALL_LINKS = 40;
