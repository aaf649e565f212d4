import type { AccountSession } from '@halles/domain/accounts';
import type { Claimant } from '@halles/domain/claims';
import type { Bilingual } from '@halles/kernel';
import type { MerchantPage } from '../merchant-space';
import type { PageOptions } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import type { ClaimBody } from './claim.view';

/** Who asks, as the domain takes it. Pure. */
export const claimantOf = ({ account, siret }: AccountSession): Claimant => ({
  accountId: account.id,
  siret,
});

/**
 * A page of sections, in the merchant space. Pure.
 * @param title key of its title
 */
export const claimPage = (
  title: string,
  paths: Bilingual,
  present: (scope: PageScope) => ClaimBody,
  answer: Pick<PageOptions, 'status' | 'headers'> = {},
): MerchantPage => ({
  view: 'claims/page',
  title: ({ texts }) => texts.line(title),
  paths,
  present,
  ...answer,
});

/** Whose pages somebody else may claim: the account with what it owns. Pure. */
export const ownerOf = ({ account, grants }: AccountSession) => ({
  accountId: account.id,
  listingIds: grants.filter(({ role }) => role === 'merchant-owner').map(({ listingId }) => listingId),
});
