import { DAY } from '@halles/kernel';
import { v7 as uuid } from 'uuid';
import type { Claim } from './claim';

/** An open claim lapses after so long. */
const OPEN_FOR = 30 * DAY;

/** A claim that begins now. @param claim with the territory's policy of today */
export const newClaim = (
  claim: Pick<Claim, 'listingId' | 'accountId' | 'locale' | 'policy'>,
  now: Date,
): Claim => ({
  ...claim,
  id: uuid(),
  state: 'open',
  createdAt: now,
  changedAt: now,
  awaitsUntil: null,
  expiresAt: new Date(now.getTime() + OPEN_FOR),
});
