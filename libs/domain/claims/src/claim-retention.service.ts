import { DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AdditionService } from './additions/addition.service';
import { ClaimService } from './claims/claim.service';
import { InvitationLetters } from './invitations/invitation-letters.service';
import { TransferService } from './transfers/transfer.service';

/** Where a code went that came to nothing is forgotten so long after it was over. */
const CONTACTS_KEPT = 30 * DAY;

/** Erases of claims what the privacy page says is kept no longer. */
@Injectable()
export class ClaimRetention {
  constructor(
    private readonly claims: ClaimService,
    private readonly additions: AdditionService,
    private readonly transfers: TransferService,
    private readonly invitations: InvitationLetters,
  ) {}

  /**
   * Erases what came to an end before the limit, and where codes went in vain a month ago. A claim that gave somebody a
   * listing stays as long as they keep it.
   * @returns how many
   */
  async sweep(ctx: TenantContext, now: Date, limit: Date): Promise<number> {
    const contactsLimit = new Date(now.getTime() - CONTACTS_KEPT);
    return (
      (await this.claims.eraseBefore(ctx, limit)) +
      (await this.additions.eraseBefore(ctx, limit)) +
      (await this.transfers.eraseBefore(ctx, limit)) +
      (await this.invitations.eraseBefore(ctx, limit)) +
      (await this.claims.forgetContactsBefore(ctx, contactsLimit))
    );
  }
}
