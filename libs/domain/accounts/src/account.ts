import type { MerchantRole, PortalPermission } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { MailRecipient } from '@halles/platform/mail';

/** Somebody who signs in on a territory's portal. */
export interface Account {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  /** Whether its owner proved to read the mails of the address; else an identity provider says so. */
  readonly isVerified: boolean;
  readonly hasPassword: boolean;
  /** Whether a code of an authenticator application is asked for at each sign-in. */
  readonly hasTotp: boolean;
  readonly createdAt: Date;
}

/** The owner of the account as the recipient of a mail. Pure. */
export const recipientOf = ({ name, email, isVerified }: Account): MailRecipient => ({
  name,
  address: email,
  isProven: isVerified,
});

/** What an account may do on one listing. */
export interface Grant {
  readonly accountId: string;
  readonly role: MerchantRole;
  readonly listingId: number;
  readonly permissions: readonly PortalPermission[];
  readonly createdAt: Date;
}

/** How somebody proved who they are. */
export type SignInMeans = 'password' | 'link' | 'proconnect';

/** Who asks, as long as the session lasts. */
export interface AccountSession {
  readonly id: string;
  readonly account: Account;
  readonly grants: readonly Grant[];
  readonly authenticatedBy: SignInMeans;
  /** The establishment that ProConnect says the person works for. */
  readonly siret: string | null;
  /** When the person last proved who they are: changes of the account ask for a recent one. */
  readonly signedInAt: Date;
}

/** The listings on which an account may do something. Pure. */
export const listingsWith = (
  { grants }: Pick<AccountSession, 'grants'>,
  permission: PortalPermission,
): number[] =>
  grants.filter(({ permissions }) => permissions.includes(permission)).map(({ listingId }) => listingId);

/** What an account may do on a listing: nothing without a grant. Pure. */
export function permissionsOn(
  { grants }: Pick<AccountSession, 'grants'>,
  listingId: number,
): readonly PortalPermission[] {
  return grants.find((grant) => grant.listingId === listingId)?.permissions ?? [];
}
