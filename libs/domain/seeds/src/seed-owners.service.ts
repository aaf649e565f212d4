import type { SeedOwner } from '@halles/contracts';
import { AccountRepository, GrantService, ListingAlreadyOwned } from '@halles/domain/accounts';
import { ProfileWriter } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';

/** The invented person who keeps shops of the demonstration. */
@Injectable()
export class SeedOwners {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly grants: GrantService,
    private readonly profiles: ProfileWriter,
    private readonly clock: Clock,
  ) {}

  /** Once: an account that is there stays as it is. */
  async add(ctx: TenantContext, owner: SeedOwner): Promise<void> {
    await this.work.write(ctx, (tx) => this.accountOf(tx, owner, this.clock.now()));
  }

  /** Gives them a shop. Null where somebody else keeps it; else their account. */
  async give(ctx: TenantContext, listing: number, owner: SeedOwner): Promise<string | null> {
    const now = this.clock.now();
    try {
      return await this.work.write(ctx, async (tx) => {
        const account = await this.accountOf(tx, owner, now);
        await this.grants.giveOwner(tx, listing, account, now);
        // Or its owner could not change a word of it.
        await this.profiles.keep(tx, listing, now);
        return account;
      });
    } catch (error) {
      if (error instanceof ListingAlreadyOwned) return null;
      throw error;
    }
  }

  private async accountOf(tx: TenantWriteTx, { name, email }: SeedOwner, now: Date): Promise<string> {
    const known = await this.accounts.findByEmail(tx, email);
    if (known) return known.id;
    const id = uuid();
    const account = { id, email, name, locale: 'fr', passwordHash: null, verifiedAt: now } as const;
    await this.accounts.insert(tx, account, now);
    return id;
  }
}
