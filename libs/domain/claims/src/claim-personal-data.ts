import {
  AccountRepository,
  GrantService,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import { ProfileWriter } from '@halles/domain/profiles';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { AdditionRepository } from './additions/addition.repository';
import type { Claim, ClaimProof } from './claims/claim';
import { claimMessages } from './claim.events';
import { ClaimProofRepository } from './proofs/claim-proof.repository';
import { ClaimRepository } from './claims/claim.repository';
import { ClaimSteps } from './claims/claim-steps.service';
import { maskContact } from './proofs/known-contact';
import { shownAddress } from './proofs/letter-address';
import { TransferRepository } from './transfers/transfer.repository';

/** What claims hold of a person. They go with the account; a listing that it kept has no owner any more. */
@PersonalDataOf('claims', { stage: 'rights' })
export class ClaimPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly additions: AdditionRepository,
    private readonly transfers: TransferRepository,
    private readonly steps: ClaimSteps,
    private readonly grants: GrantService,
    private readonly profiles: ProfileWriter,
    private readonly outbox: Outbox,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const claims = await this.claims.ofAccount(tx, accountId);
    const ids = claims.map(({ id }) => id);
    return {
      claims,
      proofs: (await this.proofs.ofClaims(tx, ids)).map((proof) => ({ ...proof, contact: contactOf(proof) })),
      events: await this.claims.eventsOf(tx, ids),
      additions: await this.additions.ofAccount(tx, accountId),
      transfers: await this.transfers.ofParty(tx, await this.accounts.get(tx, accountId)),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    const account = await this.accounts.get(tx, accountId);
    const owned = (await this.grants.grantsOf(tx, accountId)).filter(({ role }) => role === 'merchant-owner');
    const claims = await this.claims.ofAccount(tx, accountId);
    const listings = [...new Set([...owned, ...claims].map(({ listingId }) => listingId))].sort(
      (one, other) => one - other,
    );
    const rivals = new Map<number, Claim[]>();
    for (const id of listings)
      rivals.set(
        id,
        (await this.claims.lockOfListing(tx, id)).filter((claim) => claim.accountId !== accountId),
      );
    for (const { listingId } of owned) {
      await this.grants.release(tx, listingId);
      await appendAudit(tx, 'claim.release', { listingId, state: 'released', cause: 'erased' }, now);
      const author = { kind: 'merchant', accountId, name: account.name } as const;
      await this.profiles.release(tx, listingId, author, now);
    }
    for (const { id } of claims)
      for (const proof of await this.proofs.withDocument(tx, id))
        await this.outbox.append(tx, claimMessages.eraseDocument(proof.id));
    await this.claims.deleteOfAccount(tx, accountId);
    await this.transfers.deleteOfParty(tx, account);
    // Who was in a dispute with the account is not any more.
    for (const [id, others] of rivals) await this.steps.settle(tx, id, others, now);
  }
}

/** Where a code went, as its claimant was told: the business's own contact is not the claimant's to know. Pure. */
function contactOf({ kind, contact, source }: ClaimProof): string | null {
  if (contact === null || source === null) return contact;
  return kind === 'phone-code' || kind === 'email-code'
    ? maskContact({ kind, value: contact })
    : shownAddress(contact.split('\n'));
}
