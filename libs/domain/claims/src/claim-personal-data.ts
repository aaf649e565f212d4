import { AccountRepository, GrantService, PersonalData } from '@halles/domain/accounts';
import { ProfileWriter } from '@halles/domain/profiles';
import { systemClock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AdditionRepository } from './addition.repository';
import { claimMessages } from './claim.events';
import { ClaimProofRepository } from './claim-proof.repository';
import { ClaimRepository } from './claim.repository';

/** What claims hold of a person. They go with the account; a listing that it kept has no owner any more. */
@Injectable()
export class ClaimPersonalData implements OnModuleInit {
  constructor(
    private readonly people: PersonalData,
    private readonly accounts: AccountRepository,
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly additions: AdditionRepository,
    private readonly grants: GrantService,
    private readonly profiles: ProfileWriter,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.people.register({
      name: 'claims',
      export: (tx, accountId) => this.#export(tx, accountId),
      erase: (tx, accountId) => this.#erase(tx, accountId),
    });
  }

  async #export(tx: TenantTx, accountId: string): Promise<unknown> {
    const claims = await this.claims.ofAccount(tx, accountId);
    const ids = claims.map(({ id }) => id);
    return {
      claims,
      proofs: await this.proofs.ofClaims(tx, ids),
      events: await this.claims.eventsOf(tx, ids),
      additions: await this.additions.ofAccount(tx, accountId),
    };
  }

  async #erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const now = systemClock.now();
    const account = await this.accounts.find(tx, accountId);
    const owned = (await this.grants.grantsOf(tx, accountId)).filter(({ role }) => role === 'merchant-owner');
    for (const { listingId } of owned) {
      await this.grants.release(tx, listingId);
      const author = { kind: 'merchant', accountId, name: account?.name ?? '' } as const;
      await this.profiles.release(tx, listingId, author, now);
    }
    const claims = await this.claims.ofAccount(tx, accountId);
    for (const { id } of claims)
      for (const proof of await this.proofs.withDocument(tx, id))
        await this.outbox.append(tx, claimMessages.eraseDocument(proof.id));
    await this.claims.deleteOfAccount(tx, accountId);
  }
}
