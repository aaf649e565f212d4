import type { UndoClaim } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { ProfileWriter } from '@halles/domain/profiles';
import { DAY } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ClaimStateRefused } from '../claim.errors';
import type { Claim, ClaimActor } from './claim';
import { ClaimRepository } from './claim.repository';
import { isToDecide, underWay } from './claim-state';
import { ClaimSteps } from './claim-steps.service';

/** So long after its decision on a claim the town may take it back. */
const UNDO_FOR = 7 * DAY;

/** How a decision is taken back, and until when: what was refused waits again, who was given the page loses it. */
export interface ClaimUndo {
  readonly step: 'reopen' | 'revoke';
  readonly until: Date;
}

/** Takes the town's decisions on claims back, where nobody else is harmed by it. */
@Injectable()
export class ClaimUndoService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly grants: GrantService,
    private readonly profiles: ProfileWriter,
    private readonly steps: ClaimSteps,
  ) {}

  /** How the decision on a claim can be taken back; null where it cannot. @throws ClaimNotFound */
  async find(ctx: TenantContext, claimId: string, now: Date): Promise<ClaimUndo | null> {
    return this.work.read(ctx, async (tx) => this.undoOf(tx, await this.claims.get(tx, claimId), now));
  }

  /**
   * Takes the last decision on a claim back; its claimant is told why.
   * @param by the name of who does, for the trace
   * @throws ClaimNotFound, ClaimStateRefused where it cannot be, or not any more
   */
  async undo(
    ctx: TenantContext,
    claimId: string,
    { reason }: UndoClaim,
    by: { readonly name: string },
    now: Date,
  ): Promise<Claim> {
    const agent: ClaimActor = { kind: 'agent', name: by.name };
    const why = { cause: 'agent', by: agent, reason } as const;
    return this.work.write(ctx, async (tx) => {
      const { listingId } = await this.claims.get(tx, claimId);
      const others = (await this.claims.lockOfListing(tx, listingId)).filter(({ id }) => id !== claimId);
      // Whatever changes a claim holds its listing first: it stays as it is read here.
      const claim = await this.claims.get(tx, claimId);
      const undo = await this.undoOf(tx, claim, now);
      if (!undo) throw new ClaimStateRefused({});
      const taken = await this.steps.take(tx, claim, undo.step, why, now);
      if (undo.step === 'revoke') {
        await this.grants.release(tx, listingId);
        await this.profiles.release(tx, listingId, { kind: 'agent', accountId: null, name: by.name }, now);
        await this.steps.clearLeft(tx, taken.eventId);
        return taken.claim;
      }
      const isOwned = (await this.grants.ownerOf(tx, listingId)) !== null;
      return isOwned || others.some(({ state }) => isToDecide(state))
        ? this.steps.contest(tx, taken.claim, { isOwned, others }, now)
        : taken.claim;
    });
  }

  private async undoOf(tx: TenantTx, claim: Claim, now: Date): Promise<ClaimUndo | null> {
    const last = (await this.claims.eventsOf(tx, [claim.id])).at(-1);
    if (last?.by.kind !== 'agent' || last.cause !== 'agent') return null;
    const until = new Date(last.at.getTime() + UNDO_FOR);
    if (until <= now) return null;
    if (claim.state === 'refused') {
      const again = await this.claims.ofAccount(tx, claim.accountId);
      const isAsked = again.some(
        ({ id, listingId, state }) =>
          id !== claim.id && listingId === claim.listingId && [...underWay, 'approved'].includes(state),
      );
      return isAsked ? null : { step: 'reopen', until };
    }
    if (claim.state !== 'approved' || last.step !== 'approve') return null;
    if ((await this.claims.rivals(tx, claim)).length > 0) return null;
    const former = await this.claims.formerOf(tx, claim.listingId);
    // Who lost the page by the decision has been told so: it does not come back by itself.
    return former && former.changedAt >= last.at ? null : { step: 'revoke', until };
  }
}
