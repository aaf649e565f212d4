import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ClaimNotFound, ClaimStateRefused } from '../claim.errors';
import type { Claim } from './claim';
import { ClaimRepository } from './claim.repository';
import { isExamined, isUnderWay } from './claim-state';

/** A claim with the others on its listing. */
export interface LockedClaim {
  readonly claim: Claim;
  readonly others: readonly Claim[];
}

/** Claims of one account: another's is answered as one that is not there. */
@Injectable()
export class OwnClaims {
  constructor(private readonly claims: ClaimRepository) {}

  /** @throws ClaimNotFound */
  async get(tx: TenantTx, claimId: string, accountId: string): Promise<Claim> {
    const claim = await this.claims.get(tx, claimId);
    if (claim.accountId !== accountId) throw new ClaimNotFound({});
    return claim;
  }

  /**
   * One that is under way, with the others on its listing, held until the transaction's end.
   * @throws ClaimNotFound, ClaimStateRefused
   */
  async lock(tx: TenantWriteTx, claimId: string, accountId: string): Promise<LockedClaim> {
    const locked = await this.lockExamined(tx, claimId, accountId);
    if (!isUnderWay(locked.claim.state)) throw new ClaimStateRefused({});
    return locked;
  }

  /**
   * The same of one whose documents the town looks at: that of who keeps what another claims, too.
   * @throws ClaimNotFound, ClaimStateRefused
   */
  async lockExamined(tx: TenantWriteTx, claimId: string, accountId: string): Promise<LockedClaim> {
    const { listingId } = await this.get(tx, claimId, accountId);
    const all = await this.claims.lockOfListing(tx, listingId);
    const claim = all.find(({ id }) => id === claimId);
    const others = all.filter(({ id }) => id !== claimId);
    if (!claim || !isExamined(claim, others)) throw new ClaimStateRefused({});
    return { claim, others };
  }
}
