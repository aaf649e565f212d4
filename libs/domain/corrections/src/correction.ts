import type { ClaimPolicy, ProfileAddress, ProfileChanges } from '@halles/contracts';
import { isTownService, type Listing } from '@halles/domain/listings';
import type { ProfileAuthor } from '@halles/domain/profiles';
import { HOUR } from '@halles/kernel';
import type { PlaceDoubt } from './places/place-move';

/** A link opens its page for so long. */
/** Asked for again within this time, the link that is on its way is the answer. */
export const LINK_PAUSE = HOUR;
/** Links that one business may be mailed in a day: its mailbox is not for strangers to fill. */
export const LINKS_A_DAY = 3;
/** Corrections by one link: a business with more to say opens an account. */
export const CORRECTIONS_A_LINK = 10;

/** What may be corrected without an account; an address is asked for by who keeps the page. */
export type CorrectionChanges = Pick<ProfileChanges, 'phone' | 'shopHours' | 'state' | 'address'>;

/** Why a correction waits for an agent. */
export type Doubt = 'owned' | 'policy' | 'address' | PlaceDoubt;

export interface CorrectionLink {
  readonly id: string;
  readonly listingId: number;
  readonly email: string;
  readonly locale: 'fr' | 'en';
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface Correction {
  readonly id: string;
  readonly listingId: number;
  readonly changes: CorrectionChanges;
  readonly state: 'applied' | 'open' | 'accepted' | 'refused' | 'withdrawn';
  readonly doubt: Doubt | null;
  /** Who keeps the page and asked; null for what came by a link, and once the account is erased. */
  readonly accountId: string | null;
  /** The version of the profile that it made; null while it made none. */
  readonly version: number | null;
  readonly createdAt: Date;
  /** When an agent decided; null while none did. */
  readonly decidedAt: Date | null;
  /** Which account of the console did. */
  readonly decidedBy: string | null;
  /** The address that the agent accepted in the place of the one that was asked for; null: they changed nothing of it. */
  readonly decidedAddress: ProfileAddress | null;
  /** What the agent said to it. */
  readonly reason: string | null;
  /** When who keeps the page withdrew it; null of others, and where a server of the release before did that. */
  readonly withdrawnAt: Date | null;
  /** Which account did; null once it is erased. */
  readonly withdrawnBy: string | null;
}

/** One that an agent decided, with the business that it is about. */
export interface DecidedCorrection extends Correction {
  readonly state: 'accepted' | 'refused';
  readonly decidedAt: Date;
  readonly name: string | null;
  readonly commune: string | null;
}

/** The corrections of one listing that wait, or were refused lately. */
export interface ListingCorrections {
  readonly listingId: number;
  readonly name: string | null;
  readonly state: Extract<Correction['state'], 'open' | 'refused'>;
  readonly count: number;
  /** When the first of them was sent, or refused. */
  readonly since: Date;
}

/** Whether the business can be mailed a link: its address is known, and it is neither invented nor closed, nor the town's. Pure. */
export const canRequestLink = (listing: Listing): boolean =>
  listing.email !== null && !listing.demonstration && listing.state === 'open' && !isTownService(listing);

/** Why a correction is not to be believed at once; null where it is. Pure. */
export function doubtOf(
  link: Pick<CorrectionLink, 'email'>,
  now: {
    readonly isOwned: boolean;
    readonly policy: ClaimPolicy;
    /** What the directory knows today. */
    readonly email: string | null;
  },
): Doubt | null {
  if (now.isOwned) return 'owned';
  if (now.policy === 'manual') return 'policy';
  return now.email?.toLowerCase() === link.email ? null : 'address';
}

/** `c•••@four.example`: enough for the reader of that mailbox. Pure. */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}

/** The mailbox that had a link; without its address once the link is erased. Pure. */
export const authorOfLink = (link: CorrectionLink | null): ProfileAuthor => ({
  kind: 'link',
  accountId: null,
  name: link ? maskedAddress(link.email) : '',
});
