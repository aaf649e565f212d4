import { rethrowConstraint } from '@halles/platform/database';
import { appendAudit, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Account, Grant } from './account';
import { AddressUnproven, ListingAlreadyOwned } from './account.errors';
import { AccountRepository } from './account.repository';
import { GrantRepository } from './grant.repository';
import { OwnedData } from './owned-data';

/** Who owns which listing. For other use cases: each method runs in the caller's transaction. */
@Injectable()
export class GrantService {
  constructor(
    private readonly grants: GrantRepository,
    private readonly accounts: AccountRepository,
    private readonly ownedData: OwnedData,
  ) {}

  /**
   * To be called before anything that may end in a grant: typing somebody else's address must not be enough.
   * @throws AddressUnproven where the account never showed that it reads its address
   */
  async requireProven(tx: TenantTx, accountId: string): Promise<void> {
    if ((await this.accounts.find(tx, accountId))?.isVerified !== true) throw new AddressUnproven({});
  }

  /**
   * Gives the listing to an account; nothing changes where it has it already. Of two who are given it at the same
   * instant one gets it; the transaction of the other can go on.
   * @throws ListingAlreadyOwned, AddressUnproven
   */
  async giveOwner(tx: TenantWriteTx, listingId: number, accountId: string, now: Date): Promise<void> {
    await this.requireProven(tx, accountId);
    const isGiven =
      (await this.grants.insertOwner(tx, listingId, accountId, now)) ||
      (await this.promoted(tx, listingId, accountId, now));
    if (!isGiven) return;
    await appendAudit(tx, 'grant.given', { listingId, accountId, role: 'merchant-owner' }, now);
  }

  /** Transfers the listing to another account; the former owner loses access and leaves nothing there, the staff stays. */
  async transferOwner(tx: TenantWriteTx, listingId: number, toAccountId: string, now: Date): Promise<void> {
    await this.grants.deleteOwner(tx, listingId);
    await this.ownedData.forget(tx, listingId);
    await this.giveOwner(tx, listingId, toAccountId, now);
  }

  /** Takes the listing from its owner: their staff loses access too, and invitations are withdrawn. */
  async displaceOwner(tx: TenantWriteTx, listingId: number, toAccountId: string, now: Date): Promise<void> {
    await this.release(tx, listingId);
    await this.giveOwner(tx, listingId, toAccountId, now);
  }

  /** Removes every grant on the listing and withdraws its invitations: it has no owner any more. */
  async release(tx: TenantWriteTx, listingId: number): Promise<void> {
    await this.grants.deleteAll(tx, listingId);
    await this.ownedData.forget(tx, listingId);
  }

  async ownerOf(tx: TenantTx, listingId: number): Promise<Account | null> {
    const members = await this.grants.ofListing(tx, listingId);
    return members.find(({ grant }) => grant.role === 'merchant-owner')?.account ?? null;
  }

  /** The owner, where it was theirs at the instant already; null for nobody, and for one who came since. */
  async ownerSince(tx: TenantTx, listingId: number, instant: Date): Promise<Account | null> {
    const members = await this.grants.ofListing(tx, listingId);
    const owner = members.find(({ grant }) => grant.role === 'merchant-owner');
    return owner && owner.grant.createdAt <= instant ? owner.account : null;
  }

  /** The owner first. */
  async membersOf(tx: TenantTx, listingId: number): Promise<{ account: Account; grant: Grant }[]> {
    return this.grants.ofListing(tx, listingId);
  }

  async grantsOf(tx: TenantTx, accountId: string): Promise<Grant[]> {
    return this.grants.ofAccount(tx, accountId);
  }

  /** Where the insert met a grant: it is the account's own, or another's. */
  private async promoted(
    tx: TenantWriteTx,
    listingId: number,
    accountId: string,
    now: Date,
  ): Promise<boolean> {
    const owner = await this.ownerOf(tx, listingId);
    if (owner?.id === accountId) return false;
    if (owner) throw new ListingAlreadyOwned({});
    try {
      return await this.grants.promote(tx, listingId, accountId, now);
    } catch (error) {
      return rethrowConstraint(error, { account_grant_one_owner: () => new ListingAlreadyOwned({}) });
    }
  }
}
