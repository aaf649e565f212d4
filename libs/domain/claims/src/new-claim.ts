import { DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import type { Claim } from './claim';

/** An open claim lapses after so long. */
export const OPEN_FOR = 30 * DAY;

/** A claim that begins now, under the territory's policy of today. */
export const newClaim = (
  { tenant }: TenantContext,
  claim: Pick<Claim, 'listingId' | 'accountId' | 'locale'>,
  now: Date,
): Claim => ({
  ...claim,
  id: uuid(),
  state: 'open',
  policy: tenant.settings.claims.policy,
  createdAt: now,
  changedAt: now,
  expiresAt: new Date(now.getTime() + OPEN_FOR),
});
