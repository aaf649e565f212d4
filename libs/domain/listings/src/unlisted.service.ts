import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type ClosedListing, type KnownOf, UnlistedRepository } from './unlisted.repository';

/** Businesses that no list has: so that who knows the very name of one is told why. */
@Injectable()
export class UnlistedListings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: UnlistedRepository,
  ) {}

  /** Those that are closed for good and have this very name, at most three, the last one first. */
  closedNamedIn(tx: TenantTx, name: string): Promise<ClosedListing[]> {
    return this.listings.closedNamed(tx, name);
  }

  /** The same on a connection of its own. */
  async closedNamed(ctx: TenantContext, name: string): Promise<ClosedListing[]> {
    return this.work.read(ctx, (tx) => this.listings.closedNamed(tx, name));
  }

  /** Whether the town hides a business that is known by this. For who said who they are alone: the public is told nothing. */
  async isHidden(ctx: TenantContext, known: KnownOf): Promise<boolean> {
    return this.work.read(ctx, (tx) => this.listings.isHidden(tx, known));
  }
}
